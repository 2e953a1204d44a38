package dev.tokenyard.sim.trace.format;

/** Numbers by numbers, without objects: open addressing with linear probing, at most half full. */
final class LongMap {
    private static final long MIXER = 0x9E3779B97F4A7C15L;

    private long[] keys = new long[16];
    private long[] values = new long[16];
    private boolean[] used = new boolean[16];
    private int size;

    int size() {
        return size;
    }

    long get(long key, long otherwise) {
        int at = place(key);
        return used[at] ? values[at] : otherwise;
    }

    void put(long key, long value) {
        int at = place(key);
        values[at] = value;
        if (!used[at]) {
            used[at] = true;
            keys[at] = key;
            size++;
            if (2 * size > keys.length) {
                grow();
            }
        }
    }

    private int place(long key) {
        int at = (int) (key * MIXER >>> (Long.numberOfLeadingZeros(keys.length) + 1));
        while (used[at] && keys[at] != key) {
            at = (at + 1) & (keys.length - 1);
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        boolean[] oldUsed = used;
        keys = new long[2 * oldKeys.length];
        values = new long[keys.length];
        used = new boolean[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldUsed[i]) {
                int at = place(oldKeys[i]);
                used[at] = true;
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
