package dev.tokenyard.app.session;

import dev.tokenyard.policies.hindsight.HindsightInstance;
import dev.tokenyard.policies.hindsight.HindsightResult;
import dev.tokenyard.policies.hindsight.HindsightSolver;
import dev.tokenyard.policies.hindsight.HindsightSolver.Limits;
import dev.tokenyard.policies.hindsight.HindsightSolver.Listener;
import dev.tokenyard.policies.hindsight.Replay;
import dev.tokenyard.policies.hindsight.RuleSchedule;
import dev.tokenyard.policies.hindsight.ScheduleChecker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * An instance of the theory mode with what rules make of it and what could have been made of it.
 *
 * @param instance the requests
 * @param rules the schedules of MC-SF and of those of its relatives that were done in time
 * @param result the optimum, or the best schedule found and a bound
 * @param seconds wall-clock time that all of it took, in seconds
 */
public record HindsightStudy(
        HindsightInstance instance, List<Contestant> rules, HindsightResult result, double seconds) {
    /** Copies the list. */
    public HindsightStudy {
        rules = List.copyOf(rules);
    }

    /**
     * A schedule.
     *
     * @param id a short name, that of the policy where it is one of the catalogue's
     * @param title its name
     * @param starts the start round of each request
     * @param totalLatencyRounds total end-to-end latency, in rounds
     */
    public record Contestant(String id, String title, int[] starts, long totalLatencyRounds) {
        /** The last completion, in rounds. */
        public long makespanRounds(HindsightInstance instance) {
            long end = 0;
            for (int i = 0; i < starts.length; i++) {
                end = Math.max(end, (long) starts[i] + instance.output(i));
            }
            return end;
        }

        /** The round at which each request completes. */
        public long[] completions(HindsightInstance instance) {
            long[] rounds = new long[starts.length];
            Arrays.setAll(rounds, i -> (long) starts[i] + instance.output(i));
            return rounds;
        }

        /** Tokens held at rounds 1, 2, ... up to the makespan. */
        public int[] memoryByRound(HindsightInstance instance) {
            return RoundMemory.of(instance, Arrays.stream(starts).asLongStream().toArray());
        }
    }

    /** Studies an instance; see {@link HindsightSolver#solve}. */
    public static HindsightStudy of(
            HindsightInstance instance, Limits limits, Listener listener, BooleanSupplier cancelled) {
        long startNanos = System.nanoTime();
        List<RuleSchedule> schedules = RuleSchedule.of(instance, limits.millis(), cancelled);
        List<Contestant> rules = new ArrayList<>();
        for (RuleSchedule schedule : schedules) {
            rules.add(new Contestant(
                    schedule.rule().id(),
                    schedule.rule().title(),
                    schedule.starts(),
                    ScheduleChecker.totalLatency(instance, schedule.starts())));
        }
        Limits left = limits.after((System.nanoTime() - startNanos) / 1_000_000);
        HindsightResult result = HindsightSolver.solve(instance, schedules, left, listener, cancelled);
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        return new HindsightStudy(instance, rules, result, seconds);
    }

    /** Whether the result is proved optimal. */
    public boolean isExact() {
        return result instanceof HindsightResult.Exact;
    }

    /** The result's schedule, called an optimum only if it is proved to be one. */
    public Contestant best() {
        return new Contestant(
                Replay.ID, isExact() ? "Optimum" : "Best found", result.starts(), result.totalLatencyRounds());
    }
}
