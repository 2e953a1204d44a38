package dev.tokenyard.app.session;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.ImportReport;
import dev.tokenyard.sim.trace.TraceStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a scenario's trace looks like.
 *
 * @param name its name
 * @param statistics its figures, after scaling and cutting
 * @param arrivals how many requests arrive in each of {@link #BINS} equal parts of its span
 * @param report how the reading of its file went; empty where it came from no file
 */
public record TraceSummary(
        String name, TraceStatistics statistics, List<Integer> arrivals, Optional<ImportReport> report) {
    /** Bars in the histogram of arrivals. */
    public static final int BINS = 60;

    /** Copies the list. */
    public TraceSummary {
        arrivals = List.copyOf(arrivals);
    }

    /** Measures a trace, in O(n log n). */
    public static TraceSummary of(Trace trace, Optional<ImportReport> report) {
        return new TraceSummary(
                trace.name(),
                TraceStatistics.of(trace),
                IntStream.of(TraceStatistics.arrivalHistogram(trace, BINS))
                        .boxed()
                        .toList(),
                report);
    }
}
