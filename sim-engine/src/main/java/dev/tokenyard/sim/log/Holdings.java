package dev.tokenyard.sim.log;

import java.util.Arrays;

/**
 * The KV blocks that requests hold, each at one instance at most. They begin with those of the leading nodes of its prefix
 * that it shares with others (see {@link SharedPrefixes}); the rest are its own, a list in the instance's {@link
 * BlockTable}.
 */
final class Holdings {
    private static final int NONE = BlockTable.NONE;

    private final int[] sharedNodes;
    /** First and last of the request's own blocks. */
    private final int[] first;

    private final int[] last;
    /** Number of blocks, shared ones included. */
    private final int[] count;

    /** So many requests, none of which holds anything. */
    Holdings(int requests) {
        sharedNodes = new int[requests];
        first = new int[requests];
        last = new int[requests];
        count = new int[requests];
        Arrays.fill(first, NONE);
        Arrays.fill(last, NONE);
    }

    /** How many leading nodes of its prefix a request shares. */
    int sharedNodes(int r) {
        return sharedNodes[r];
    }

    /** How many blocks a request holds, shared ones included. */
    int count(int r) {
        return count[r];
    }

    /** First of a request's own blocks. */
    int first(int r) {
        return first[r];
    }

    /** A request that holds nothing yet shares leading nodes of its prefix. */
    void share(int r, int nodes, int blocks) {
        sharedNodes[r] = nodes;
        count[r] = blocks;
    }

    /** A request holds at least so many blocks: it takes those that it lacks. */
    void fillUp(int r, int blocks, BlockTable table) {
        while (count[r] < blocks) {
            take(r, table);
        }
    }

    /** A request takes one more block. */
    void take(int r, BlockTable table) {
        int block = table.take(r);
        table.link(last[r], block);
        if (first[r] == NONE) {
            first[r] = block;
        }
        last[r] = block;
        count[r]++;
    }

    /** A request that shares nothing keeps its first blocks, at least 1, and frees the others. */
    void keepFirst(int r, int blocks, BlockTable table) {
        last[r] = table.nth(first[r], blocks);
        table.release(table.cut(first[r], blocks, r), NONE);
        count[r] = blocks;
    }

    /**
     * The first of a request's own blocks become those of its next shared node.
     *
     * @return the first of them
     */
    int shareNextNode(int r, int blocks, BlockTable table) {
        int firstOfNode = first[r];
        first[r] = table.cut(firstOfNode, blocks, BlockMap.SHARED);
        if (first[r] == NONE) {
            last[r] = NONE;
        }
        sharedNodes[r]++;
        return firstOfNode;
    }

    /** All that a request holds here is what it holds there from now on. */
    void moveTo(Holdings there, int r) {
        there.sharedNodes[r] = sharedNodes[r];
        there.first[r] = first[r];
        there.last[r] = last[r];
        there.count[r] = count[r];
        forget(r);
    }

    /** A request holds nothing any more; its blocks are as they were. */
    void forget(int r) {
        sharedNodes[r] = 0;
        first[r] = NONE;
        last[r] = NONE;
        count[r] = 0;
    }

    void save(int r, IntList out) {
        out.add(sharedNodes[r]);
        out.add(first[r]);
        out.add(last[r]);
        out.add(count[r]);
    }

    void load(int r, IntReader in) {
        sharedNodes[r] = in.next();
        first[r] = in.next();
        last[r] = in.next();
        count[r] = in.next();
    }
}
