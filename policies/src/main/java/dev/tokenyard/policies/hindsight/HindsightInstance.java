package dev.tokenyard.policies.hindsight;

import dev.tokenyard.policies.kit.Volumes;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.model.Trace;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * An instance of MC-SF's model with all lengths known (arXiv 2502.07115, section 2): request i arrives at round a, brings s
 * prompt tokens and takes o rounds; started at round p it holds s + τ - p tokens at τ = p + 1 .. p + o. Immutable.
 */
public final class HindsightInstance {
    /** Horizons beyond this many rounds do not fit into the tables. */
    private static final long MOST_ROUNDS = 1L << 28;

    private final int memoryTokens;
    private final int[] arrival;
    private final int[] prompt;
    private final int[] output;
    private final int lastArrival;
    private final long outputSum;

    private HindsightInstance(int memoryTokens, int[] arrival, int[] prompt, int[] output) {
        this.memoryTokens = memoryTokens;
        this.arrival = arrival;
        this.prompt = prompt;
        this.output = output;
        int last = 0;
        long sum = 0;
        for (int i = 0; i < arrival.length; i++) {
            last = Math.max(last, arrival[i]);
            sum += output[i];
        }
        lastArrival = last;
        outputSum = sum;
    }

    /**
     * The instance of a trace.
     *
     * @param trace requests; arrivals within a round count from its beginning; there may be none
     * @param memoryTokens capacity M in tokens, at least 1
     * @throws IllegalArgumentException as {@link #of(int[], int[], int[], int)}
     */
    public static HindsightInstance of(Trace trace, int memoryTokens) {
        int n = trace.size();
        int[] arrival = new int[n];
        int[] prompt = new int[n];
        int[] output = new int[n];
        for (int i = 0; i < n; i++) {
            arrival[i] = (int) Math.min(Integer.MAX_VALUE, TheoryMode.round(trace.arrivalTick(i)));
            prompt[i] = trace.promptTokens(i);
            output[i] = trace.outputTokens(i);
        }
        return of(arrival, prompt, output, memoryTokens);
    }

    /**
     * The instance of requests in any order.
     *
     * @param arrival round a of each, at least 0
     * @param prompt tokens s of each, at least 1
     * @param output tokens o of each, at least 1
     * @param memoryTokens capacity M in tokens, at least 1
     * @throws IllegalArgumentException if a request does not fit into the memory by itself, or all of them one after the
     *     other take too long for the tables; the message is a sentence with the arithmetic
     */
    public static HindsightInstance of(int[] arrival, int[] prompt, int[] output, int memoryTokens) {
        long rounds = 0;
        for (int a : arrival) {
            rounds = Math.max(rounds, a);
        }
        for (int i = 0; i < arrival.length; i++) {
            long peak = (long) prompt[i] + output[i];
            if (peak > memoryTokens) {
                throw new IllegalArgumentException("Request " + i + " needs " + prompt[i] + " + " + output[i] + " = "
                        + peak + " tokens at its end, more than the memory of " + memoryTokens
                        + "; raise the memory or shorten it.");
            }
            rounds += output[i];
        }
        if (rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException("The requests take " + rounds + " rounds one after the other, more than "
                    + MOST_ROUNDS + "; take fewer of them.");
        }
        return new HindsightInstance(memoryTokens, arrival.clone(), prompt.clone(), output.clone());
    }

    /** How many requests there are. */
    public int size() {
        return arrival.length;
    }

    /** Capacity M in tokens. */
    public int memoryTokens() {
        return memoryTokens;
    }

    /** Arrival round a of a request. */
    public int arrival(int i) {
        return arrival[i];
    }

    /** Prompt tokens s of a request. */
    public int prompt(int i) {
        return prompt[i];
    }

    /** Output tokens o of a request, the rounds that it takes. */
    public int output(int i) {
        return output[i];
    }

    /** The last arrival, in rounds; 0 without requests. */
    public int lastArrival() {
        return lastArrival;
    }

    /** Σ o: the total latency if nobody ever waited, so a bound on any. */
    public long outputSum() {
        return outputSum;
    }

    /** A round by which every optimal schedule is over: none idles once all have arrived. */
    int horizon() {
        return Math.toIntExact(lastArrival + outputSum);
    }

    /** Tokens times rounds that a request takes up, s·o + o(o + 1)/2. */
    long volume(int i) {
        return Volumes.of(prompt[i], output[i]);
    }

    /** The requests in the order of their arrivals, ties by number. */
    int[] byArrival() {
        return IntStream.range(0, size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> arrival[i]))
                .mapToInt(i -> i)
                .toArray();
    }

    /** Some of its requests, in the given order, with a given round as round 0. */
    HindsightInstance part(int[] requests, int firstRound) {
        int n = requests.length;
        int[] arrivals = new int[n];
        int[] prompts = new int[n];
        int[] outputs = new int[n];
        for (int k = 0; k < n; k++) {
            arrivals[k] = arrival[requests[k]] - firstRound;
            prompts[k] = prompt[requests[k]];
            outputs[k] = output[requests[k]];
        }
        return new HindsightInstance(memoryTokens, arrivals, prompts, outputs);
    }

    /** Whether two requests are the same but for their number. */
    boolean identical(int i, int j) {
        return arrival[i] == arrival[j] && prompt[i] == prompt[j] && output[i] == output[j];
    }

    /** Total latency of a schedule by its starts. */
    long totalLatency(int[] starts) {
        long total = outputSum;
        for (int i = 0; i < starts.length; i++) {
            total += starts[i] - arrival[i];
        }
        return total;
    }
}
