package dev.tokenyard.policies.kit;

import java.util.Arrays;

/** The memory that a batch takes whose members all start at once, if each takes one more token in every step. */
final class BatchTogether {
    private final long capacityTokens;
    private int size;
    private long[] output = new long[16];
    /** By member: the tokens that all hold in the step of its last token. */
    private long[] heldAtEnd = new long[16];

    private long[] prompt = new long[16];
    private long outputSum;

    BatchTogether(long capacityTokens) {
        this.capacityTokens = capacityTokens;
    }

    int size() {
        return size;
    }

    long outputSum() {
        return outputSum;
    }

    void clear() {
        size = 0;
        outputSum = 0;
    }

    /** Takes a request in if memory suffices at the end of each member; says whether it does. */
    boolean offer(long s, long o) {
        long own = s + o;
        for (int k = 0; k < size; k++) {
            if (output[k] <= o && heldAtEnd[k] + s + output[k] > capacityTokens) {
                return false;
            }
            own += output[k] >= o ? prompt[k] + o : 0;
        }
        if (own > capacityTokens) {
            return false;
        }
        for (int k = 0; k < size; k++) {
            heldAtEnd[k] += output[k] <= o ? s + output[k] : 0;
        }
        if (size == output.length) {
            output = Arrays.copyOf(output, 2 * size);
            heldAtEnd = Arrays.copyOf(heldAtEnd, 2 * size);
            prompt = Arrays.copyOf(prompt, 2 * size);
        }
        prompt[size] = s;
        output[size] = o;
        heldAtEnd[size++] = own;
        outputSum += o;
        return true;
    }

    /** Takes the last one out. */
    void takeBack() {
        size--;
        outputSum -= output[size];
        for (int k = 0; k < size; k++) {
            heldAtEnd[k] -= output[k] <= output[size] ? prompt[size] + output[k] : 0;
        }
    }
}
