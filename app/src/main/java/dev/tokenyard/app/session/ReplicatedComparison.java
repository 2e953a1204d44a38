package dev.tokenyard.app.session;

import dev.tokenyard.sim.metrics.Replications;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.metrics.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * A scenario run once for each of several seeds, every policy on the same random numbers: in each replication all of them
 * meet the same requests and, where they predict, the same predictions (common random numbers). A seed drives the
 * requests of a workload recipe, classes and models that are assigned by shares, the errors of predictors and the coins of
 * routers; a recorded trace is otherwise the same under every seed.
 *
 * @param first the first replication with its recordings; those of the others are not kept
 * @param seeds the seeds, in order
 * @param generated whether each seed drew the requests anew, from a recipe
 * @param lanes the replications of each policy, in the scenario's order
 * @param baseline the lane that the others are compared with
 * @param notes what of the scenario did not come into effect, or not as it may seem
 */
public record ReplicatedComparison(
        ComparisonMetrics first,
        List<Long> seeds,
        boolean generated,
        List<Replications> lanes,
        int baseline,
        List<String> notes) {
    /** Copies the lists. */
    public ReplicatedComparison {
        seeds = List.copyOf(seeds);
        lanes = List.copyOf(lanes);
        notes = List.copyOf(notes);
    }

    /**
     * Runs a scenario for seeds from its own on.
     *
     * @param count how many seeds, at least 1
     * @param baselineId the id of the policy to compare with, empty for the first
     * @param cancelled asked now and then
     * @throws ScenarioException if the scenario cannot be run; the message is for the user
     * @throws CancellationException if {@code cancelled} said so
     */
    public static ReplicatedComparison run(
            ComparisonService service, ScenarioSpec scenario, int count, String baselineId, BooleanSupplier cancelled)
            throws ScenarioException {
        return run(service, scenario, count, baselineId, Window.WHOLE, cancelled);
    }

    /** The same with figures of a part of the time. */
    public static ReplicatedComparison run(
            ComparisonService service,
            ScenarioSpec scenario,
            int count,
            String baselineId,
            Window window,
            BooleanSupplier cancelled)
            throws ScenarioException {
        int baseline = laneOf(baselineId, scenario);
        ComparisonMetrics first = first(service, scenario, count, window, cancelled);
        List<Long> seeds = new ArrayList<>();
        List<List<RunMetrics>> byLane = new ArrayList<>();
        first.runs().forEach(run -> byLane.add(new ArrayList<>(List.of(run))));
        seeds.add(scenario.seed());
        for (int k = 1; k < count; k++) {
            long seed = scenario.seed() + k;
            seeds.add(seed);
            List<RunMetrics> runs = TheoryBound.withGaps(
                            service.run(scenario.withSeed(seed), cancelled), window, cancelled)
                    .runs();
            for (int lane = 0; lane < runs.size(); lane++) {
                byLane.get(lane).add(runs.get(lane));
            }
        }
        List<String> notes = new ArrayList<>(ForkMoments.refusals(first.comparison()));
        notes.addAll(ScenarioNotes.of(
                scenario,
                first.comparison().trace(),
                service.traces()
                        .load(scenario.trace(), scenario.seed(), cancelled)
                        .report()));
        return new ReplicatedComparison(
                first,
                seeds,
                TraceLibrary.isRecipe(scenario.trace()),
                byLane.stream().map(Replications::new).toList(),
                baseline,
                notes);
    }

    /** The first replication; if it is the only one, with hindsight where the scenario wants it. */
    private static ComparisonMetrics first(
            ComparisonService service, ScenarioSpec scenario, int count, Window window, BooleanSupplier cancelled)
            throws ScenarioException {
        Comparison comparison = service.run(scenario, cancelled);
        boolean hindsight = scenario.hindsight().wanted()
                && count == 1
                && HindsightService.obstacle(comparison).isEmpty();
        return TheoryBound.withGaps(
                hindsight
                        ? new HindsightService(service).beside(comparison, (phase, best, bound) -> {}, cancelled)
                        : comparison,
                window,
                cancelled);
    }

    private static int laneOf(String policyId, ScenarioSpec scenario) throws ScenarioException {
        if (policyId.isEmpty()) {
            return 0;
        }
        List<String> ids = Contender.allOf(scenario).stream()
                .map(contender -> contender.card().id())
                .toList();
        if (!ids.contains(policyId)) {
            throw new ScenarioException("The baseline " + policyId + " is not among the policies "
                    + String.join(", ", ids) + "; add it or compare with one of them.");
        }
        return ids.indexOf(policyId);
    }

    /** The figures of all runs, seed by seed, and within a seed in the order of the lanes. */
    public List<RunMetrics> runs() {
        List<RunMetrics> runs = new ArrayList<>();
        for (int k = 0; k < seeds.size(); k++) {
            for (Replications lane : lanes) {
                runs.add(lane.runs().get(k));
            }
        }
        return runs;
    }

    /** Whether seeds can have told anything about a lane; not so if its runs are all alike. */
    public boolean varies(int lane) {
        return !lanes.get(lane).areAlike();
    }

    /**
     * What a reader must know before believing the figures: a sentence for each policy and each kind of warning that any
     * of its runs gave rise to.
     */
    public List<String> caveats() {
        List<String> sentences = new ArrayList<>(notes);
        if (seeds.size() == 1) {
            sentences.addAll(first.caveats());
            return sentences;
        }
        for (Replications lane : lanes) {
            Map<Object, Integer> counts = new LinkedHashMap<>();
            Map<Object, String> examples = new LinkedHashMap<>();
            for (RunMetrics run : lane.runs()) {
                run.warnings().forEach(warning -> {
                    counts.merge(warning.kind(), 1, Integer::sum);
                    examples.putIfAbsent(warning.kind(), "with seed " + run.seed() + ": " + warning.sentence());
                });
            }
            counts.forEach((kind, count) -> sentences.add(lane.policyTitle() + ", in " + count + " of " + seeds.size()
                    + " replications, " + examples.get(kind)));
        }
        return sentences;
    }
}
