package dev.tokenyard.sim.engine;

import java.util.Arrays;

/** The prefill chunks of an instance's next step, in the order in which the plan made them. */
final class Chunks {
    private int[] request = new int[8];
    private int[] tokens = new int[8];
    private int count;
    private int tokenSum;

    void clear() {
        count = 0;
        tokenSum = 0;
    }

    void add(int ofRequest, int prefillTokens) {
        if (count == request.length) {
            request = Arrays.copyOf(request, count * 2);
            tokens = Arrays.copyOf(tokens, count * 2);
        }
        request[count] = ofRequest;
        tokens[count++] = prefillTokens;
        tokenSum += prefillTokens;
    }

    int count() {
        return count;
    }

    int tokenSum() {
        return tokenSum;
    }

    int request(int i) {
        return request[i];
    }

    int tokens(int i) {
        return tokens[i];
    }

    /** The chunk of a request, 0 if it has none. */
    int tokensOf(int ofRequest) {
        for (int i = 0; i < count; i++) {
            if (request[i] == ofRequest) {
                return tokens[i];
            }
        }
        return 0;
    }

    /** Pairs of a query and a key that their attention looks at: each token attends to all before it and to itself. */
    long attentionPairs(int[] computed) {
        long pairs = 0;
        for (int i = 0; i < count; i++) {
            long chunk = tokens[i];
            pairs += chunk * computed[request[i]] + chunk * (chunk + 1) / 2;
        }
        return pairs;
    }
}
