package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.sweep.SweepRuns.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Carries sweeps out, on all cores, and remembers every run that it made. Safe for use by several threads. */
public final class Sweeper {
    private static final long BETWEEN_PICTURES_NANOS = 40_000_000L;
    /** A search for knees may take more runs than were expected; it is not over before it is. */
    private static final double MOST_BEFORE_THE_END = 0.99;

    private final SweepCache cache;
    private final SweepRuns runs;

    /** A sweeper that has made no run yet. */
    public Sweeper(ScenarioRunner runner) {
        cache = new SweepCache(runner);
        runs = new SweepRuns(cache);
    }

    /** How many runs were really made. */
    public long simulated() {
        return cache.simulated();
    }

    SweepRuns runs() {
        return runs;
    }

    /**
     * Simulates the ends of the range first, then the middle, then the middles between, each with the first seed and then
     * with the others; and where the knob is a load, bisects for each policy's knee.
     *
     * @param cancelled asked now and then
     * @param progress told of what is there so far, not more often than a picture can show
     * @throws ScenarioException if a run cannot be made; the message is for the user
     * @throws CancellationException if {@code cancelled} said so
     */
    public Sweep run(SweepPlan plan, BooleanSupplier cancelled, Consumer<Sweep> progress) throws ScenarioException {
        List<Job> jobs;
        try {
            jobs = jobs(plan.check());
        } catch (IllegalArgumentException refused) {
            throw ScenarioException.passingOn(refused);
        }
        SweepBoard board = new SweepBoard(plan);
        Pictures pictures = new Pictures(board, progress, jobs.size() + bisection(plan));
        runs.run(jobs, cancelled, (job, figures) -> {
            board.put(job, figures);
            pictures.step();
        });
        List<GoalKnee> knees = List.of();
        if (plan.findsKnees()) {
            knees = new KneeSearch(plan, runs, board).run(cancelled, pictures::step);
        }
        Sweep whole = board.snapshot(knees, 1);
        progress.accept(whole);
        return whole;
    }

    /** How many runs a sweep takes; where knees are looked for, about how many. */
    public static int expectedRuns(SweepPlan plan) {
        return jobs(plan).size() + bisection(plan);
    }

    private static int bisection(SweepPlan plan) {
        return plan.findsKnees() ? KneeSearch.expectedRuns(plan) : 0;
    }

    /** Round by round, seed by seed: requests that a seed drew serve all values of a round. */
    private static List<Job> jobs(SweepPlan plan) {
        List<Double> values = plan.range().values(plan.knob());
        List<Job> jobs = new ArrayList<>();
        for (List<Integer> round : SweepRange.rounds(values.size())) {
            int most = round.stream()
                    .mapToInt(place -> plan.seedsAt(values.get(place)).size())
                    .max()
                    .orElse(0);
            for (int s = 0; s < most; s++) {
                for (int place : round) {
                    addJobs(jobs, plan, values.get(place), s);
                }
            }
        }
        return jobs;
    }

    private static void addJobs(List<Job> jobs, SweepPlan plan, double value, int seedIndex) {
        List<Long> seeds = plan.seedsAt(value);
        for (int p = 0; p < plan.policies().size() && seedIndex < seeds.size(); p++) {
            jobs.add(new Job(
                    p,
                    value,
                    seedIndex,
                    plan.run(plan.policies().get(p), value, seeds.get(seedIndex)),
                    plan.part(),
                    plan.recorded()));
        }
    }

    /** Shows what is there, now and then. */
    private static final class Pictures {
        private final SweepBoard board;
        private final Consumer<Sweep> progress;
        private final int expected;
        private int done;
        private long shownNanos = System.nanoTime();

        Pictures(SweepBoard board, Consumer<Sweep> progress, int expected) {
            this.board = board;
            this.progress = progress;
            this.expected = expected;
        }

        void step() {
            done++;
            long now = System.nanoTime();
            if (now - shownNanos >= BETWEEN_PICTURES_NANOS) {
                progress.accept(board.snapshot(List.of(), Math.min(MOST_BEFORE_THE_END, (double) done / expected)));
                shownNanos = System.nanoTime();
            }
        }
    }
}
