package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.model.PrefixBlocks;
import java.util.Arrays;

/**
 * The prompt blocks that an instance keeps so that later requests need not compute them: the automatic prefix caching of
 * vLLM v1, by counts alone. The blocks are those of the trace's {@link PrefixBlocks}, each as large as one or more KV
 * blocks; below, a node is such a block.
 *
 * <p>A request that is admitted takes the longest run of leading nodes that are cached as computed, but at least one token
 * is left to compute, and so the last node of a prompt that is cached to its end is computed again. A node is cached once
 * its last token is computed. The residents that need it hold references to it, and it is counted once. When the last of
 * them leaves, the node stays and counts as free; it is given up when its room is needed, and then the one goes first
 * that was left longest ago, deeper ones before those above them, for vLLM frees in that order.
 *
 * <p>A resident always refers to its own path down to where it has computed, so a node's predecessors are cached while it
 * is. Where two residents compute the same node at once, the copy of the later one is freed, as in a radix tree; vLLM
 * keeps it until that request ends. Unlike vLLM, whose free blocks stand in one line with cached ones, room that was never
 * cached is used first.
 */
final class PrefixCache {
    private static final int NONE = -1;
    private static final int ABSENT = -1;

    private final PrefixBlocks prefixes;
    private final RequestTable requests;
    private final KvLedger memory;
    private final int kvBlocksPerNode;

    /** Residents that hold each node; 0 if it is cached for nobody, {@link #ABSENT} if it is not cached. */
    private final int[] references;
    /** Neighbours among the nodes that nobody holds, by how long ago they were left. */
    private final int[] left;

    private final int[] right;
    private int longestLeft = NONE;
    private int latestLeft = NONE;
    private int idleNodes;

    /** Whose cached nodes were last counted, and what came of it; forgotten at every change. */
    private int countedRequest = NONE;

    private int countedHits;
    private int countedHeldHits;

    PrefixCache(PrefixBlocks prefixes, RequestTable requests, KvLedger memory) {
        this.prefixes = prefixes;
        this.requests = requests;
        this.memory = memory;
        kvBlocksPerNode = prefixes.blockTokens() / memory.blockTokens();
        references = new int[prefixes.nodeCount()];
        Arrays.fill(references, ABSENT);
        left = new int[references.length];
        right = new int[references.length];
    }

    /** Prompt tokens of a request that waits which need not be computed if it is admitted now. */
    int cachedTokens(int r) {
        count(r);
        return countedHits * prefixes.blockTokens();
    }

    /** KV blocks of those tokens. */
    int cachedBlocks(int r) {
        count(r);
        return countedHits * kvBlocksPerNode;
    }

    /** The part of those KV blocks that residents hold, which are not free. */
    int cachedHeldBlocks(int r) {
        count(r);
        return countedHeldHits * kvBlocksPerNode;
    }

    private void count(int r) {
        if (r == countedRequest) {
            return;
        }
        int most = Math.min(
                prefixes.count(r), (requests.promptTokens(r) + requests.generated[r] - 1) / prefixes.blockTokens());
        int held = 0;
        while (held < most && references[prefixes.node(r, held)] > 0) {
            held++;
        }
        int hits = held;
        while (hits < most && references[prefixes.node(r, hits)] != ABSENT) {
            hits++;
        }
        countedRequest = r;
        countedHits = hits;
        countedHeldHits = held;
    }

    /** Tokens of a resident that would stay cached if it left. */
    int sharedTokens(int r) {
        return requests.sharedNodes[r] * prefixes.blockTokens();
    }

    /** KV blocks of nodes that nobody holds. */
    int idleBlocks() {
        return idleNodes * kvBlocksPerNode;
    }

    /** A request is admitted and refers to what is cached of its prompt. */
    void acquire(int r) {
        count(r);
        int hits = countedHits;
        for (int i = 0; i < hits; i++) {
            refer(prefixes.node(r, i));
        }
        requests.sharedNodes[r] = hits;
    }

    /** A resident has computed some more tokens; the nodes that they complete are cached. */
    void computed(int r) {
        int complete = Math.min(prefixes.count(r), requests.computed[r] / prefixes.blockTokens());
        for (int i = requests.sharedNodes[r]; i < complete; i++) {
            int node = prefixes.node(r, i);
            if (references[node] == ABSENT) {
                // Its blocks are counted already, as the resident's own.
                references[node] = 1;
                countedRequest = NONE;
            } else {
                memory.take(-kvBlocksPerNode);
                refer(node);
            }
        }
        requests.sharedNodes[r] = Math.max(requests.sharedNodes[r], complete);
    }

    private void refer(int node) {
        if (references[node]++ == 0) {
            unlink(node);
            memory.take(kvBlocksPerNode);
        }
        countedRequest = NONE;
    }

    /** A resident is about to leave with all its blocks, those that it shares included; the latter stay. */
    void release(int r) {
        release(r, requests.sharedNodes[r]);
        requests.sharedNodes[r] = 0;
    }

    /** The same for a request that has left and whose blocks have stayed until now: it shared so many leading nodes. */
    void release(int r, int nodes) {
        memory.take(nodes * kvBlocksPerNode);
        for (int i = nodes - 1; i >= 0; i--) {
            int node = prefixes.node(r, i);
            if (--references[node] == 0) {
                memory.take(-kvBlocksPerNode);
                linkLatest(node);
            }
        }
        countedRequest = NONE;
    }

    /**
     * Gives nodes up that nobody holds.
     *
     * @param mostBlocks KV blocks that there is room for
     * @return whether any had to go
     */
    boolean evictTo(int mostBlocks) {
        if (idleBlocks() <= mostBlocks) {
            return false;
        }
        while (idleNodes > 0 && idleBlocks() > mostBlocks) {
            int node = longestLeft;
            unlink(node);
            references[node] = ABSENT;
        }
        countedRequest = NONE;
        return true;
    }

    private void linkLatest(int node) {
        left[node] = latestLeft;
        right[node] = NONE;
        if (latestLeft == NONE) {
            longestLeft = node;
        } else {
            right[latestLeft] = node;
        }
        latestLeft = node;
        idleNodes++;
    }

    private void unlink(int node) {
        if (left[node] == NONE) {
            longestLeft = right[node];
        } else {
            right[left[node]] = right[node];
        }
        if (right[node] == NONE) {
            latestLeft = left[node];
        } else {
            left[right[node]] = left[node];
        }
        idleNodes--;
    }
}
