package dev.tokenyard.app.session;

import dev.tokenyard.app.session.MemoryForecast.Candidate;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunCursor.Phase;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.InstanceUse;
import dev.tokenyard.sim.policy.BlockReason;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks up what one instance of a run does at a moment and what it has done until then. Has a cursor of its own; for one thread
 * at a time.
 */
public final class InstanceReader {
    private final RunCursor cursor;
    private final int instance;
    private final InstanceUse use;

    /**
     * A reader.
     *
     * @throws IllegalStateException if the run was made without a log
     */
    public InstanceReader(RunLog log, int instance) {
        cursor = log.cursor();
        this.instance = instance;
        use = InstanceUse.of(log, instance);
    }

    /**
     * What it does at a moment.
     *
     * @param running the requests in its batch, in order of admission
     * @param prefilling how many of them prefill
     * @param waiting requests in its queue, or in the pool from which it pulls
     * @param usedBlocks KV blocks in use
     * @param reservedBlocks those of them that are held and still empty, or set aside for requests under way
     * @param hostBlocks KV blocks in host memory
     * @param model whether its model is there
     * @param blocked why the head of its queue is not admitted, {@link BlockReason#NONE} if nobody waits
     * @param blockedHead that request, -1 for none
     * @param needed what the head needs, in the reason's unit
     * @param available what there was, in the reason's unit
     */
    public record Now(
            List<Integer> running,
            int prefilling,
            int waiting,
            int usedBlocks,
            int reservedBlocks,
            int hostBlocks,
            ModelState model,
            BlockReason blocked,
            int blockedHead,
            long needed,
            int available) {
        /** Copies the list. */
        public Now {
            running = List.copyOf(running);
        }
    }

    /** Whether a model that may share its GPUs with others is on them. */
    public enum ModelState {
        /** It can take steps. */
        LOADED("loaded"),
        /** It is on its way. */
        LOADING("being loaded"),
        /** Another has the GPUs. */
        AWAY("not loaded");

        private final String label;

        ModelState(String label) {
            this.label = label;
        }

        /** The words for people. */
        public String label() {
            return label;
        }
    }

    /**
     * What it did in a part of the time.
     *
     * @param busyShare the share of that time in which it took steps; NaN without any time
     * @param steps steps that ended
     * @param meanBatch sequences in a step, mean; NaN without steps
     * @param peakBlocks most KV blocks in use
     * @param completed requests that it completed
     * @param preemptions evictions by recompute
     * @param swaps evictions to host memory
     * @param loads how often its model was loaded
     */
    public record Past(
            double busyShare,
            long steps,
            double meanBatch,
            int peakBlocks,
            int completed,
            int preemptions,
            int swaps,
            int loads) {}

    /** What it does at a moment, in ticks. */
    public Now at(long tick) {
        cursor.seek(tick);
        List<Integer> running = new ArrayList<>();
        int prefilling = 0;
        long reserved = 0;
        for (int k = 0; k < cursor.residentCount(instance); k++) {
            int r = cursor.resident(instance, k);
            running.add(r);
            prefilling += cursor.phase(r) == Phase.PREFILL ? 1 : 0;
            reserved += emptyBlocks(r);
        }
        for (int k = 0; k < cursor.incomingCount(instance); k++) {
            reserved += cursor.incomingBlocks(cursor.incoming(instance, k));
        }
        int waiting = cursor.waitingCount(instance) + cursor.pooledCount();
        boolean blocked = waiting > 0 && cursor.hasGpus(instance);
        return new Now(
                running,
                prefilling,
                waiting,
                cursor.usedBlocks(instance),
                (int) reserved,
                cursor.hostBlocks(instance),
                modelState(),
                blocked ? cursor.blockReason(instance) : BlockReason.NONE,
                blocked ? cursor.blockedHead(instance) : -1,
                needed(),
                cursor.blockAvailable(instance));
    }

    /** Blocks that a resident holds beyond those of its tokens. */
    private long emptyBlocks(int r) {
        InstanceInfo info = cursor.log().instances().get(instance);
        long tokens = cursor.phase(r) == Phase.PREFILL
                ? (long) cursor.computedTokens(r) + cursor.chunkTokens(r)
                : (long) cursor.log().trace().promptTokens(r) + cursor.generatedTokens(r);
        return Math.max(0, cursor.heldBlocks(r) - Math.ceilDiv(tokens, info.blockTokens()));
    }

    private ModelState modelState() {
        if (cursor.isLoaded(instance)) {
            return ModelState.LOADED;
        }
        return cursor.isLoading(instance) ? ModelState.LOADING : ModelState.AWAY;
    }

    /** What the head needs; what a forecast says of it changes with time. */
    private long needed() {
        if (cursor.forecast().candidate(instance) >= 0) {
            Candidate candidate = MemoryForecast.of(cursor, instance)
                    .map(MemoryForecast::candidate)
                    .orElse(null);
            if (candidate != null) {
                return candidate.peakTokens();
            }
        }
        return cursor.blockNeeded(instance);
    }

    /**
     * What it did from one moment on and before another, in ticks.
     *
     * @param toTick not before {@code fromTick}
     */
    public Past between(long fromTick, long toTick) {
        long steps = use.steps(fromTick, toTick);
        return new Past(
                toTick == fromTick ? Double.NaN : (double) use.busyTicks(fromTick, toTick) / (toTick - fromTick),
                steps,
                (double) use.sequences(fromTick, toTick) / steps,
                use.peakBlocks(fromTick, toTick),
                use.count(EventKind.COMPLETED, fromTick, toTick),
                use.count(EventKind.PREEMPTED, fromTick, toTick),
                use.count(EventKind.SWAPPED_OUT, fromTick, toTick),
                use.count(EventKind.LOADING, fromTick, toTick));
    }
}
