package dev.tokenyard.sim.engine;

import java.util.Arrays;

/**
 * The waiting requests of an instance by (order key, request number), any of which can be taken out.
 *
 * <p>In three parts. Small keys, such as lengths in tokens, have <em>buckets</em>. Of the others, a request that comes after
 * all of the <em>line</em> joins its end at no cost, since most orders are nearly the order of arrival; the rest goes to a
 * <em>heap</em>, of four children a node and with the keys beside the entries. So neither first come, first served nor
 * shortest first ever sifts but for preempted requests. An entry of the line or the heap whose request was taken out from
 * among the others stays until it surfaces, so that no entry needs to know its place; it is told from a true one by where the
 * request waits and with which key.
 */
final class WaitingQueue {
    private static final int ARITY_SHIFT = 2;
    private static final int NONE = -1;

    private final Buckets buckets;
    private final long[] keyOf;
    private final int[] waitsAt;
    private final int here;

    private long[] heapKey = new long[64];
    private int[] heap = new int[64];
    private int heapSize;

    /** A ring of ascending entries. */
    private int[] line = new int[64];

    private long[] lineKey = new long[64];
    private int lineFirst;
    private int lineEnd;

    private int head = NONE;
    private long headKey;
    private int size;

    /**
     * Makes an empty queue.
     *
     * @param keyOf order keys by request number; a key is set before its request is added
     * @param waitsAt scratch by request number, shared by all queues: the number of the one where it waits
     * @param here this queue's number, not 0, which stands for none
     * @param buckets empty buckets of its own
     */
    WaitingQueue(long[] keyOf, int[] waitsAt, int here, Buckets buckets) {
        this.buckets = buckets;
        this.keyOf = keyOf;
        this.waitsAt = waitsAt;
        this.here = here;
    }

    int size() {
        return size;
    }

    /** The next request, -1 if there is none. */
    int head() {
        return head;
    }

    /** The request with the smallest number, -1 if there is none. Visits all entries. */
    int earliest() {
        int earliest = buckets.smallest();
        for (int index = lineFirst; index != lineEnd; index++) {
            int request = line[place(index)];
            earliest = request < earliest && waitsAt[request] == here ? request : earliest;
        }
        for (int at = 0; at < heapSize; at++) {
            earliest = heap[at] < earliest && waitsAt[heap[at]] == here ? heap[at] : earliest;
        }
        return size == 0 ? NONE : earliest;
    }

    void add(int request) {
        long key = keyOf[request];
        waitsAt[request] = here;
        size++;
        if (hasBucket(key)) {
            buckets.add(request, (int) key);
        } else if (lineFirst == lineEnd || isAfterLine(key, request)) {
            appendToLine(request, key);
        } else {
            addToHeap(request, key);
        }
        offerHead(request, key);
    }

    void remove(int request) {
        waitsAt[request] = 0;
        size--;
        if (hasBucket(keyOf[request])) {
            buckets.remove(request, (int) keyOf[request]);
        }
        if (request == head) {
            findHead();
        }
    }

    /** Takes all out, in their order. */
    int[] drain() {
        int[] drained = new int[size];
        for (int i = 0; i < drained.length; i++) {
            drained[i] = head;
            remove(head);
        }
        return drained;
    }

    private static boolean hasBucket(long key) {
        return key >= 0 && key < Buckets.COUNT;
    }

    private void findHead() {
        while (lineFirst != lineEnd && isStale(line[place(lineFirst)], lineKey[place(lineFirst)])) {
            lineFirst++;
        }
        while (heapSize > 0 && isStale(heap[0], heapKey[0])) {
            removeTop();
        }
        head = NONE;
        if (!buckets.isEmpty()) {
            headKey = buckets.occupiedFrom(0);
            head = buckets.first((int) headKey);
        }
        if (lineFirst != lineEnd) {
            offerHead(line[place(lineFirst)], lineKey[place(lineFirst)]);
        }
        if (heapSize > 0) {
            offerHead(heap[0], heapKey[0]);
        }
    }

    private void offerHead(int request, long key) {
        if (head == NONE || before(key, request, headKey, head)) {
            head = request;
            headKey = key;
        }
    }

    /** Whether an entry was left behind: its request is gone, or has come again with another key. */
    private boolean isStale(int request, long key) {
        return waitsAt[request] != here || keyOf[request] != key;
    }

    private int place(int index) {
        return index & (line.length - 1);
    }

    private boolean isAfterLine(long key, int request) {
        int last = place(lineEnd - 1);
        return before(lineKey[last], line[last], key, request);
    }

    private void appendToLine(int request, long key) {
        if (lineEnd - lineFirst == line.length) {
            growLine();
        }
        int at = place(lineEnd++);
        line[at] = request;
        lineKey[at] = key;
    }

    private void growLine() {
        int length = line.length;
        int first = place(lineFirst);
        int[] requests = new int[2 * length];
        long[] keys = new long[2 * length];
        System.arraycopy(line, first, requests, 0, length - first);
        System.arraycopy(line, 0, requests, length - first, first);
        System.arraycopy(lineKey, first, keys, 0, length - first);
        System.arraycopy(lineKey, 0, keys, length - first, first);
        line = requests;
        lineKey = keys;
        lineFirst = 0;
        lineEnd = length;
    }

    private void addToHeap(int request, long key) {
        if (heapSize == heap.length) {
            heap = Arrays.copyOf(heap, heapSize * 2);
            heapKey = Arrays.copyOf(heapKey, heapSize * 2);
        }
        int hole = heapSize++;
        while (hole > 0) {
            int parent = (hole - 1) >> ARITY_SHIFT;
            if (!before(key, request, heapKey[parent], heap[parent])) {
                break;
            }
            heap[hole] = heap[parent];
            heapKey[hole] = heapKey[parent];
            hole = parent;
        }
        heap[hole] = request;
        heapKey[hole] = key;
    }

    private void removeTop() {
        int request = heap[--heapSize];
        long key = heapKey[heapSize];
        int hole = 0;
        for (int child = 1; child < heapSize; child = (hole << ARITY_SHIFT) + 1) {
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
            heap[hole] = heap[least];
            heapKey[hole] = heapKey[least];
            hole = least;
        }
        heap[hole] = request;
        heapKey[hole] = key;
    }

    private static boolean before(long keyX, int x, long keyY, int y) {
        return keyX < keyY || (keyX == keyY && x < y);
    }
}
