package dev.tokenyard.app.report;

import static dev.tokenyard.app.report.HtmlText.escaped;

import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.MetricColumns;
import dev.tokenyard.app.session.MetricTable;
import dev.tokenyard.app.session.RunWords;
import dev.tokenyard.sim.model.SloClass;
import java.util.List;
import java.util.stream.IntStream;

/** The tables of a report: a column for each policy, so that they fit on paper. */
final class ReportTables {
    /** After so many, the colours of policies begin again. */
    private static final int SWATCHES = 10;

    /** So many policies have room for differences beside their figures. */
    private static final int MOST_ABREAST = 4;

    private ReportTables() {}

    /** All figures, the best of each marked, with the differences from the baseline. */
    static String figures(ReportSource source) {
        ComparisonMetrics metrics = source.metrics();
        MetricTable all = source.table(MetricColumns.of(metrics));
        MetricTable table = source.table(IntStream.range(0, all.columns().size())
                .filter(column -> says(all, column))
                .mapToObj(all.columns()::get)
                .toList());
        int baseline = source.baseline();
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table class=\"figures" + width(metrics)
                + (table.seeds() == null ? "" : " seeds") + "\">\n<caption>");
        html.append(escaped(caption(metrics, table, baseline))).append("</caption>\n");
        head(html, "Figure", metrics, baseline);
        html.append("<tbody>\n");
        String family = "";
        for (int c = 0; c < table.columns().size(); c++) {
            MetricColumn column = table.columns().get(c);
            html.append(column.family().equals(family) || c == 0 ? "<tr>" : "<tr class=\"family\">");
            family = column.family();
            html.append("<th scope=\"row\" title=\"")
                    .append(escaped(column.help() + " (" + column.better().label() + ")"))
                    .append("\">")
                    .append(escaped(column.name()));
            if (!column.unit().isEmpty()) {
                html.append(" <span class=\"unit\">(")
                        .append(escaped(column.unit()))
                        .append(")</span>");
            }
            html.append("</th>");
            for (int row = 0; row < table.policies().size(); row++) {
                cell(html, table, row, c, baseline);
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody>\n</table></div>\n").toString();
    }

    /** With many policies, differences go below their figures, so that nothing has to be scrolled sideways. */
    private static String width(ComparisonMetrics metrics) {
        return isMany(metrics) ? " many" : "";
    }

    private static boolean isMany(ComparisonMetrics metrics) {
        return metrics.lanes().size() > MOST_ABREAST;
    }

    /** Whether any policy has a figure, and of a mechanism that need not be there, whether it was at work at all. */
    private static boolean says(MetricTable table, int column) {
        boolean mechanism = table.columns().get(column).isOfMechanism();
        return IntStream.range(0, table.policies().size())
                .mapToDouble(row -> table.value(row, column))
                .anyMatch(value -> !Double.isNaN(value) && !(value == 0 && mechanism));
    }

    private static String caption(ComparisonMetrics metrics, MetricTable table, int baseline) {
        return "The best of each figure is marked ◆."
                + (baseline == MetricTable.NO_BASELINE
                        ? ""
                        : (isMany(metrics) ? " Below" : " Beside") + " each figure: its difference from that of "
                                + table.policies().get(baseline) + ".");
    }

    private static void cell(StringBuilder html, MetricTable table, int row, int c, int baseline) {
        boolean best = table.isBest(row, c);
        html.append(best ? "<td class=\"best\">" : "<td>");
        if (best) {
            html.append("<span class=\"star\" role=\"img\" aria-label=\"best\">◆</span>");
        }
        html.append(escaped(table.text(row, c)));
        if (table.seeds() != null) {
            // As wide without an interval, so that the figures of a column end at one line.
            html.append("<span class=\"spread\">")
                    .append(escaped(table.spread(row, c)))
                    .append("</span>");
        }
        boolean compared = baseline != MetricTable.NO_BASELINE && baseline != row;
        if (compared && !Double.isNaN(table.value(row, c))) {
            html.append("<span class=\"difference\">")
                    .append(escaped(table.difference(row, c, baseline)))
                    .append("</span>");
        } else {
            // As wide as a difference, so that the figures of a column end at one line.
            html.append("<span class=\"empty\"></span>");
        }
        html.append("</td>");
    }

    private static void head(StringBuilder html, String first, ComparisonMetrics metrics, int baseline) {
        html.append("<thead><tr><th scope=\"col\">").append(first).append("</th>");
        for (int k = 0; k < metrics.lanes().size(); k++) {
            html.append("<th scope=\"col\"><span class=\"swatch p")
                    .append(metrics.colour(k) % SWATCHES)
                    .append("\"></span>")
                    .append(escaped(metrics.policy(k)));
            if (k == baseline) {
                html.append("<span class=\"difference\">baseline</span>");
            }
            html.append("</th>");
        }
        html.append("</tr></thead>\n");
    }

    /** The SLO attainment of each class, means over the seeds where there are several; empty where no class has objectives. */
    static String attainment(ReportSource source) {
        ComparisonMetrics metrics = source.metrics();
        List<SloClass> classes = metrics.sloClasses();
        if (classes.stream().noneMatch(RunWords::hasObjective)) {
            return "";
        }
        MetricTable shares = source.table(IntStream.range(0, classes.size())
                .mapToObj(k -> MetricColumns.attainmentOf(k, classes.get(k)))
                .toList());
        MetricTable requests = source.table(IntStream.range(0, classes.size())
                .mapToObj(k -> MetricColumns.requestsOf(k, classes.get(k)))
                .toList());
        boolean replicated = source.seedCount() > 1;
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table class=\"classes" + width(metrics)
                + (replicated ? " seeds" : "") + "\">\n<caption>SLO attainment of each class:"
                + " the share of its requests that met all its objectives, in %, and how many it has"
                + (replicated ? "; both are means over the seeds with their 95 % intervals" : "") + ".</caption>\n");
        head(html, "Class", metrics, MetricTable.NO_BASELINE);
        html.append("<tbody>\n");
        int rows = metrics.lanes().size();
        // A class that nobody belongs to is none of the trace's; without any request there are none to tell them by.
        boolean empty = IntStream.range(0, classes.size()).noneMatch(place -> hasRequests(requests, place, rows));
        for (int k = 0; k < classes.size(); k++) {
            if (!empty && !hasRequests(requests, k, rows)) {
                continue;
            }
            html.append("<tr><th scope=\"row\">")
                    .append(escaped(classes.get(k).name()))
                    .append("</th>");
            for (int row = 0; row < rows; row++) {
                html.append("<td>").append(share(shares, requests, row, k)).append("</td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody>\n</table></div>\n").toString();
    }

    private static boolean hasRequests(MetricTable requests, int place, int rows) {
        return IntStream.range(0, rows).anyMatch(row -> requests.value(row, place) > 0);
    }

    private static String share(MetricTable shares, MetricTable requests, int row, int k) {
        if (Double.isNaN(shares.value(row, k))) {
            return escaped(shares.text(row, k));
        }
        String spread =
                shares.seeds() == null ? "" : "<span class=\"spread\">" + escaped(shares.spread(row, k)) + "</span>";
        String count = (requests.text(row, k) + " " + requests.spread(row, k)).strip();
        return escaped(shares.text(row, k)) + spread + "<span class=\"difference\">of " + escaped(count) + "</span>";
    }
}
