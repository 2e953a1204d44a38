package dev.tokenyard.policies.shepherd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Requests that run together. Until the first of them is admitted more may join; then the batch is fixed until all are done. */
final class FixedBatch {
    final int instance;
    /** Members that are not admitted, in the order in which they will be. */
    final List<Integer> pending = new ArrayList<>();
    /** Members that run. */
    final List<Integer> running = new ArrayList<>();

    /** Pending members that lie in host memory. */
    final Set<Integer> inHost = new HashSet<>();

    /** Members whose deadline can be met, when the batch was formed. */
    int inTime;

    int blocksLeft;
    int seatsLeft;
    /** |B|: all members that it began with, also those that are done. */
    int size;

    FixedBatch(int instance, int blocks, int seats) {
        this.instance = instance;
        blocksLeft = blocks;
        seatsLeft = seats;
    }

    /** Adds a request if there is room for it; says whether there is. A batch takes its first member always. */
    boolean offer(int request, int blocks) {
        if (size > 0 && (blocks > blocksLeft || seatsLeft == 0)) {
            return false;
        }
        pending.add(request);
        blocksLeft -= blocks;
        seatsLeft--;
        size++;
        return true;
    }

    /** Takes a request in that was admitted before, whether or not there is room for it to run to the longest output. */
    void inherit(int request, int blocks, boolean hosted) {
        if (hosted) {
            pending.add(request);
            inHost.add(request);
        } else {
            running.add(request);
        }
        blocksLeft -= blocks;
        seatsLeft--;
        size++;
    }

    boolean hasBegun() {
        return pending.size() < size;
    }

    boolean isDone() {
        return pending.isEmpty() && running.isEmpty();
    }
}
