package dev.tokenyard.app.report;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.MetricTable;
import dev.tokenyard.sim.metrics.Window;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What a report tells of.
 *
 * @param metrics the runs with their figures
 * @param baseline the lane that others are compared with, {@link MetricTable#NO_BASELINE} for none
 * @param notes what of the scenario did not come into effect, or not as it may seem
 * @param made when the report was asked for
 */
public record ReportSource(ComparisonMetrics metrics, int baseline, List<String> notes, Instant made) {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Copies the list. */
    public ReportSource {
        notes = List.copyOf(notes);
        if (baseline < MetricTable.NO_BASELINE || baseline >= metrics.lanes().size()) {
            throw new IllegalArgumentException("There is no lane " + baseline + " to compare with among "
                    + metrics.lanes().size() + ".");
        }
    }

    /** Of a comparison whose figures are yet to be computed, which takes a pass over each log. */
    public static ReportSource of(Comparison comparison, int baseline, Instant made) {
        return of(comparison, Window.WHOLE, baseline, made);
    }

    /** The same over a part of the time. */
    public static ReportSource of(Comparison comparison, Window window, int baseline, Instant made) {
        return new ReportSource(ComparisonMetrics.of(comparison, window), baseline, List.of(), made);
    }

    Comparison comparison() {
        return metrics.comparison();
    }

    String title() {
        return comparison().scenario().name();
    }

    String madeWords() {
        return MINUTES.format(made);
    }
}
