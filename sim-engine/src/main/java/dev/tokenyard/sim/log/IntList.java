package dev.tokenyard.sim.log;

import java.util.Arrays;

/**
 * A growing list of ints that can be kept sorted; snapshots are written into one as well. The first value goes at no cost,
 * however many follow, since most requests leave a queue from its head.
 */
final class IntList {
    /** An order of ints. */
    @FunctionalInterface
    interface Order {
        int compare(int x, int y);
    }

    private int[] values;
    /** The place of the first value; what lies before has gone. */
    private int start;

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
        return values[start + i];
    }

    void clear() {
        size = 0;
        start = 0;
    }

    void add(int value) {
        ensureRoom(1);
        values[start + size++] = value;
    }

    void addAll(int[] more) {
        addAll(more, 0, more.length);
    }

    /** Adds a part of an array. */
    void addAll(int[] more, int from, int count) {
        ensureRoom(count);
        System.arraycopy(more, from, values, start + size, count);
        size += count;
    }

    void set(int i, int value) {
        values[start + i] = value;
    }

    /** Inserts before the value at a place, or behind all. */
    void insertAt(int place, int value) {
        if (place == 0 && start > 0) {
            values[--start] = value;
            size++;
            return;
        }
        ensureRoom(1);
        int at = start + place;
        System.arraycopy(values, at, values, at + 1, size - place);
        values[at] = value;
        size++;
    }

    void removeAt(int place) {
        size--;
        if (place == 0) {
            start = size == 0 ? 0 : start + 1;
        } else {
            System.arraycopy(values, start + place + 1, values, start + place, size - place);
        }
    }

    /** Where the first value of this kind is, -1 if there is none. */
    int placeOf(int value) {
        for (int i = 0; i < size; i++) {
            if (values[start + i] == value) {
                return i;
            }
        }
        return -1;
    }

    /** Inserts behind all values that do not come after it. */
    void insertSorted(int value, Order order) {
        // In most orders whoever comes last goes last.
        boolean last = size == 0 || order.compare(values[start + size - 1], value) <= 0;
        int low = last ? size : 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(values[start + middle], value) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        insertAt(low, value);
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
        return Arrays.copyOfRange(values, start, start + size);
    }

    private void ensureRoom(int more) {
        if (start + size + more <= values.length) {
            return;
        }
        // Room that has become free at the front is used again once it is at least as much as what is moved for it.
        int[] to = start >= size + more ? values : new int[Math.max(size + more, size * 2)];
        System.arraycopy(values, start, to, 0, size);
        values = to;
        start = 0;
    }
}
