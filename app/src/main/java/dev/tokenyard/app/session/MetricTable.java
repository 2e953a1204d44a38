package dev.tokenyard.app.session;

import dev.tokenyard.app.session.MetricColumn.Better;
import dev.tokenyard.sim.export.CsvFields;
import dev.tokenyard.sim.metrics.RunWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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

    private MetricTable(
            List<String> policies,
            int[] colours,
            List<MetricColumn> columns,
            double[][] values,
            List<List<String>> warnings,
            String range) {
        this.range = range;
        this.policies = policies;
        this.colours = colours;
        this.warnings = warnings;
        this.columns = columns;
        this.values = values;
        decimals = new int[columns.size()];
        best = new boolean[columns.size()][];
        for (int c = 0; c < decimals.length; c++) {
            decimals[c] = FigureFormat.decimals(columns.get(c).isShare(), values[c]);
            best[c] = best(columns.get(c).better(), shown(columns.get(c), values[c], decimals[c]));
        }
    }

    /** The table of {@code metrics} with these columns. */
    public static MetricTable of(ComparisonMetrics metrics, List<MetricColumn> columns) {
        List<String> policies = new ArrayList<>();
        for (int lane = 0; lane < metrics.runs().size(); lane++) {
            policies.add(metrics.policy(lane));
        }
        double[][] values = new double[columns.size()][];
        for (int c = 0; c < values.length; c++) {
            values[c] =
                    metrics.runs().stream().mapToDouble(columns.get(c).value()).toArray();
        }
        List<List<String>> warnings = metrics.runs().stream()
                .map(run -> run.warnings().stream().map(RunWarning::sentence).toList())
                .toList();
        int[] colours = IntStream.range(0, policies.size()).map(metrics::colour).toArray();
        return new MetricTable(
                List.copyOf(policies), colours, List.copyOf(columns), values, warnings, metrics.rangeWords());
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

    /** Whether no other value of the column is better, and some value is worse. */
    public boolean isBest(int row, int column) {
        return best[column][row];
    }

    /** How a cell differs from that of the row {@code baseline}, as text with its unit. */
    public String difference(int row, int column, int baseline) {
        return FigureFormat.difference(
                values[column][row],
                values[column][baseline],
                columns.get(column).isShare(),
                text(row, column).equals(text(baseline, column)));
    }

    /** The table as comma-separated values (RFC 4180), figures in full precision and empty where there are none, and the
     * warnings at the end; for a part of the time a last column that says which. */
    public String toCsv() {
        StringBuilder csv = new StringBuilder("policy");
        columns.forEach(column -> csv.append(',').append(CsvFields.text(column.nameWithUnit())));
        csv.append(",warnings").append(range.isEmpty() ? "" : ",range");
        for (int row = 0; row < policies.size(); row++) {
            csv.append("\r\n").append(CsvFields.text(policies.get(row)));
            for (int c = 0; c < columns.size(); c++) {
                csv.append(',').append(CsvFields.number(values[c][row]));
            }
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
                String text = text(row, c);
                markdown.append(isBest(row, c) ? " **" + text + "**" : " " + text);
                if (baseline != NO_BASELINE && baseline != row) {
                    markdown.append(" (").append(difference(row, c, baseline)).append(')');
                }
                markdown.append(" |");
            }
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
