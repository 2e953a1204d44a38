package dev.tokenyard.app.session;

import dev.tokenyard.sim.metrics.Replications;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.metrics.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * A scenario run once for each of several seeds, with what a report says about it.
 *
 * @param first the first replication with its recordings; those of the others are not kept
 * @param replications the figures under every seed
 * @param generated whether each seed drew the requests anew, from a recipe
 * @param baseline the lane that the others are compared with
 * @param notes what of the scenario did not come into effect, or not as it may seem
 */
public record ReplicatedComparison(
        ComparisonMetrics first, SeedRuns replications, boolean generated, int baseline, List<String> notes) {
    /** Copies the list. */
    public ReplicatedComparison {
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
        SeedRuns replications = SeedRuns.of(first, count, true, service::run, cancelled, partly -> {});
        List<String> notes = new ArrayList<>(ForkMoments.refusals(first.comparison()));
        notes.addAll(ScenarioNotes.of(
                scenario,
                first.comparison().trace(),
                service.traces()
                        .load(scenario.trace(), scenario.seed(), cancelled)
                        .report()));
        return new ReplicatedComparison(first, replications, TraceLibrary.isRecipe(scenario.trace()), baseline, notes);
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

    /** The seeds, in order. */
    public List<Long> seeds() {
        return replications.seeds();
    }

    /** The replications of each policy, in the scenario's order. */
    public List<Replications> lanes() {
        return replications.lanes();
    }

    /** The figures of all runs, seed by seed, and within a seed in the order of the lanes. */
    public List<RunMetrics> runs() {
        List<RunMetrics> runs = new ArrayList<>();
        for (int k = 0; k < replications.count(); k++) {
            for (Replications lane : lanes()) {
                runs.add(lane.runs().get(k));
            }
        }
        return runs;
    }

    /**
     * What a reader must know before believing the figures: a sentence for each policy and each kind of warning that any
     * of its runs gave rise to.
     */
    public List<String> caveats() {
        List<String> sentences = new ArrayList<>(notes);
        if (replications.count() == 1) {
            sentences.addAll(first.caveats());
            return sentences;
        }
        for (int lane = 0; lane < lanes().size(); lane++) {
            String policy = lanes().get(lane).policyTitle();
            replications.warnings(lane).forEach(warning -> sentences.add(policy + ", " + warning));
        }
        return sentences;
    }
}
