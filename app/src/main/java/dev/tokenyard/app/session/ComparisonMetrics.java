package dev.tokenyard.app.session;

import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.metrics.RunWarning;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.model.SloClass;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A comparison with the figures of its runs.
 *
 * @param comparison the runs
 * @param runs the figures of each lane, in the order of the lanes
 */
public record ComparisonMetrics(Comparison comparison, List<RunMetrics> runs) {
    /** Copies the list. */
    public ComparisonMetrics {
        runs = List.copyOf(runs);
        if (runs.size() != comparison.lanes().size()) {
            throw new IllegalArgumentException(
                    "A comparison of " + comparison.lanes().size() + " lanes got the figures of " + runs.size()
                            + " runs; give one for each.");
        }
    }

    /**
     * Computes the figures of one lane over a part of the time, with its gap as in {@link #of(Comparison)}; not for the FX
     * thread.
     */
    public static RunMetrics ofLane(Comparison comparison, int lane, Window window) {
        RunMetrics run = comparison.lanes().get(lane).metrics(window);
        Hindsight hindsight = comparison.hindsight();
        // A bound is one on the latency of all requests.
        return hindsight == null || !window.isWhole()
                ? run
                : run.withGapToBound(TheoryBound.gap(run, comparison, hindsight.lowerBoundRounds()));
    }

    /**
     * Computes the figures, with each run's gap to the bound of hindsight where that is known; a pass over each log, so
     * not for the FX thread.
     */
    public static ComparisonMetrics of(Comparison comparison) {
        return of(comparison, Window.WHOLE);
    }

    /** Computes the figures of a part of the time, without gaps unless it is all of it; not for the FX thread. */
    public static ComparisonMetrics of(Comparison comparison, Window window) {
        return new ComparisonMetrics(
                comparison,
                IntStream.range(0, comparison.lanes().size())
                        .mapToObj(lane -> ofLane(comparison, lane, window))
                        .toList());
    }

    /** The part of the time that the figures are of. */
    public Window window() {
        return runs.isEmpty() ? Window.WHOLE : runs.get(0).window();
    }

    /** Which requests count, as {@link RangeWords#of}; empty for all of time. */
    public String rangeWords() {
        return RangeWords.of(window(), comparison);
    }

    /** The lanes. */
    public List<Lane> lanes() {
        return comparison.lanes();
    }

    /** The name of a lane's policy in tables, legends and files. */
    public String policy(int lane) {
        return lanes().get(lane).card().title();
    }

    /** The number of a lane's colour. */
    public int colour(int lane) {
        return comparison.colour(lane);
    }

    /** The service classes. */
    public List<SloClass> sloClasses() {
        return comparison.scenario().sloClasses();
    }

    /** What a reader must know before believing the figures: the warnings of each run as a sentence that names its policy. */
    public List<String> caveats() {
        List<String> sentences = new ArrayList<>();
        for (int lane = 0; lane < runs.size(); lane++) {
            for (RunWarning warning : runs.get(lane).warnings()) {
                sentences.add(policy(lane) + ": " + warning.sentence());
            }
        }
        return sentences;
    }

    /** The same in short: a sentence for each kind of warning, with the policies where several share it. */
    public List<String> sharedCaveats() {
        List<String> sentences = new ArrayList<>();
        for (RunWarning.Kind kind : RunWarning.Kind.values()) {
            List<String> policies = new ArrayList<>();
            String sentence = "";
            for (int lane = 0; lane < runs.size(); lane++) {
                for (RunWarning warning : runs.get(lane).warnings()) {
                    if (warning.kind() == kind) {
                        policies.add(policy(lane));
                        sentence = warning.sentence();
                    }
                }
            }
            if (!policies.isEmpty()) {
                sentences.add(String.join(", ", policies) + ": "
                        + (policies.size() == 1 ? sentence : kind.headline(window())));
            }
        }
        return sentences;
    }
}
