package dev.tokenyard.sim.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which requests of a trace begin alike: each prompt's full leading blocks of {@link #blockTokens()} tokens, as a path in a
 * tree. Two requests share a node exactly if their prompts agree up to its end, so a node stands for a block and all before
 * it, as the chained block hashes of serving engines do.
 *
 * <p>Nodes are numbered from 0 in the order in which requests first reach them, so a node's number is larger than those of
 * the nodes before it.
 */
public final class PrefixBlocks {
    private final int blockTokens;
    private final int[] pathStart;
    private final int[] nodes;
    private final int nodeCount;

    private PrefixBlocks(int blockTokens, int[] pathStart, int[] nodes, int nodeCount) {
        this.blockTokens = blockTokens;
        this.pathStart = pathStart;
        this.nodes = nodes;
        this.nodeCount = nodeCount;
    }

    /** Tokens of a block. */
    public int blockTokens() {
        return blockTokens;
    }

    /** How many different nodes there are. */
    public int nodeCount() {
        return nodeCount;
    }

    /** How many leading blocks of request {@code r} are known; at most as many as its prompt fills. */
    public int count(int r) {
        return pathStart[r + 1] - pathStart[r];
    }

    /** The node of request {@code r}'s block {@code i}, counted from 0. */
    public int node(int r, int i) {
        return nodes[pathStart[r] + i];
    }

    PrefixBlocks firstRequests(int limit) {
        int[] starts = Arrays.copyOf(pathStart, limit + 1);
        int[] kept = Arrays.copyOf(nodes, starts[limit]);
        int highest = -1;
        for (int node : kept) {
            highest = Math.max(highest, node);
        }
        return new PrefixBlocks(blockTokens, starts, kept, highest + 1);
    }

    /** Collects block hashes in the order in which requests are added. */
    static final class Builder {
        private final int blockTokens;
        private int[] pathStart = new int[1024];
        private int requests;
        private int[] hashes = new int[4096];
        private int size;

        Builder(int blockTokens) {
            if (blockTokens < 1) {
                throw new IllegalArgumentException(
                        "Prefix blocks have " + blockTokens + " tokens; give at least 1 token a block.");
            }
            this.blockTokens = blockTokens;
        }

        int blockTokens() {
            return blockTokens;
        }

        /** Gives a request its hashes; those before it that have none yet get none. */
        void add(int request, int[] ofBlocks, int count) {
            if (requests > request) {
                throw new IllegalStateException("Request " + request + " has its block hashes already.");
            }
            endRequestsBefore(request);
            if (size + count > hashes.length) {
                hashes = Arrays.copyOf(hashes, Math.max(size + count, size + (size >> 1)));
            }
            System.arraycopy(ofBlocks, 0, hashes, size, count);
            size += count;
            endRequestsBefore(request + 1);
        }

        private void endRequestsBefore(int request) {
            if (request + 1 > pathStart.length) {
                pathStart = Arrays.copyOf(pathStart, Math.max(request + 1, pathStart.length + (pathStart.length >> 1)));
            }
            while (requests < request) {
                pathStart[++requests] = size;
            }
        }

        /**
         * Builds the tree.
         *
         * @param total how many requests there are
         * @param order for each place of the trace the request as it was added; null if they are in order
         */
        PrefixBlocks build(int total, int @Nullable [] order) {
            endRequestsBefore(total);
            int[] starts = new int[total + 1];
            int[] nodes = new int[size];
            NodeTable table = new NodeTable();
            int at = 0;
            for (int r = 0; r < total; r++) {
                int added = order == null ? r : order[r];
                int parent = -1;
                for (int i = pathStart[added]; i < pathStart[added + 1]; i++) {
                    parent = table.child(parent, hashes[i]);
                    nodes[at++] = parent;
                }
                starts[r + 1] = at;
            }
            return new PrefixBlocks(blockTokens, starts, nodes, table.count());
        }
    }

    /** Nodes by (parent, hash): open addressing with linear probing, at most half full. */
    private static final class NodeTable {
        private static final long MIXER = 0x9E3779B97F4A7C15L;
        private static final int FIRST_BITS = 10;

        private long[] keys = new long[1 << FIRST_BITS];
        private int[] values = new int[1 << FIRST_BITS];
        private int shift = Long.SIZE - FIRST_BITS;
        private int count;

        NodeTable() {
            Arrays.fill(values, -1);
        }

        int count() {
            return count;
        }

        int child(int parent, int hash) {
            long key = ((long) parent << Integer.SIZE) | Integer.toUnsignedLong(hash);
            int at = place(key);
            if (values[at] >= 0) {
                return values[at];
            }
            keys[at] = key;
            values[at] = count++;
            if (2 * count > keys.length) {
                grow();
            }
            return count - 1;
        }

        private int place(long key) {
            int at = (int) (key * MIXER >>> shift);
            while (values[at] >= 0 && keys[at] != key) {
                at = at + 1 == keys.length ? 0 : at + 1;
            }
            return at;
        }

        private void grow() {
            long[] oldKeys = keys;
            int[] oldValues = values;
            keys = new long[2 * oldKeys.length];
            values = new int[keys.length];
            Arrays.fill(values, -1);
            shift--;
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldValues[i] >= 0) {
                    int at = place(oldKeys[i]);
                    keys[at] = oldKeys[i];
                    values[at] = oldValues[i];
                }
            }
        }
    }
}
