package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.model.PrefixBlocks;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.RequestView;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The requests' state as columns, and what a policy may see of it. */
final class RequestTable implements RequestView {
    /** Neither waiting nor resident. */
    static final byte NOWHERE = 0;

    static final byte WAITING = 1;
    static final byte PREFILLING = 2;
    static final byte DECODING = 3;
    /** In host memory. */
    static final byte SWAPPED = 4;
    /** In the queue of a decode instance, its KV blocks at the prefill instance. */
    static final byte HANDED_OVER = 5;
    /** Its KV blocks are under way to its instance. */
    static final byte UNDER_WAY = 6;

    private final Trace trace;
    private final long[] ttftTicks;

    final int[] sloClass;
    /** In place of an instance's number: the request waits in the pool. */
    static final int POOLED = -2;

    final byte[] state;
    final int[] instance;
    final long[] orderKey;
    /** The keys with which requests arrived; null as long as no key has changed since. */
    private long @Nullable [] arrivalKey;

    /** Number of the instance in whose queue it waits, plus 1; 0 if in none. */
    final int[] queuedAt;
    /** Output tokens generated; while decoding, see {@link #generatedTokens(int)}. */
    final int[] generated;
    /** Tokens with keys and values in memory while prefilling. */
    final int[] computed;
    /** KV blocks held while prefilling. */
    final int[] heldBlocks;
    /** KV blocks held from admission to the end; 0 for a resident that takes them as it needs them. */
    final int[] reservedBlocks;
    /** Leading blocks of the prompt that a resident shares with others; empty where there is no prefix cache. */
    final int[] sharedNodes;
    /** While decoding: the instance's decode steps at which the last token will have been generated. */
    final int[] finishStep;
    /** Neighbours in a bucket: of the queue while waiting, of the calendar while decoding. */
    final int[] nextInBucket;

    final int[] previousInBucket;
    /** The same of the instance in whose calendar its last token lies beyond the near span. */
    final int[] finishesFarAt;
    /** Neighbours in the instance's list of residents, by admission. */
    final int[] older;

    final int[] newer;
    final int[] preemptions;
    final long[] firstScheduledTick;
    final long[] firstTokenTick;
    final long[] completedTick;
    /** Each request's instance, for the step counts of decoding residents. */
    private Instance[] instances = {};

    RequestTable(SimulationInput input) {
        trace = input.trace();
        int n = trace.size();
        sloClass = input.sloClassOf().clone();
        ttftTicks = new long[input.sloClasses().size()];
        for (int c = 0; c < ttftTicks.length; c++) {
            ttftTicks[c] = input.sloClasses().get(c).ttftTicks();
        }
        state = new byte[n];
        instance = new int[n];
        Arrays.fill(instance, -1);
        orderKey = new long[n];
        queuedAt = new int[n];
        generated = new int[n];
        computed = new int[n];
        heldBlocks = new int[n];
        reservedBlocks = new int[n];
        sharedNodes = new int[input.cachesPrefixes() ? n : 0];
        finishStep = new int[n];
        nextInBucket = new int[n];
        previousInBucket = new int[n];
        finishesFarAt = new int[n];
        older = new int[n];
        newer = new int[n];
        preemptions = new int[n];
        firstScheduledTick = never(n);
        firstTokenTick = never(n);
        completedTick = never(n);
    }

    private static long[] never(int n) {
        long[] ticks = new long[n];
        Arrays.fill(ticks, RequestOutcomes.NEVER);
        return ticks;
    }

    void attach(Instance[] all) {
        instances = all;
    }

    /** Sets the key of a request that arrives. */
    void setArrivalKey(int r, long key) {
        orderKey[r] = key;
        if (arrivalKey != null) {
            arrivalKey[r] = key;
        }
    }

    /** Sets the key of a request that is in no queue; says whether it is another than before. */
    boolean changeKey(int r, long key) {
        if (key == orderKey[r]) {
            return false;
        }
        if (arrivalKey == null) {
            arrivalKey = orderKey.clone();
        }
        orderKey[r] = key;
        return true;
    }

    /** Whether a request comes before another in the policy's order. */
    boolean isBefore(int x, int y) {
        return orderKey[x] < orderKey[y] || (orderKey[x] == orderKey[y] && x < y);
    }

    /** The keys with which requests arrived. */
    long[] arrivalKeys() {
        return arrivalKey == null ? orderKey : arrivalKey;
    }

    @Nullable
    PrefixBlocks prefixBlocks() {
        return trace.prefixBlocks();
    }

    int size() {
        return state.length;
    }

    @Override
    public int model(int r) {
        return trace.modelIndex(r);
    }

    int outputTokens(int r) {
        return trace.outputTokens(r);
    }

    @Override
    public long arrivalTick(int r) {
        return trace.arrivalTick(r);
    }

    @Override
    public long deadlineTick(int r) {
        return Ticks.after(trace.arrivalTick(r), ttftTicks[sloClass[r]]);
    }

    @Override
    public int promptTokens(int r) {
        return trace.promptTokens(r);
    }

    @Override
    public int outputLimitTokens(int r, int usualTokens) {
        int output = trace.outputTokens(r);
        return output <= usualTokens
                ? usualTokens
                : (int) Math.min(Integer.MAX_VALUE, 2L * Integer.highestOneBit(output - 1));
    }

    @Override
    public int generatedTokens(int r) {
        return state[r] == DECODING ? Math.min(steppedTokens(r), trace.outputTokens(r)) : generated[r];
    }

    /**
     * Output tokens of a decoding resident if it went on beyond its last one, as a sequence does that is padded until the
     * longest of its batch ends.
     */
    int steppedTokens(int r) {
        return trace.outputTokens(r) - (finishStep[r] - instances[instance[r]].decoders.steps());
    }

    @Override
    public int remainingPrefillTokens(int r) {
        if (state[r] >= DECODING) {
            return 0;
        }
        int cached = sharedNodes.length > 0 && state[r] == WAITING ? instances[instance[r]].cachedTokens(r) : 0;
        return trace.promptTokens(r) + generated[r] - computed[r] - cached;
    }

    @Override
    public int sloClass(int r) {
        return sloClass[r];
    }

    @Override
    public int preemptions(int r) {
        return preemptions[r];
    }
}
