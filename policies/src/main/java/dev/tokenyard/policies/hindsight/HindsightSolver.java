package dev.tokenyard.policies.hindsight;

import dev.tokenyard.policies.hindsight.HindsightResult.Bound;
import dev.tokenyard.policies.hindsight.HindsightResult.ByPrices;
import dev.tokenyard.policies.hindsight.HindsightResult.BySearch;
import dev.tokenyard.policies.hindsight.HindsightResult.Exact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * The hindsight optimum of MC-SF's model, the integer program of arXiv 2502.07115, section 3: the least total end-to-end
 * latency of any schedule that keeps the memory at every round, all lengths known.
 *
 * <p>The best of four rules is improved by a local search; prices of memory give a lower bound; and a branch and bound
 * ({@link LayeredSearch}) with more and more states closes the gap if time and memory suffice. Mixed-integer solvers were
 * measured first: they fail at sizes that this search settles in seconds, because the program's relaxation is weak where a
 * request takes a good part of the memory.
 */
public final class HindsightSolver {
    /** Larger instances get a bound, not a search: requests started are bits of a number. */
    public static final int MOST_SEARCHED = 62;

    private static final int[] WIDTHS = {100, 3_200, 51_200, Integer.MAX_VALUE};
    private static final long MOST_TABLE_CELLS = 40_000_000;
    private static final long LOCAL_SEARCH_WORK = 400_000_000;
    private static final long PRICE_WORK = 3_000_000_000L;
    private static final int PRICE_LISTS = 7;
    private static final int CHECKED_WITHOUT_ASKING = 20_000;
    private static final long LEAST_CHECK_MILLIS = 5_000;

    private final HindsightInstance instance;
    private final Limits limits;
    private final Listener listener;
    private final BooleanSupplier stopped;
    private final BooleanSupplier checkStopped;

    private String phase = "rules";
    private int[] best;
    private long bestLatency;
    private long lowerBound;
    private String evidence = "volume of the requests";

    /**
     * How long to look.
     *
     * @param millis wall-clock time after which the best so far is good enough, in milliseconds; the first schedule and the
     *     first bound are made whatever the time. The re-check of a short proof may take as long again, but no less than a
     *     few seconds
     * @param checksProof whether a proof by search is re-checked however long it is and takes, which is longer than finding
     *     it
     * @param widestLayer the most states that the search keeps in a layer, 0 for no search
     * @param localTries the most orders that the local search tries
     */
    public record Limits(long millis, boolean checksProof, int widestLayer, int localTries) {
        private static final int MOST_TRIES = 20_000;

        /** Limits of time alone. */
        public Limits(long millis, boolean checksProof) {
            this(millis, checksProof, Integer.MAX_VALUE, MOST_TRIES);
        }

        /** No limit of time but one of work, so that the speed of the machine does not matter. */
        public static Limits ofWork(int widestLayer, int localTries) {
            return new Limits(Long.MAX_VALUE / 2_000_000, false, widestLayer, localTries);
        }

        /** A limit in seconds; long proofs are not re-checked. */
        public static Limits seconds(double seconds) {
            return new Limits((long) (1000 * seconds), false);
        }
    }

    /** Told of progress, on the thread that solves. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Something else is done than before, or something is better.
         *
         * @param phase what is being done, a phrase for people
         * @param bestLatencyRounds total latency of the best schedule so far
         * @param lowerBoundRounds the lower bound so far
         */
        void progress(String phase, long bestLatencyRounds, long lowerBoundRounds);
    }

    private HindsightSolver(HindsightInstance instance, Limits limits, Listener listener, BooleanSupplier cancelled) {
        this.instance = instance;
        this.limits = limits;
        this.listener = listener;
        long deadline = System.nanoTime() + limits.millis * 1_000_000;
        stopped = () -> cancelled.getAsBoolean() || System.nanoTime() - deadline > 0;
        long checkNanos = 1_000_000 * Math.max(LEAST_CHECK_MILLIS, 2 * limits.millis);
        long checkDeadline = System.nanoTime() + checkNanos;
        checkStopped = () -> cancelled.getAsBoolean() || (!limits.checksProof && System.nanoTime() - checkDeadline > 0);
        best = new int[instance.size()];
    }

    /**
     * Finds the optimum, or the best schedule and bound that the time allows.
     *
     * @param cancelled asked now and then, perhaps often; once it says so, the best so far is returned
     */
    public static HindsightResult solve(
            HindsightInstance instance, Limits limits, Listener listener, BooleanSupplier cancelled) {
        return new HindsightSolver(instance, limits, listener, cancelled).solve();
    }

    /** The same without progress and cancellation. */
    public static HindsightResult solve(HindsightInstance instance, Limits limits) {
        return solve(instance, limits, (phase, latency, bound) -> {}, () -> false);
    }

    private HindsightResult solve() {
        tryRules();
        lowerBound = Math.max(
                instance.outputSum(),
                // The volume bound is not whole; its rounding errors must not push it over a whole number.
                (long) Math.ceil(VolumeBound.totalLatencyRounds(instance) - 1e-6));
        tell();
        if (bestLatency == instance.outputSum()) {
            return exact(new ByPrices(Multipliers.NONE));
        }
        begin("local search");
        improveLocally();
        tell();
        if ((long) instance.size() * priceHorizon() > PRICE_WORK) {
            return bound(Multipliers.NONE);
        }
        begin("prices of memory");
        double[] climbed = climb();
        Multipliers prices = Multipliers.of(climbed);
        raise(MultiplierCheck.lowerBound(instance, prices), "prices of memory, re-checked");
        tell();
        if (bestLatency == MultiplierCheck.lowerBound(instance, prices)) {
            return exact(new ByPrices(prices));
        }
        return search(climbed, prices);
    }

    private void tryRules() {
        bestLatency = Long.MAX_VALUE;
        for (LookAheadRule rule : LookAheadRule.values()) {
            if (bestLatency == Long.MAX_VALUE || (rule.suits(instance) && !stopped.getAsBoolean())) {
                accept(rule.starts(instance));
            }
        }
    }

    private void accept(int[] starts) {
        long latency = instance.totalLatency(starts);
        if (latency < bestLatency) {
            best = starts;
            bestLatency = latency;
        }
    }

    private void raise(long bound, String how) {
        if (bound > lowerBound) {
            lowerBound = bound;
            evidence = how;
        }
    }

    private void begin(String newPhase) {
        phase = newPhase;
        tell();
    }

    private void tell() {
        listener.progress(phase, bestLatency, lowerBound);
    }

    private void improveLocally() {
        long workPerOrder = 1 + instance.outputSum() + instance.horizon() + (long) instance.size() * priceHorizon() / 4;
        int tries = (int) Math.min(limits.localTries, LOCAL_SEARCH_WORK / workPerOrder);
        accept(InsertionSearch.improve(instance, best, tries, stopped));
    }

    private int priceHorizon() {
        int end = 0;
        int longest = 0;
        for (int i = 0; i < best.length; i++) {
            end = Math.max(end, best[i] + instance.output(i));
            longest = Math.max(longest, instance.output(i));
        }
        return Math.min(instance.horizon(), end + longest);
    }

    private double[] climb() {
        int horizon = priceHorizon();
        int steps = (int) Math.min(4_000, PRICE_WORK / ((long) instance.size() * horizon + 1));
        PriceSearch search = PriceSearch.ofAll(instance, horizon);
        return search.climb(search.fluidPrices(), bestLatency, steps, stopped);
    }

    private HindsightResult search(double[] climbed, Multipliers prices) {
        int n = instance.size();
        long cells = PRICE_LISTS * n * (instance.lastArrival() + bestLatency - instance.outputSum());
        if (n > MOST_SEARCHED || cells > MOST_TABLE_CELLS || limits.widestLayer == 0) {
            return bound(prices);
        }
        List<Multipliers> pool = pool(climbed);
        long mostStates = Runtime.getRuntime().maxMemory() / 2 / (300 + 8L * instance.memoryTokens());
        for (int widest : WIDTHS) {
            int width = Math.min(widest, limits.widestLayer);
            begin("search with " + (width == Integer.MAX_VALUE ? "all" : String.format(Locale.ROOT, "%,d", width))
                    + " states a layer");
            LayeredSearch search = new LayeredSearch(instance, pool, best, stopped);
            LayeredSearch.Outcome outcome = search.run(width, mostStates);
            accept(search.best());
            if (outcome.isExhausted()) {
                return exact(checked(new SearchProof(n, pool, search.layers())));
            }
            raise(Math.min(bestLatency, outcome.lowerBound()), "search cut short, not re-checked");
            tell();
            if (stopped.getAsBoolean() || width == limits.widestLayer) {
                break;
            }
        }
        return bound(prices);
    }

    /** Prices for the whole, and for what is left of the best schedule after some of its starts. */
    private List<Multipliers> pool(double[] climbed) {
        int n = instance.size();
        int horizon = climbed.length - 1;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingInt(i -> best[i]));
        List<Multipliers> pool = new ArrayList<>(List.of(Multipliers.of(climbed)));
        int[] held = new int[horizon + 1];
        long left = bestLatency;
        double[] prices = climbed;
        int every = Math.max(1, n / (PRICE_LISTS - 1));
        for (int k = 1; k < n; k++) {
            int started = order[k - 1];
            left -= best[started] + instance.output(started) - instance.arrival(started);
            for (int age = 1; age <= instance.output(started); age++) {
                held[best[started] + age] += instance.prompt(started) + age;
            }
            if (k % every == 0 && pool.size() < PRICE_LISTS) {
                int[] rest = Arrays.stream(order, k, n).mapToInt(i -> i).toArray();
                prices = new PriceSearch(instance, rest, best[order[k]], held, horizon)
                        .climb(prices, left, 1_000, stopped);
                pool.add(Multipliers.of(prices));
            }
        }
        return pool;
    }

    private BySearch checked(SearchProof proof) {
        if (!limits.checksProof && proof.states() > CHECKED_WITHOUT_ASKING) {
            return new BySearch(proof, false);
        }
        lowerBound = bestLatency;
        begin("re-checking the proof");
        return new BySearch(proof, ProofChecker.check(instance, bestLatency, proof, checkStopped));
    }

    private Exact exact(HindsightResult.Certificate certificate) {
        return new Exact(best, ScheduleChecker.totalLatency(instance, best), certificate);
    }

    private Bound bound(Multipliers prices) {
        return new Bound(best, ScheduleChecker.totalLatency(instance, best), lowerBound, evidence, prices);
    }
}
