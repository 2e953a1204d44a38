package dev.tokenyard.sim.engine;

import java.util.Arrays;

/**
 * The waiting requests of an instance by (order key, request number), any of which can be taken out.
 *
 * <p>In two parts, since most orders are nearly the order of arrival: a request that comes after all of the <em>line</em>
 * joins its end at no cost; any other goes to a <em>heap</em>. So first come, first served never sifts but for preempted
 * requests, and other orders cost a heap of four children a node, which keeps its keys beside its entries.
 */
final class WaitingQueue {
    private static final int ARITY_SHIFT = 2;
    private static final int NONE = -1;

    /** By request: its place in the heap, or the bitwise complement of its place in the line. */
    private final int[] placeOf;

    private long[] heapKey = new long[64];
    private int[] heap = new int[64];
    private int heapSize;

    /** A ring; a request that was taken out of its middle leaves NONE behind. */
    private int[] line = new int[64];

    private long[] lineKey = new long[64];
    private int lineFirst;
    private int lineEnd;

    private int size;

    /**
     * Makes an empty queue.
     *
     * @param placeOf scratch by request number, shared by all queues since a request waits in one at a time
     */
    WaitingQueue(int[] placeOf) {
        this.placeOf = placeOf;
    }

    int size() {
        return size;
    }

    /** The next request, -1 if there is none. */
    int head() {
        if (lineFirst == lineEnd) {
            return heapSize == 0 ? NONE : heap[0];
        }
        int at = lineFirst & (line.length - 1);
        return heapSize == 0 || before(lineKey[at], line[at], heapKey[0], heap[0]) ? line[at] : heap[0];
    }

    void add(int request, long key) {
        size++;
        if (lineFirst == lineEnd || isAfterLine(key, request)) {
            appendToLine(request, key);
        } else {
            if (heapSize == heap.length) {
                heap = Arrays.copyOf(heap, heapSize * 2);
                heapKey = Arrays.copyOf(heapKey, heapSize * 2);
            }
            siftUp(heapSize++, request, key);
        }
    }

    void remove(int request) {
        size--;
        int place = placeOf[request];
        if (place >= 0) {
            removeFromHeap(place);
            return;
        }
        line[~place & (line.length - 1)] = NONE;
        // Both ends of the line stay requests, so that the head is at hand and the tail's key counts.
        while (lineFirst != lineEnd && line[lineFirst & (line.length - 1)] == NONE) {
            lineFirst++;
        }
        while (lineFirst != lineEnd && line[(lineEnd - 1) & (line.length - 1)] == NONE) {
            lineEnd--;
        }
    }

    private boolean isAfterLine(long key, int request) {
        int last = (lineEnd - 1) & (line.length - 1);
        return before(lineKey[last], line[last], key, request);
    }

    private void appendToLine(int request, long key) {
        if (lineEnd - lineFirst == line.length) {
            growLine();
        }
        int at = lineEnd & (line.length - 1);
        line[at] = request;
        lineKey[at] = key;
        placeOf[request] = ~at;
        lineEnd++;
    }

    private void growLine() {
        int length = line.length;
        int[] requests = new int[2 * length];
        long[] keys = new long[2 * length];
        for (int k = 0; k < length; k++) {
            int from = (lineFirst + k) & (length - 1);
            requests[k] = line[from];
            keys[k] = lineKey[from];
            if (requests[k] != NONE) {
                placeOf[requests[k]] = ~k;
            }
        }
        line = requests;
        lineKey = keys;
        lineFirst = 0;
        lineEnd = length;
    }

    private void removeFromHeap(int hole) {
        int last = --heapSize;
        if (hole == last) {
            return;
        }
        int request = heap[last];
        long key = heapKey[last];
        int parent = (hole - 1) >> ARITY_SHIFT;
        if (hole > 0 && before(key, request, heapKey[parent], heap[parent])) {
            siftUp(hole, request, key);
        } else {
            siftDown(hole, request, key);
        }
    }

    private void siftUp(int from, int request, long key) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) >> ARITY_SHIFT;
            if (!before(key, request, heapKey[parent], heap[parent])) {
                break;
            }
            put(hole, heap[parent], heapKey[parent]);
            hole = parent;
        }
        put(hole, request, key);
    }

    private void siftDown(int from, int request, long key) {
        int hole = from;
        while (true) {
            int child = (hole << ARITY_SHIFT) + 1;
            if (child >= heapSize) {
                break;
            }
            int least = child;
            int end = Math.min(child + (1 << ARITY_SHIFT), heapSize);
            for (int other = child + 1; other < end; other++) {
                if (before(heapKey[other], heap[other], heapKey[least], heap[least])) {
                    least = other;
                }
            }
            if (!before(heapKey[least], heap[least], key, request)) {
                break;
            }
            put(hole, heap[least], heapKey[least]);
            hole = least;
        }
        put(hole, request, key);
    }

    private void put(int place, int request, long key) {
        heap[place] = request;
        heapKey[place] = key;
        placeOf[request] = place;
    }

    private static boolean before(long keyX, int x, long keyY, int y) {
        return keyX < keyY || (keyX == keyY && x < y);
    }
}
