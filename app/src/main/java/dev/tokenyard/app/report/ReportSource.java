package dev.tokenyard.app.report;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.MetricTable;
import dev.tokenyard.app.session.SeedRuns;
import dev.tokenyard.app.session.SeedWords;
import dev.tokenyard.sim.metrics.Window;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a report tells of.
 *
 * @param metrics the runs with their figures
 * @param baseline the lane that others are compared with, {@link MetricTable#NO_BASELINE} for none
 * @param notes what of the scenario did not come into effect, or not as it may seem
 * @param made when the report was asked for
 * @param seeds the figures with several seeds, null where there is one
 */
public record ReportSource(
        ComparisonMetrics metrics,
        int baseline,
        List<String> notes,
        Instant made,
        @Nullable SeedRuns seeds) {
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

    /** Of figures with one seed. */
    public ReportSource(ComparisonMetrics metrics, int baseline, List<String> notes, Instant made) {
        this(metrics, baseline, notes, made, null);
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

    /** Figures as a table: means over the seeds where there are several. */
    MetricTable table(List<MetricColumn> columns) {
        return MetricTable.of(metrics, columns, seeds);
    }

    /**
     * How to read means over several seeds, as sentences; empty where there is one.
     *
     * @param elsewhere what is of the first seed only, such as "charts are"
     * @param compared whether there are differences from a baseline
     */
    List<String> seedWords(String elsewhere, boolean compared) {
        return seeds == null ? List.of() : SeedWords.of(seeds, metrics, elsewhere, compared);
    }

    /** What to know before trusting the figures; of several seeds, how many of them have a fault. */
    Set<String> caveats() {
        Set<String> sentences = new LinkedHashSet<>(seeds == null ? metrics.caveats() : seeds.caveats(metrics));
        sentences.addAll(notes);
        return sentences;
    }

    /** What is said of the requests is said of those of the first seed; empty where there is one. */
    String withFirstSeed() {
        return seeds == null ? "" : ", with " + firstSeed();
    }

    String firstSeed() {
        return SeedRuns.inShort(List.of(comparison().scenario().seed()));
    }

    int seedCount() {
        return seeds == null ? 1 : seeds.count();
    }

    /** The seeds, in words. */
    String seedsInShort() {
        return SeedRuns.inShort(seedList());
    }

    /** The same without the word, such as {@code 7 to 16}. */
    String seedNumbers() {
        return SeedRuns.numbers(seedList());
    }

    private List<Long> seedList() {
        return seeds == null ? List.of(comparison().scenario().seed()) : seeds.seeds();
    }

    String title() {
        return comparison().scenario().name();
    }

    String madeWords() {
        return MINUTES.format(made);
    }
}
