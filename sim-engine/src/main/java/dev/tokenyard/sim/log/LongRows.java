package dev.tokenyard.sim.log;

import java.util.Arrays;

/**
 * An append-only table of rows of longs, in pages so that it grows without copying what it holds. A row lies in one place,
 * so that writing or reading it touches one or two cache lines.
 */
final class LongRows {
    private static final int PAGE_SHIFT = 12;
    private static final int PAGE_ROWS = 1 << PAGE_SHIFT;
    private static final int ROW_MASK = PAGE_ROWS - 1;
    /** Rows of the first page at first: many tables stay small. */
    private static final int FEWEST_ROWS = 64;

    private final int width;
    private long[][] pages = new long[1][];
    private int size;
    /** The page that the next row goes to, and the place in it. */
    private long[] lastPage;

    private int at;

    /** An empty table with so many columns. */
    LongRows(int width) {
        this.width = width;
        lastPage = new long[FEWEST_ROWS * width];
        pages[0] = lastPage;
    }

    int size() {
        return size;
    }

    /** Memory that the rows take. */
    long bytes() {
        return (long) Long.BYTES * width * size;
    }

    long get(int row, int column) {
        return pages[row >>> PAGE_SHIFT][(row & ROW_MASK) * width + column];
    }

    void set(int row, int column, long value) {
        pages[row >>> PAGE_SHIFT][(row & ROW_MASK) * width + column] = value;
    }

    void add(long c0, long c1, long c2, long c3) {
        int to = makeRoom();
        lastPage[to + 3] = c3;
        lastPage[to] = c0;
        lastPage[to + 1] = c1;
        lastPage[to + 2] = c2;
    }

    void add(long c0, long c1, long c2, long c3, long c4, long c5) {
        int to = makeRoom();
        lastPage[to + 5] = c5;
        lastPage[to] = c0;
        lastPage[to + 1] = c1;
        lastPage[to + 2] = c2;
        lastPage[to + 3] = c3;
        lastPage[to + 4] = c4;
    }

    private int makeRoom() {
        if (at == lastPage.length) {
            nextPage();
        }
        int to = at;
        at += width;
        size++;
        return to;
    }

    private void nextPage() {
        int last = Math.max(0, size - 1) >>> PAGE_SHIFT;
        if (lastPage.length < PAGE_ROWS * width) {
            lastPage = Arrays.copyOf(lastPage, 2 * lastPage.length);
            pages[last] = lastPage;
            return;
        }
        if (last + 1 == pages.length) {
            pages = Arrays.copyOf(pages, 2 * pages.length);
        }
        lastPage = new long[PAGE_ROWS * width];
        pages[last + 1] = lastPage;
        at = 0;
    }

    /** The number of the first rows whose first column is at most {@code limit}; that column never decreases. */
    int countUntil(long limit) {
        return countUntil(limit, 0, size);
    }

    /** The same, searched between two rows. */
    int countUntil(long limit, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle, 0) <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether both tables hold the same rows. */
    boolean sameAs(LongRows other) {
        if (size != other.size || width != other.width) {
            return false;
        }
        for (int first = 0; first < size; first += PAGE_ROWS) {
            int page = first >>> PAGE_SHIFT;
            int longs = Math.min(PAGE_ROWS, size - first) * width;
            if (!Arrays.equals(pages[page], 0, longs, other.pages[page], 0, longs)) {
                return false;
            }
        }
        return true;
    }

    /** Two numbers in one column. */
    static long pack(int high, int low) {
        return ((long) high << 32) | (low & 0xFFFF_FFFFL);
    }

    int high(int row, int column) {
        return (int) (get(row, column) >>> 32);
    }

    int low(int row, int column) {
        return (int) get(row, column);
    }
}
