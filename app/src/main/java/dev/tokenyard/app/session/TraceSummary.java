package dev.tokenyard.app.session;

import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.ImportReport;
import dev.tokenyard.sim.trace.TraceStatistics;
import dev.tokenyard.sim.trace.TraceStatistics.NameCount;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a scenario's trace looks like.
 *
 * @param name its name
 * @param statistics its figures, after scaling and cutting
 * @param classes how many requests count for each of the scenario's classes
 * @param unknownClasses classes that the trace names and the scenario does not have; their requests count for its first
 * @param arrivals how many requests arrive in each of {@link #BINS} equal parts of its span
 * @param report how the reading of its file went; empty where it came from no file
 */
public record TraceSummary(
        String name,
        TraceStatistics statistics,
        List<NameCount> classes,
        List<NameCount> unknownClasses,
        List<Integer> arrivals,
        Optional<ImportReport> report) {
    /** Bars in the histogram of arrivals. */
    public static final int BINS = 60;

    /** Copies the lists. */
    public TraceSummary {
        classes = List.copyOf(classes);
        unknownClasses = List.copyOf(unknownClasses);
        arrivals = List.copyOf(arrivals);
    }

    /**
     * Measures a trace, in O(n log n).
     *
     * @param sloClasses the scenario's classes
     * @throws ScenarioException if the classes cannot be told apart
     */
    public static TraceSummary of(Trace trace, List<SloClass> sloClasses, Optional<ImportReport> report)
            throws ScenarioException {
        int[] counts = new int[sloClasses.size()];
        for (int index : SloAssignment.of(trace, sloClasses)) {
            counts[index]++;
        }
        return new TraceSummary(
                trace.name(),
                TraceStatistics.of(trace),
                IntStream.range(0, counts.length)
                        .mapToObj(c -> new NameCount(sloClasses.get(c).name(), counts[c]))
                        .toList(),
                SloAssignment.unknown(trace, sloClasses),
                IntStream.of(TraceStatistics.arrivalHistogram(trace, BINS))
                        .boxed()
                        .toList(),
                report);
    }
}
