package dev.tokenyard.policies.laws;

import dev.tokenyard.sim.model.PrefixBlocks;
import dev.tokenyard.sim.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prefix cache as plain as can be: a list of entries, each with the whole path that it stands for and the requests that
 * hold it; searched from end to end every time.
 */
final class ReferencePrefixCache {
    private static final class Entry {
        final List<Integer> path;
        final List<Integer> holders = new ArrayList<>();
        long leftAt;

        Entry(List<Integer> path) {
            this.path = path;
        }
    }

    private final @Nullable PrefixBlocks prefixes;
    private final int kvBlockTokens;
    private final List<Entry> entries = new ArrayList<>();
    private long departures;

    ReferencePrefixCache(Trace trace, boolean on, int kvBlockTokens) {
        prefixes = on ? trace.prefixBlocks() : null;
        this.kvBlockTokens = kvBlockTokens;
    }

    private int kvBlocks(long count) {
        return prefixes == null ? 0 : (int) (count * prefixes.blockTokens() / kvBlockTokens);
    }

    int heldBlocks() {
        return kvBlocks(
                entries.stream().filter(entry -> !entry.holders.isEmpty()).count());
    }

    private int idleBlocks() {
        return kvBlocks(
                entries.stream().filter(entry -> entry.holders.isEmpty()).count());
    }

    int blocksHeldBy(int request) {
        return kvBlocks(entries.stream()
                .filter(entry -> entry.holders.contains(request))
                .count());
    }

    private @Nullable Entry find(List<Integer> path) {
        return entries.stream()
                .filter(entry -> entry.path.equals(path))
                .findFirst()
                .orElse(null);
    }

    private List<Integer> path(int request, int length) {
        List<Integer> path = new ArrayList<>();
        for (int i = 0; i < length && prefixes != null; i++) {
            path.add(prefixes.node(request, i));
        }
        return path;
    }

    /** The entries from which a request with so many tokens to compute would begin. */
    private List<Entry> hits(int request, int tokens) {
        List<Entry> hits = new ArrayList<>();
        if (prefixes == null) {
            return hits;
        }
        for (int length = 1; length <= prefixes.count(request); length++) {
            Entry entry = find(path(request, length));
            if (entry == null || length * prefixes.blockTokens() >= tokens) {
                return hits;
            }
            hits.add(entry);
        }
        return hits;
    }

    int cachedTokens(int request, int tokens) {
        return prefixes == null ? 0 : hits(request, tokens).size() * prefixes.blockTokens();
    }

    /** Blocks that are free now and would not be if the request began from them. */
    int idleBlocksHit(int request, int tokens) {
        return kvBlocks(hits(request, tokens).stream()
                .filter(entry -> entry.holders.isEmpty())
                .count());
    }

    void hold(int request, int tokens) {
        hits(request, tokens).forEach(entry -> entry.holders.add(request));
    }

    /** Caches what a request has computed; says how many blocks of its own it no longer needs. */
    int store(int request, int computedTokens) {
        int blocks = 0;
        if (prefixes == null) {
            return 0;
        }
        for (int length = 1;
                length <= prefixes.count(request) && length * prefixes.blockTokens() <= computedTokens;
                length++) {
            Entry entry = find(path(request, length));
            if (entry == null) {
                entry = new Entry(path(request, length));
                entries.add(entry);
            }
            if (!entry.holders.contains(request)) {
                entry.holders.add(request);
                blocks += kvBlocks(1);
            }
        }
        return blocks;
    }

    void release(int request) {
        entries.stream()
                .filter(entry -> entry.holders.contains(request))
                .sorted(Comparator.comparingInt(entry -> -entry.path.size()))
                .forEach(entry -> {
                    entry.holders.remove((Integer) request);
                    entry.leftAt = departures++;
                });
    }

    /** Forgets entries that nobody holds, the one left longest ago first, until they fit into what is free. */
    void fitInto(int freeBlocks) {
        while (idleBlocks() > freeBlocks) {
            entries.remove(entries.stream()
                    .filter(entry -> entry.holders.isEmpty())
                    .min(Comparator.comparingLong(entry -> entry.leftAt))
                    .orElseThrow());
        }
    }
}
