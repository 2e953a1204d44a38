package dev.tokenyard.policies.hindsight;

import dev.tokenyard.policies.hindsight.HindsightResult.Bound;
import dev.tokenyard.policies.hindsight.HindsightResult.ByPrices;
import dev.tokenyard.policies.hindsight.HindsightResult.BySearch;
import dev.tokenyard.policies.hindsight.HindsightResult.Exact;
import dev.tokenyard.policies.hindsight.HindsightResult.NoWait;
import dev.tokenyard.policies.hindsight.HindsightSolver.Limits;
import dev.tokenyard.policies.hindsight.HindsightSolver.Listener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Solves an instance in which somebody may always be waiting: the steps of {@link HindsightSolver}, one after the other. */
final class PartSolver {
    private static final int[] WIDTHS = {100, 3_200, 51_200, Integer.MAX_VALUE};
    private static final long MOST_TABLE_CELLS = 40_000_000;
    private static final long LOCAL_SEARCH_WORK = 400_000_000;
    private static final long PRICE_WORK = 3_000_000_000L;
    /** One step of the climb, and one check of its prices, does not ask whether to stop; it takes a second at most. */
    private static final long PRICE_STEP_WORK = PRICE_WORK / 10;

    private static final int PRICE_LISTS = 7;
    private static final int CHECKED_BEYOND_THE_LIMIT = 20_000;

    private final HindsightInstance instance;
    private final Limits limits;
    private final Listener listener;
    private final Stops stops;

    private String phase = "rules";
    private int[] best;
    private long bestLatency;
    private long lowerBound;
    private String evidence = "volume of the requests";
    private boolean isBoundChecked = true;
    private String ending = "";

    /**
     * When to stop.
     *
     * @param cancelled whether somebody asked to
     * @param timeIsUp whether the time of this instance is
     * @param checkTimeIsUp whether that of re-checking a short proof is
     */
    record Stops(BooleanSupplier cancelled, BooleanSupplier timeIsUp, BooleanSupplier checkTimeIsUp) {
        boolean asked() {
            return cancelled.getAsBoolean() || timeIsUp.getAsBoolean();
        }
    }

    /** A solver that starts from the best of some schedules, of which there is one at least. */
    PartSolver(HindsightInstance instance, List<int[]> schedules, Limits limits, Listener listener, Stops stops) {
        this.instance = instance;
        this.limits = limits;
        this.listener = listener;
        this.stops = stops;
        best = schedules.get(0);
        bestLatency = instance.totalLatency(best);
        schedules.forEach(this::accept);
    }

    HindsightResult solve() {
        lowerBound = VolumeBound.totalLatencyRounds(instance);
        if (bestLatency == instance.outputSum()) {
            return exact(new NoWait());
        }
        tell();
        begin("local search");
        improveLocally();
        tell();
        if ((long) instance.size() * priceHorizon() > PRICE_STEP_WORK) {
            return bound(stops.asked() ? "" : "requests times rounds are too many for prices of memory");
        }
        if (bestLatency == instance.outputSum()) {
            return exact(new NoWait());
        }
        begin("prices of memory");
        double[] climbed = climb();
        Multipliers prices = Multipliers.of(climbed);
        long priced = MultiplierCheck.lowerBound(instance, prices);
        raise(priced, "prices of memory, re-checked", true);
        tell();
        if (bestLatency == priced) {
            return exact(new ByPrices(prices));
        }
        return search(climbed, prices);
    }

    private void accept(int[] starts) {
        long latency = instance.totalLatency(starts);
        if (latency < bestLatency) {
            best = starts;
            bestLatency = latency;
        }
    }

    private void raise(long bound, String how, boolean isChecked) {
        if (bound > lowerBound) {
            lowerBound = bound;
            evidence = how;
            isBoundChecked = isChecked;
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
        int tries = (int) Math.min(limits.localTries(), LOCAL_SEARCH_WORK / workPerOrder);
        // Even a single order is too much work for a great many requests.
        if (tries > 0) {
            accept(InsertionSearch.improve(instance, best, tries, stops::asked));
        }
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
        return search.climb(search.fluidPrices(), bestLatency, steps, stops::asked);
    }

    private HindsightResult search(double[] climbed, Multipliers prices) {
        int n = instance.size();
        long cells = PRICE_LISTS * n * (instance.lastArrival() + bestLatency - instance.outputSum());
        if (n > HindsightSolver.MOST_SEARCHED) {
            return bound("a search takes " + HindsightSolver.MOST_SEARCHED
                    + " requests at most between two rounds in which the worker is certainly idle");
        }
        if (cells > MOST_TABLE_CELLS) {
            return bound("requests times rounds are too many for a search");
        }
        if (limits.widestLayer() == 0) {
            return bound("no search was asked for");
        }
        List<Multipliers> pool = pool(climbed);
        long mostStates = Runtime.getRuntime().maxMemory() / 2 / (300 + 8L * instance.memoryTokens());
        for (int widest : WIDTHS) {
            int width = Math.min(widest, limits.widestLayer());
            begin("search with " + (width == Integer.MAX_VALUE ? "all" : String.format(Locale.ROOT, "%,d", width))
                    + " states a layer");
            LayeredSearch search = new LayeredSearch(instance, pool, best, stops::asked);
            LayeredSearch.Outcome outcome = search.run(width, mostStates);
            accept(search.best());
            if (outcome.isExhausted()) {
                return exact(checked(new SearchProof(n, pool, search.layers())));
            }
            raise(Math.min(bestLatency, outcome.lowerBound()), "search cut short, not re-checked", false);
            tell();
            if (outcome.isOutOfStates()) {
                ending = String.format(Locale.ROOT, "the search held the %,d states that it may", mostStates);
            } else if (width == limits.widestLayer()) {
                ending = "the search was to keep no more states a layer";
            }
            if (stops.asked() || !ending.isEmpty()) {
                break;
            }
        }
        return bound(ending);
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
                        .climb(prices, left, 1_000, stops::asked);
                pool.add(Multipliers.of(prices));
            }
        }
        return pool;
    }

    private BySearch checked(SearchProof proof) {
        lowerBound = bestLatency;
        begin("re-checking the proof");
        boolean isShort = proof.states() <= CHECKED_BEYOND_THE_LIMIT;
        BooleanSupplier late = isShort ? stops.checkTimeIsUp() : stops.timeIsUp();
        BooleanSupplier stopped =
                () -> stops.cancelled().getAsBoolean() || (!limits.checksProof() && late.getAsBoolean());
        return new BySearch(proof, ProofChecker.check(instance, bestLatency, proof, stopped));
    }

    private Exact exact(HindsightResult.Certificate certificate) {
        return new Exact(best, ScheduleChecker.totalLatency(instance, best), certificate);
    }

    private Bound bound(String why) {
        String cause = stops.cancelled().getAsBoolean()
                ? "it was stopped"
                : stops.timeIsUp().getAsBoolean() && why.isEmpty() ? "the time was up" : why;
        return new Bound(
                best, ScheduleChecker.totalLatency(instance, best), lowerBound, evidence, isBoundChecked, cause);
    }
}
