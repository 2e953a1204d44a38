package dev.tokenyard.policies.hindsight;

import dev.tokenyard.policies.hindsight.HindsightResult.Bound;
import dev.tokenyard.policies.hindsight.HindsightResult.ByParts;
import dev.tokenyard.policies.hindsight.HindsightResult.Certificate;
import dev.tokenyard.policies.hindsight.HindsightResult.Exact;
import dev.tokenyard.policies.hindsight.PartSolver.Stops;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The hindsight optimum of MC-SF's model, the integer program of arXiv 2502.07115, section 3: the least total end-to-end
 * latency of any schedule that keeps the memory at every round, all lengths known.
 *
 * <p>An instance is cut where the worker must be idle ({@link IdleGaps}), and its parts are solved one after the other. The
 * best of four rules is improved by a local search; prices of memory give a lower bound; and a branch and bound
 * ({@link LayeredSearch}) with more and more states closes the gap if time and memory suffice. Mixed-integer solvers were
 * measured first: they fail at sizes that this search settles in seconds, because the program's relaxation is weak where a
 * request takes a good part of the memory.
 */
public final class HindsightSolver {
    /** Larger parts get a bound, not a search: requests started are bits of a number. */
    public static final int MOST_SEARCHED = 62;

    private static final long LEAST_CHECK_MILLIS = 5_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final HindsightInstance instance;
    private final List<int[]> schedules;
    private final Limits limits;
    private final Listener listener;
    private final BooleanSupplier cancelled;
    private final long startNanos = System.nanoTime();
    private final int[] starts;

    /**
     * How long to look.
     *
     * @param millis wall-clock time after which the best so far is good enough, in milliseconds; the first schedule and the
     *     first bound are made whatever the time. A long proof is re-checked if that is done in time, a short one
     *     may take as long again for it, but no less than a few seconds
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

        /** The same limits when some of the time has passed. */
        public Limits after(long passedMillis) {
            return new Limits(Math.max(0, millis - passedMillis), checksProof, widestLayer, localTries);
        }

        /** A limit in seconds. */
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

    private HindsightSolver(
            HindsightInstance instance,
            List<int[]> schedules,
            Limits limits,
            Listener listener,
            BooleanSupplier cancelled) {
        this.instance = instance;
        this.schedules = schedules;
        this.limits = limits;
        this.listener = listener;
        this.cancelled = cancelled;
        starts = new int[instance.size()];
    }

    /**
     * Finds the optimum, or the best schedule and bound that the time allows.
     *
     * @param cancelled asked now and then, perhaps often; once it says so, the best so far is returned
     */
    public static HindsightResult solve(
            HindsightInstance instance, Limits limits, Listener listener, BooleanSupplier cancelled) {
        long startNanos = System.nanoTime();
        List<RuleSchedule> rules = RuleSchedule.of(instance, limits.millis(), cancelled);
        Limits left = limits.after((System.nanoTime() - startNanos) / NANOS_PER_MILLI);
        return solve(instance, rules, left, listener, cancelled);
    }

    /**
     * The same from schedules of rules, so that the result is never worse than any of them.
     *
     * @param rules one at least
     */
    public static HindsightResult solve(
            HindsightInstance instance,
            List<RuleSchedule> rules,
            Limits limits,
            Listener listener,
            BooleanSupplier cancelled) {
        List<int[]> schedules = rules.stream().map(RuleSchedule::starts).toList();
        return new HindsightSolver(instance, schedules, limits, listener, cancelled).solve();
    }

    /** The same without progress and cancellation. */
    public static HindsightResult solve(HindsightInstance instance, Limits limits) {
        return solve(instance, limits, (phase, latency, bound) -> {}, () -> false);
    }

    private HindsightResult solve() {
        List<int[]> parts = IdleGaps.parts(instance);
        List<HindsightResult> results = new ArrayList<>();
        // What the parts to come are known to cost at most and at least.
        long bestToCome = 0;
        long boundToCome = 0;
        for (int[] part : parts) {
            bestToCome += leastLatency(part);
            boundToCome += Arrays.stream(part).mapToLong(instance::output).sum();
        }
        long bestSoFar = 0;
        long boundSoFar = 0;
        int requestsToCome = instance.size();
        for (int[] part : parts) {
            bestToCome -= leastLatency(part);
            boundToCome -= Arrays.stream(part).mapToLong(instance::output).sum();
            long bestOfOthers = bestSoFar + bestToCome;
            long boundOfOthers = boundSoFar + boundToCome;
            HindsightResult result = solve(
                    part,
                    (double) part.length / requestsToCome,
                    (phase, best, bound) -> listener.progress(phase, bestOfOthers + best, boundOfOthers + bound));
            results.add(result);
            requestsToCome -= part.length;
            bestSoFar += result.totalLatencyRounds();
            boundSoFar += result.lowerBoundRounds();
        }
        return together(results, ScheduleChecker.totalLatency(instance, starts), boundSoFar);
    }

    private long leastLatency(int[] part) {
        long least = Long.MAX_VALUE;
        for (int[] schedule : schedules) {
            long latency = 0;
            for (int i : part) {
                latency += (long) schedule[i] + instance.output(i) - instance.arrival(i);
            }
            least = Math.min(least, latency);
        }
        return least;
    }

    /** Solves a part in a share of the time that is left, and puts its starts where they belong. */
    private HindsightResult solve(int[] part, double share, Listener told) {
        int first = Arrays.stream(part).map(instance::arrival).min().orElse(0);
        List<int[]> moved = schedules.stream()
                .map(schedule ->
                        Arrays.stream(part).map(i -> schedule[i] - first).toArray())
                .toList();
        long left = Math.max(0, limits.millis() * NANOS_PER_MILLI - (System.nanoTime() - startNanos));
        long deadline = System.nanoTime() + (long) (left * share);
        long checkNanos = Math.max(LEAST_CHECK_MILLIS, 2 * limits.millis()) * NANOS_PER_MILLI;
        Stops stops = new Stops(
                cancelled, () -> System.nanoTime() - deadline > 0, () -> System.nanoTime() - startNanos > checkNanos);
        HindsightResult result = new PartSolver(instance.part(part, first), moved, limits, told, stops).solve();
        for (int k = 0; k < part.length; k++) {
            starts[part[k]] = first + result.starts()[k];
        }
        return result;
    }

    private HindsightResult together(List<HindsightResult> parts, long latency, long bound) {
        List<Certificate> certificates = new ArrayList<>();
        Set<String> evidence = new LinkedHashSet<>();
        Set<String> causes = new LinkedHashSet<>();
        boolean isChecked = true;
        for (HindsightResult part : parts) {
            if (part instanceof Exact) {
                certificates.add(((Exact) part).certificate());
            } else {
                Bound open = (Bound) part;
                evidence.add(open.evidence());
                causes.add(open.cause());
                isChecked &= open.isChecked();
            }
        }
        if (evidence.isEmpty()) {
            return new Exact(starts, latency, ByParts.of(certificates));
        }
        String where = parts.size() == 1
                ? ""
                : ", in " + (parts.size() - certificates.size()) + " of " + parts.size() + " parts that never meet";
        return new Bound(
                starts, latency, bound, String.join("; ", evidence) + where, isChecked, String.join("; ", causes));
    }
}
