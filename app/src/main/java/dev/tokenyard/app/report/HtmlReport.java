package dev.tokenyard.app.report;

import static dev.tokenyard.app.report.HtmlText.escaped;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.comparison.ComparisonChart;
import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.image.InlineSvg;
import dev.tokenyard.app.image.TextExport;
import dev.tokenyard.app.report.ScenarioFacts.Fact;
import dev.tokenyard.app.session.MetricTable;
import dev.tokenyard.app.session.Program;
import dev.tokenyard.app.session.RangeWords;
import dev.tokenyard.app.session.ScenarioFile;
import dev.tokenyard.sim.export.Progress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A comparison as one page that needs nothing beside itself: scenario, tables, and every chart as vectors with its
 * caption. It asks no server for anything, follows the reader's choice of light or dark, and prints.
 */
public final class HtmlReport {
    private static final int CHART_WIDTH = 560;
    private static final int CHART_HEIGHT = 350;

    private final ReportSource source;
    private final ReportLook look;
    private final StringBuilder html = new StringBuilder(1 << 20);

    private HtmlReport(ReportSource source, ReportLook look) {
        this.source = source;
        this.look = look;
    }

    /**
     * Writes a report, whole or not at all; may run on any thread but that of the window, as charts take their time.
     *
     * @throws ExportException if it cannot be written; the message is for the user
     * @throws java.util.concurrent.CancellationException if the progress asked for it; no file is left
     */
    public static void write(Path file, ReportSource source, ReportLook look, Progress progress)
            throws ExportException {
        TextExport.write(page(source, look, progress), file);
    }

    /** The page as text. */
    static String page(ReportSource source, ReportLook look, Progress progress) throws ExportException {
        return new HtmlReport(source, look).page(progress);
    }

    private String page(Progress progress) throws ExportException {
        String title = escaped(source.title());
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"generator\" content=\"")
                .append(Program.NAME)
                .append("\">\n<title>")
                .append(title)
                .append(" · Tokenyard</title>\n<style>\n")
                .append(ReportStyle.sheet(look))
                .append("</style>\n</head>\n<body>\n<main>\n<header>\n<h1>")
                .append(title)
                .append("</h1>\n<p class=\"made\">")
                .append(escaped("Scheduling policies compared on the same requests · "
                        + source.seedsInShort() + " · " + Program.NAME + " · made "
                        + source.madeWords()))
                .append("</p>\n</header>\n");
        scenario();
        html.append("<section>\n<h2>Figures</h2>\n");
        String range = source.metrics().rangeWords();
        if (!range.isEmpty()) {
            html.append(HtmlText.element(
                            "p", "Not the whole run. " + range + source.withFirstSeed() + ". " + RangeWords.DEFINITION))
                    .append('\n');
        }
        List<String> seedWords = source.seedWords("charts are", source.baseline() != MetricTable.NO_BASELINE);
        if (!seedWords.isEmpty()) {
            html.append(HtmlText.element("p", String.join(" ", seedWords))).append('\n');
        }
        html.append(ReportTables.figures(source));
        caveats();
        html.append("</section>\n");
        String attainment = ReportTables.attainment(source);
        if (!attainment.isEmpty()) {
            html.append("<section>\n<h2>SLO attainment by class</h2>\n")
                    .append(attainment)
                    .append("</section>\n");
        }
        charts(progress);
        html.append("</main>\n</body>\n</html>\n");
        progress.report(1);
        return html.toString();
    }

    private void scenario() {
        html.append("<section>\n<h2>Scenario</h2>\n<dl>\n");
        for (Fact fact : ScenarioFacts.of(source)) {
            html.append(HtmlText.element("dt", fact.name())).append('\n');
            fact.value()
                    .forEach(line -> html.append(HtmlText.element("dd", line)).append('\n'));
        }
        html.append("</dl>\n<details>\n<summary>The scenario as a file, for <code>tokenyard compare</code></summary>\n"
                        + "<pre tabindex=\"0\">")
                .append(escaped(ScenarioFile.text(source.comparison().scenario())))
                .append("</pre>\n</details>\n</section>\n");
    }

    private void caveats() {
        Set<String> sentences = source.caveats();
        if (!sentences.isEmpty()) {
            html.append("<h3>What to know before trusting these figures</h3>\n<ul class=\"caveats\">\n");
            sentences.forEach(
                    sentence -> html.append(HtmlText.element("li", sentence)).append('\n'));
            html.append("</ul>\n");
        }
    }

    /** Of what the charts are, if not of all that the page is of. */
    private String origin(String range) {
        String words = (range.isEmpty() ? "" : range + ". ")
                + (source.seedCount() == 1 ? "" : "All charts are of " + source.firstSeed() + ". ");
        return words.isEmpty() ? "" : HtmlText.element("p", words.strip()) + "\n";
    }

    private void charts(Progress progress) throws ExportException {
        String range = source.metrics().rangeWords();
        html.append("<section>\n<h2>Charts</h2>\n").append(origin(range)).append("<div class=\"charts\">\n");
        List<ComparisonChart> kinds = Arrays.stream(ComparisonChart.values())
                .filter(kind -> kind.suits(source.comparison()))
                .toList();
        ExportOptions options = new ExportOptions(look.light(), CHART_WIDTH, CHART_HEIGHT, 1);
        for (int k = 0; k < kinds.size(); k++) {
            progress.report((double) k / kinds.size());
            ChartSpec chart = kinds.get(k).of(source.metrics());
            String caption = ChartCaptions.of(kinds.get(k), chart, source.metrics());
            // Title and origin are words of the page, so they are not drawn.
            String svg = InlineSvg.of(
                    chart.titled("").withNote(""),
                    options,
                    chart.id() + "-",
                    chart.title() + ". " + caption + " The figures are in the table above.");
            html.append("<figure id=\"")
                    .append(chart.id())
                    .append("\">\n")
                    .append(svg)
                    .append("\n<figcaption><strong>Figure ")
                    .append(k + 1)
                    .append(". ")
                    .append(escaped(chart.title()))
                    .append(".</strong> ")
                    .append(escaped(caption))
                    .append("</figcaption>\n</figure>\n");
        }
        html.append("</div>\n</section>\n");
    }
}
