package dev.tokenyard.policies.shepherd;

import dev.tokenyard.policies.kit.RequestLine;
import java.util.BitSet;

/** Requests that ask for the same model in the same service class, so that their deadlines come in order of arrival. */
final class RequestStream {
    /**
     * What its requests have in common.
     *
     * @param model number of the model that they ask for, below 0 if any will do
     * @param sloClass number of their service class
     * @param places number of the set of instances that can serve them, see {@link dev.tokenyard.policies.kit.Places}
     */
    record Key(int model, int sloClass, int places) {}

    final int number;
    final Key key;
    /** Those in no batch. */
    final RequestLine waiting = new RequestLine();
    /** The GPUs that may serve it, by {@link GpuSet#number}: its serving group. */
    final BitSet gpuSets;

    /** Requests since the last plan. */
    int arrived;

    private long requests;
    private long promptTokens;

    RequestStream(int number, Key key, BitSet gpuSets) {
        this.number = number;
        this.key = key;
        this.gpuSets = gpuSets;
    }

    /** A request has arrived. */
    void note(int tokens) {
        arrived++;
        know(tokens);
    }

    /** One is known, whether or not it counts as demand. */
    void know(int tokens) {
        requests++;
        promptTokens += tokens;
    }

    double meanPromptTokens() {
        return (double) promptTokens / requests;
    }
}
