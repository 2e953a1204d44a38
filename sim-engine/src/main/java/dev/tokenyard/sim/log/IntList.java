package dev.tokenyard.sim.log;

import java.util.Arrays;

/** A growing list of ints that can be kept sorted; snapshots are written into one as well. */
final class IntList {
    /** An order of ints. */
    @FunctionalInterface
    interface Order {
        int compare(int x, int y);
    }

    private int[] values;
    private int size;

    IntList() {
        this(16);
    }

    /** A list with room for so many values, at least 1, before it must grow. */
    IntList(int room) {
        values = new int[room];
    }

    /** As many empty lists. */
    static IntList[] lists(int count) {
        IntList[] lists = new IntList[count];
        Arrays.setAll(lists, i -> new IntList());
        return lists;
    }

    int size() {
        return size;
    }

    int get(int i) {
        return values[i];
    }

    void clear() {
        size = 0;
    }

    void add(int value) {
        ensureRoom(1);
        values[size++] = value;
    }

    void addAll(int[] more) {
        ensureRoom(more.length);
        System.arraycopy(more, 0, values, size, more.length);
        size += more.length;
    }

    void set(int i, int value) {
        values[i] = value;
    }

    /** Inserts before the value at a place, or behind all. */
    void insertAt(int place, int value) {
        ensureRoom(1);
        System.arraycopy(values, place, values, place + 1, size - place);
        values[place] = value;
        size++;
    }

    void removeAt(int place) {
        System.arraycopy(values, place + 1, values, place, size - place - 1);
        size--;
    }

    /** Where the first value of this kind is, -1 if there is none. */
    int placeOf(int value) {
        for (int i = 0; i < size; i++) {
            if (values[i] == value) {
                return i;
            }
        }
        return -1;
    }

    /** Inserts behind all values that do not come after it. */
    void insertSorted(int value, Order order) {
        ensureRoom(1);
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(values[middle], value) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        System.arraycopy(values, low, values, low + 1, size - low);
        values[low] = value;
        size++;
    }

    /** Removes a value that is known to be there, keeping the order of the others. */
    void removeValue(int value) {
        int place = placeOf(value);
        if (place < 0) {
            throw new IllegalStateException("Request " + value + " is not where the log says it is.");
        }
        removeAt(place);
    }

    /** The values in an array that nobody else has. */
    int[] toArray() {
        return Arrays.copyOf(values, size);
    }

    private void ensureRoom(int more) {
        if (size + more > values.length) {
            values = Arrays.copyOf(values, Math.max(size + more, size * 2));
        }
    }
}
