package dev.tokenyard.sim.log;

/** Reads a snapshot's numbers in the order in which they were written down. */
final class IntReader {
    private final int[] numbers;
    private int at;

    IntReader(int[] numbers) {
        this.numbers = numbers;
    }

    int next() {
        return numbers[at++];
    }

    /** Reads so many numbers into a list, behind what it holds. */
    void add(int count, IntList to) {
        to.addAll(numbers, at, count);
        at += count;
    }

    /** Reads as many numbers as a column has rows. */
    void fill(int[] column) {
        System.arraycopy(numbers, at, column, 0, column.length);
        at += column.length;
    }
}
