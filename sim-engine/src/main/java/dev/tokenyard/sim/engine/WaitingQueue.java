package dev.tokenyard.sim.engine;

import java.util.Arrays;

/**
 * The waiting requests of an instance by (order key, request number): a binary heap that knows each request's place, so
 * that any request can be taken out.
 */
final class WaitingQueue {
    private final long[] keyOf;
    private final int[] placeOf;
    private int[] heap = new int[64];
    private int size;

    /**
     * Makes an empty queue.
     *
     * @param keyOf order key by request number, shared by all queues
     * @param placeOf scratch by request number, shared by all queues since a request waits in one at a time
     */
    WaitingQueue(long[] keyOf, int[] placeOf) {
        this.keyOf = keyOf;
        this.placeOf = placeOf;
    }

    int size() {
        return size;
    }

    /** The next request, -1 if there is none. */
    int head() {
        return size == 0 ? -1 : heap[0];
    }

    /** The request at a place of the heap. */
    int at(int place) {
        return heap[place];
    }

    void add(int request) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        siftUp(size++, request);
    }

    void remove(int request) {
        int hole = placeOf[request];
        int last = heap[--size];
        if (hole == size) {
            return;
        }
        if (hole > 0 && before(last, heap[(hole - 1) >>> 1])) {
            siftUp(hole, last);
        } else {
            siftDown(hole, last);
        }
    }

    private void siftUp(int from, int request) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!before(request, heap[parent])) {
                break;
            }
            put(hole, heap[parent]);
            hole = parent;
        }
        put(hole, request);
    }

    private void siftDown(int from, int request) {
        int hole = from;
        int child = 2 * hole + 1;
        while (child < size) {
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], request)) {
                break;
            }
            put(hole, heap[child]);
            hole = child;
            child = 2 * hole + 1;
        }
        put(hole, request);
    }

    private void put(int place, int request) {
        heap[place] = request;
        placeOf[request] = place;
    }

    private boolean before(int x, int y) {
        long keyX = keyOf[x];
        long keyY = keyOf[y];
        return keyX < keyY || (keyX == keyY && x < y);
    }
}
