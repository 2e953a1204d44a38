package dev.tokenyard.sim.log;

import dev.tokenyard.sim.model.PrefixBlocks;
import java.util.Arrays;

/**
 * The blocks of an instance that residents hold together because their prompts begin alike. Each node of the trace's
 * {@link PrefixBlocks} that is held lies in blocks of its own, linked in a {@link BlockTable}.
 */
final class SharedPrefixes {
    private final PrefixBlocks prefixes;
    private final int kvBlocksPerNode;
    private final int[] references;
    private final int[] firstBlock;

    SharedPrefixes(PrefixBlocks prefixes, int kvBlockTokens) {
        this.prefixes = prefixes;
        kvBlocksPerNode = prefixes.blockTokens() / kvBlockTokens;
        references = new int[prefixes.nodeCount()];
        firstBlock = new int[references.length];
    }

    int kvBlocksPerNode() {
        return kvBlocksPerNode;
    }

    /** Leading nodes of a request that so many tokens complete. */
    int nodesIn(int request, int tokens) {
        return Math.min(prefixes.count(request), tokens / prefixes.blockTokens());
    }

    /** Adds a holder to a request's node; says whether it is the first. */
    boolean hold(int request, int position) {
        return references[prefixes.node(request, position)]++ == 0;
    }

    /** Takes a holder away; says whether it was the last. */
    boolean letGo(int request, int position) {
        return --references[prefixes.node(request, position)] == 0;
    }

    int firstBlock(int request, int position) {
        return firstBlock[prefixes.node(request, position)];
    }

    void setFirstBlock(int request, int position, int block) {
        firstBlock[prefixes.node(request, position)] = block;
    }

    void clear() {
        Arrays.fill(references, 0);
    }
}
