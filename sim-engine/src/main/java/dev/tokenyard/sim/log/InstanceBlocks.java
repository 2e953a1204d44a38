package dev.tokenyard.sim.log;

import dev.tokenyard.sim.model.PrefixBlocks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The KV blocks of one instance and who holds them: its residents, requests that departed and left their blocks behind,
 * and incoming ones for which blocks are set aside.
 */
final class InstanceBlocks {
    /** What requests hold at all instances together: a request is in each of these states at one of them at most. */
    record Columns(Holdings resident, Holdings departed, Holdings incoming, int[] growthPhase) {
        /** Columns for so many requests, none of which is anywhere. */
        static Columns of(int requests) {
            int[] phases = new int[requests];
            Arrays.fill(phases, GrowthPhases.NONE);
            return new Columns(new Holdings(requests), new Holdings(requests), new Holdings(requests), phases);
        }
    }

    private final BlockTable table;
    private final GrowthPhases phases;
    /** What requests share; null where there is no prefix cache. */
    private final @Nullable SharedPrefixes prefixes;

    private final IntList residents = new IntList();
    private final IntList departed = new IntList();
    private final IntList incoming = new IntList();
    private final Holdings ofResidents;
    private final Holdings ofDeparted;
    private final Holdings ofIncoming;
    /** Decode steps for which residents have their blocks. */
    private int grownSteps;

    InstanceBlocks(InstanceInfo info, @Nullable PrefixBlocks prefixBlocks, Columns columns) {
        table = new BlockTable(info.kvBlocks());
        phases = new GrowthPhases(info.blockTokens(), columns.growthPhase);
        prefixes = prefixBlocks != null && info.prefixCache()
                ? new SharedPrefixes(prefixBlocks, info.blockTokens())
                : null;
        ofResidents = columns.resident;
        ofDeparted = columns.departed;
        ofIncoming = columns.incoming;
    }

    BlockTable table() {
        return table;
    }

    boolean sharesPrefixes() {
        return prefixes != null;
    }

    /** Blocks that so many KV slots fill. */
    int blocksFor(long slots) {
        return (int) Math.ceilDiv(slots, (long) phases.count());
    }

    /** A request becomes a resident. It shares what was cached of its prompt. */
    void admit(int r, int cachedTokens) {
        residents.add(r);
        if (prefixes == null) {
            return;
        }
        int nodes = prefixes.nodesIn(r, cachedTokens);
        ofResidents.share(r, nodes, nodes * prefixes.kvBlocksPerNode());
        for (int k = 0; k < nodes; k++) {
            if (prefixes.hold(r, k)) {
                prefixes.setFirstBlock(r, k, table.takeList(BlockMap.SHARED, prefixes.kvBlocksPerNode()));
            }
        }
    }

    /** A resident holds at least so many blocks, shared ones included. */
    void hold(int r, int blocks) {
        ofResidents.fillUp(r, blocks, table);
    }

    /** A resident shares what so many tokens complete of its prompt's prefix. */
    void shareComputed(int r, int tokens) {
        if (prefixes == null) {
            return;
        }
        int complete = prefixes.nodesIn(r, tokens);
        for (int node = ofResidents.sharedNodes(r); node < complete; node++) {
            int firstOfNode = ofResidents.shareNextNode(r, prefixes.kvBlocksPerNode(), table);
            if (prefixes.hold(r, node)) {
                prefixes.setFirstBlock(r, node, firstOfNode);
            } else {
                table.release(firstOfNode, BlockTable.NONE);
            }
        }
    }

    /**
     * A resident decodes from the next step on.
     *
     * @param slotsInNextStep KV slots that it needs in that step
     * @param decodeSteps the instance's decode steps before it
     */
    void beginGrowth(int r, int slotsInNextStep, int decodeSteps) {
        phases.add(r, decodeSteps + ofResidents.count(r) * phases.count() + 1 - slotsInNextStep);
    }

    /** Residents take their blocks for so many decode steps since the start of the run. */
    void growThrough(int decodeSteps) {
        for (int step = grownSteps; step < decodeSteps; step++) {
            IntList takers = phases.takersIn(step);
            for (int k = 0; k < takers.size(); k++) {
                ofResidents.take(takers.get(k), table);
            }
        }
        grownSteps = Math.max(grownSteps, decodeSteps);
    }

    /**
     * A resident leaves and frees its blocks.
     *
     * @param preemption index of the event that evicts it, {@link BlockTable#NONE} if it has finished
     */
    void leave(int r, int preemption) {
        residents.removeValue(r);
        phases.remove(r);
        release(r, ofResidents, preemption);
    }

    /** A resident leaves the batch, and its blocks stay. */
    void depart(int r) {
        residents.removeValue(r);
        phases.remove(r);
        departed.add(r);
        ofResidents.moveTo(ofDeparted, r);
    }

    /** The blocks that a departed request left behind are freed. */
    void releaseDeparted(int r) {
        departed.removeValue(r);
        release(r, ofDeparted, BlockTable.NONE);
    }

    /** At least so many blocks are set aside for an incoming request. */
    void setAside(int r, int blocks) {
        if (ofIncoming.count(r) == 0) {
            incoming.add(r);
        }
        ofIncoming.fillUp(r, blocks, table);
    }

    /** What was set aside for an incoming request is freed. */
    void releaseIncoming(int r) {
        incoming.removeValue(r);
        release(r, ofIncoming, BlockTable.NONE);
    }

    /**
     * An incoming request becomes a resident in what was set aside for it, less a block that it turned out not to need.
     *
     * @param slots KV slots that it has filled
     */
    void join(int r, int slots) {
        int needed = blocksFor(slots);
        if (needed < ofIncoming.count(r)) {
            ofIncoming.keepFirst(r, needed, table);
        }
        incoming.removeValue(r);
        residents.add(r);
        ofIncoming.moveTo(ofResidents, r);
    }

    /** Frees a request's own blocks, and those of its prefix that nobody else shares. */
    private void release(int r, Holdings of, int preemption) {
        table.release(of.first(r), preemption);
        for (int k = of.sharedNodes(r) - 1; k >= 0 && prefixes != null; k--) {
            if (prefixes.letGo(r, k)) {
                table.release(prefixes.firstBlock(r, k), preemption);
            }
        }
        of.forget(r);
    }

    /** Forgets all requests, for {@link #load} to follow. */
    void clear() {
        clear(residents, ofResidents);
        clear(departed, ofDeparted);
        clear(incoming, ofIncoming);
        phases.clear();
        if (prefixes != null) {
            prefixes.clear();
        }
    }

    private static void clear(IntList requests, Holdings of) {
        for (int k = 0; k < requests.size(); k++) {
            of.forget(requests.get(k));
        }
        requests.clear();
    }

    void save(IntList out) {
        out.add(grownSteps);
        table.save(out);
        save(residents, ofResidents, out);
        for (int k = 0; k < residents.size(); k++) {
            out.add(phases.phaseOf(residents.get(k)));
        }
        save(departed, ofDeparted, out);
        save(incoming, ofIncoming, out);
    }

    private void save(IntList requests, Holdings of, IntList out) {
        out.add(requests.size());
        for (int k = 0; k < requests.size(); k++) {
            int r = requests.get(k);
            out.add(r);
            of.save(r, out);
            for (int node = 0; node < of.sharedNodes(r) && prefixes != null; node++) {
                out.add(prefixes.firstBlock(r, node));
            }
        }
    }

    /** Goes to what was saved; no instance may know any requests that are yet to be loaded. */
    void load(IntReader in) {
        grownSteps = in.next();
        table.load(in);
        load(residents, ofResidents, in);
        for (int k = 0; k < residents.size(); k++) {
            int phase = in.next();
            if (phase != GrowthPhases.NONE) {
                phases.add(residents.get(k), phase);
            }
        }
        load(departed, ofDeparted, in);
        load(incoming, ofIncoming, in);
    }

    private void load(IntList requests, Holdings of, IntReader in) {
        int count = in.next();
        for (int k = 0; k < count; k++) {
            int r = in.next();
            requests.add(r);
            of.load(r, in);
            table.own(of.first(r), r);
            for (int node = 0; node < of.sharedNodes(r) && prefixes != null; node++) {
                int firstOfNode = in.next();
                if (prefixes.hold(r, node)) {
                    prefixes.setFirstBlock(r, node, firstOfNode);
                    table.own(firstOfNode, BlockMap.SHARED);
                }
            }
        }
    }
}
