package dev.tokenyard.app.session;

import dev.tokenyard.app.session.MetricColumn.Better;
import dev.tokenyard.sim.export.CsvFields;
import dev.tokenyard.sim.metrics.RunWarning;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a comparison as a table: a row for each policy, in the order of the lanes. Immutable; the same for the
 * window, the terminal and the clipboard.
 */
public final class MetricTable {
    /** In place of a baseline. */
    public static final int NO_BASELINE = -1;

    private final List<String> policies;
    private final int[] colours;
    private final List<MetricColumn> columns;
    private final double[][] values;
    private final int[] decimals;
    private final boolean[][] best;
    private final List<List<String>> warnings;
    private final String range;
    private final @Nullable SeedRuns seeds;

    private MetricTable(
            ComparisonMetrics metrics,
            List<MetricColumn> columns,
            double[][] values,
            List<List<String>> warnings,
            @Nullable SeedRuns seeds) {
        this.columns = List.copyOf(columns);
        this.values = values;
        this.warnings = warnings;
        this.seeds = seeds;
        range = metrics.rangeWords();
        policies = IntStream.range(0, metrics.runs().size())
                .mapToObj(metrics::policy)
                .toList();
        colours = IntStream.range(0, policies.size()).map(metrics::colour).toArray();
        decimals = new int[columns.size()];
        best = new boolean[columns.size()][];
        for (int c = 0; c < decimals.length; c++) {
            decimals[c] = FigureFormat.decimals(columns.get(c).isShare(), values[c]);
            best[c] = best(columns.get(c).better(), shown(columns.get(c), values[c], decimals[c]));
        }
    }

    /** The table of {@code metrics} with these columns. */
    public static MetricTable of(ComparisonMetrics metrics, List<MetricColumn> columns) {
        return of(metrics, columns, null);
    }

    private static MetricTable ofOneSeed(ComparisonMetrics metrics, List<MetricColumn> columns) {
        double[][] values = columns.stream()
                .map(column ->
                        metrics.runs().stream().mapToDouble(column.value()).toArray())
                .toArray(double[][]::new);
        List<List<String>> warnings = metrics.runs().stream()
                .map(run -> run.warnings().stream().map(RunWarning::sentence).toList())
                .toList();
        return new MetricTable(metrics, columns, values, warnings, null);
    }

    /**
     * The table of means over several seeds, with their intervals.
     *
     * @param first the figures with the first seed; a lane that was not run with the others has no values
     * @param seeds the figures with all of them; null for a table of the first
     */
    public static MetricTable of(ComparisonMetrics first, List<MetricColumn> columns, @Nullable SeedRuns seeds) {
        if (seeds == null) {
            return ofOneSeed(first, columns);
        }
        int rows = first.runs().size();
        double[][] values = columns.stream()
                .map(column -> IntStream.range(0, rows)
                        .mapToDouble(row -> seeds.interval(row, column).mean())
                        .toArray())
                .toArray(double[][]::new);
        List<List<String>> warnings =
                IntStream.range(0, rows).mapToObj(seeds::warnings).toList();
        return new MetricTable(first, columns, values, warnings, seeds);
    }

    /** Values as they are shown: what reads the same must not be judged different. */
    private static double[] shown(MetricColumn column, double[] values, int decimals) {
        double unit = Math.pow(10, decimals);
        return Arrays.stream(values)
                .map(value -> column.isBound() ? FigureFormat.up(value, decimals) : Math.rint(value * unit) / unit)
                .toArray();
    }

    /** Marks the best values; none where nothing is better than anything else. */
    private static boolean[] best(Better better, double[] values) {
        boolean[] marks = new boolean[values.length];
        boolean differ = false;
        for (int row = 0; row < values.length; row++) {
            marks[row] = better != Better.NEITHER && !Double.isNaN(values[row]);
            for (double other : values) {
                marks[row] &= !better.prefers(other, values[row]);
                differ |= better.prefers(other, values[row]);
            }
        }
        return differ ? marks : new boolean[values.length];
    }

    /** The number of the colour of a lane. */
    public int colour(int lane) {
        return colours[lane];
    }

    /** The policies, one a row. */
    public List<String> policies() {
        return policies;
    }

    /** What a reader must know before believing a row's figures, as sentences; empty if nothing. */
    public List<String> warnings(int row) {
        return warnings.get(row);
    }

    /** Which requests count, a sentence without its full stop; empty for all of time. */
    public String range() {
        return range;
    }

    /** The columns. */
    public List<MetricColumn> columns() {
        return columns;
    }

    /** The seeds whose means the values are, null where they are of one run. */
    public @Nullable SeedRuns seeds() {
        return seeds;
    }

    /** The value in a cell, in the column's unit; NaN for none. */
    public double value(int row, int column) {
        return values[column][row];
    }

    /** The value in a cell as text, without its unit; all of a column have as many decimals. */
    public String text(int row, int column) {
        double value = values[column][row];
        return columns.get(column).isBound()
                ? FigureFormat.figureUp(value, decimals[column])
                : FigureFormat.figure(value, decimals[column]);
    }

    /**
     * Half the width of the confidence interval of a cell's mean as text, {@code ±0.4}, in as many decimals as the mean, and
     * from how many seeds the mean is, {@code n=3}, where not from all; empty where there is no interval, since there is one seed
     * or all came out alike.
     */
    public String spread(int row, int column) {
        double halfWidth = halfWidth(row, column);
        String width = "";
        if (!Double.isNaN(halfWidth)) {
            double unit = Math.pow(10, -decimals[column]);
            width = halfWidth < unit / 2
                    ? "±<" + FigureFormat.figure(unit, decimals[column])
                    : "±" + FigureFormat.figure(halfWidth, decimals[column]);
        }
        return isOfFewer(row, column) ? (width + " n=" + count(row, column)).strip() : width;
    }

    private int count(int row, int column) {
        return Objects.requireNonNull(seeds).interval(row, columns.get(column)).count();
    }

    private boolean isOfFewer(int row, int column) {
        return seeds != null && seeds.isOfFewer(row, columns.get(column));
    }

    /** Half the width of the interval of a cell, NaN for none. */
    private double halfWidth(int row, int column) {
        return seeds == null
                ? Double.NaN
                : seeds.interval(row, columns.get(column)).knownHalfWidth();
    }

    /** Whether no other value of the column is better, and some value is worse. */
    public boolean isBest(int row, int column) {
        return best[column][row];
    }

    /**
     * How a cell differs from that of the row {@code baseline}, as text with its unit; with a star where several seeds say that
     * chance alone hardly explains it.
     */
    public String difference(int row, int column, int baseline) {
        String words = differenceWords(row, column, baseline);
        return seeds != null && isBeyondChance(row, column, baseline) ? words + "*" : words;
    }

    private String differenceWords(int row, int column, int baseline) {
        double[] compared = compared(row, column, baseline);
        return FigureFormat.difference(
                compared[0],
                compared[1],
                columns.get(column).isShare(),
                text(row, column).equals(text(baseline, column)));
    }

    /** A cell's value and that of another row, in the seeds that both have where there are several. */
    private double[] compared(int row, int column, int other) {
        return isReplicated(row, other)
                ? Objects.requireNonNull(seeds).pairedMeans(row, other, columns.get(column))
                : new double[] {values[column][row], values[column][other]};
    }

    /** Whether seeds say how two rows differ. */
    private boolean isReplicated(int row, int other) {
        return seeds != null && Math.max(row, other) < seeds.lanes().size();
    }

    /** Whether a cell is better than that of another row, in the seeds that both have where there are several. */
    public boolean isBetter(int row, int column, int other) {
        double[] compared = compared(row, column, other);
        return columns.get(column).better().prefers(compared[0], compared[1]);
    }

    /**
     * Whether a difference may be believed: with several seeds, whether there is any to be seen and the interval of the mean of
     * its pairs excludes zero. A single run knows nothing of chance, and its differences are taken as they are.
     */
    public boolean isBeyondChance(int row, int column, int baseline) {
        if (seeds == null) {
            return true;
        }
        return isReplicated(row, baseline)
                && seeds.difference(row, baseline, columns.get(column)).excludesZero()
                && FigureFormat.isDifference(differenceWords(row, column, baseline));
    }

    private boolean hasFewer(int column) {
        return IntStream.range(0, policies.size()).anyMatch(row -> isOfFewer(row, column));
    }

    /** The table as comma-separated values (RFC 4180), figures in full precision and empty where there are none, and the
     * warnings at the end; means over several seeds are followed by half the width of their intervals, and by from how many
     * seeds they are where some have no value; for a part of the time a last column that says which. */
    public String toCsv() {
        StringBuilder csv = new StringBuilder("policy");
        for (int c = 0; c < columns.size(); c++) {
            String name = columns.get(c).nameWithUnit();
            csv.append(',').append(CsvFields.text(name));
            csv.append(seeds == null ? "" : "," + CsvFields.text("± " + name));
            csv.append(hasFewer(c) ? "," + CsvFields.text("n " + name) : "");
        }
        csv.append(seeds == null ? "" : ",seeds");
        csv.append(",warnings").append(range.isEmpty() ? "" : ",range");
        for (int row = 0; row < policies.size(); row++) {
            csv.append("\r\n").append(CsvFields.text(policies.get(row)));
            for (int c = 0; c < columns.size(); c++) {
                csv.append(',').append(CsvFields.number(values[c][row]));
                csv.append(seeds == null ? "" : "," + CsvFields.number(halfWidth(row, c)));
                csv.append(hasFewer(c) ? "," + count(row, c) : "");
            }
            csv.append(seeds == null ? "" : "," + seeds.count());
            csv.append(',').append(CsvFields.text(String.join(" ", warnings.get(row))));
            csv.append(range.isEmpty() ? "" : "," + CsvFields.text(range));
        }
        return csv.append("\r\n").toString();
    }

    /**
     * The table in Markdown, the best of each column in bold, differences beside the values if there is a baseline, and
     * the warnings below.
     *
     * @param baseline the row that others are compared with, or {@link #NO_BASELINE}
     */
    public String toMarkdown(int baseline) {
        StringBuilder markdown = new StringBuilder("| policy |");
        columns.forEach(column ->
                markdown.append(' ').append(escaped(column.nameWithUnit())).append(" |"));
        markdown.append("\n|---|").append("---:|".repeat(columns.size()));
        for (int row = 0; row < policies.size(); row++) {
            markdown.append("\n| ").append(escaped(policies.get(row))).append(" |");
            for (int c = 0; c < columns.size(); c++) {
                String spread = spread(row, c);
                String text = text(row, c) + (spread.isEmpty() ? "" : " " + spread);
                markdown.append(isBest(row, c) ? " **" + text + "**" : " " + text);
                if (baseline != NO_BASELINE && baseline != row) {
                    markdown.append(" (").append(difference(row, c, baseline)).append(')');
                }
                markdown.append(" |");
            }
        }
        if (seeds != null) {
            markdown.append("\n\n").append(seeds.meaning()).append('.');
            markdown.append(baseline == NO_BASELINE ? "" : " *: the interval of the difference excludes zero.");
        }
        markdown.append('\n').append(range.isEmpty() ? "" : "\n" + range + ". " + RangeWords.DEFINITION + "\n");
        for (int row = 0; row < policies.size(); row++) {
            for (String warning : warnings.get(row)) {
                markdown.append("\n- ")
                        .append(escaped(policies.get(row)))
                        .append(": ")
                        .append(escaped(warning));
            }
        }
        return warnings.stream().allMatch(List::isEmpty)
                ? markdown.toString()
                : markdown.append('\n').toString();
    }

    private static String escaped(String words) {
        return words.replace("|", "\\|").replace("\n", " ");
    }
}
