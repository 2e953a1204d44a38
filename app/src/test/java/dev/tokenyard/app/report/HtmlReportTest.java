package dev.tokenyard.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.chart.comparison.ComparisonChart;
import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.ForkEdits;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.MetricColumns;
import dev.tokenyard.app.session.MetricTable;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.SeedRuns;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.sim.export.Progress;
import dev.tokenyard.sim.metrics.ClassMetrics;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    private static final ReportLook LOOK = new ReportLook(Theme.paper(), Theme.DARK.chartPalette());
    private static final Instant MADE = Instant.parse("2026-05-04T12:34:56Z");

    private static ReportSource source = source(DemoComparison.of(10, 1, "fcfs"), 0);
    private static String page = "";

    @TempDir
    Path folder;

    @BeforeAll
    static void write() throws ExportException {
        source = source(DemoComparison.of(300, 1, "fcfs", "ssjf", "mc-sf"), 0);
        page = HtmlReport.page(source, LOOK, Progress.NONE);
    }

    private static ReportSource source(Comparison comparison, int baseline) {
        return ReportSource.of(comparison, baseline, MADE);
    }

    private static List<String> all(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /** Where nobody arrives, every class is named and has no share. */
    @Test
    void anEmptyRangeStillNamesTheClasses() {
        Comparison comparison = source.comparison();
        List<String> rows = all(
                "<tr><th scope=\"row\">([^<]*)</th><td>–</td><td>–</td><td>–</td></tr>",
                ReportTables.attainment(new ReportSource(
                        ComparisonMetrics.of(comparison, new Window(0, 1)), 0, List.of(), MADE, null)));
        assertThat(rows)
                .containsExactlyElementsOf(source.metrics().sloClasses().stream()
                        .map(slo -> slo.name())
                        .toList());
    }

    /** The name of the fact is not said again in its value. */
    @Test
    void seedsAreNumbersUnderTheirName() throws Exception {
        assertThat(ScenarioFacts.of(source))
                .last()
                .isEqualTo(new ScenarioFacts.Fact(
                        "Seed", Long.toString(source.comparison().scenario().seed())));
        ScenarioRunner runner = ScenarioRunner.of(new ComparisonService());
        ComparisonMetrics first = ComparisonMetrics.of(runner.run(
                ScenarioDefaults.opening().withLimit(20).withPolicies(List.of(PolicyChoice.of("fcfs"))), () -> false));
        SeedRuns three = SeedRuns.of(first, 3, false, runner, () -> false, partly -> {});
        long from = first.comparison().scenario().seed();
        assertThat(ScenarioFacts.of(new ReportSource(first, 0, List.of(), MADE, three)))
                .last()
                .isEqualTo(new ScenarioFacts.Fact("Seeds", from + " to " + (from + 2)));
    }

    @Test
    void itAsksNoServerForAnything() {
        assertThat(page).doesNotContain("http:", "https:", "<script", "<link", "<iframe", "@import");
        assertThat(all("(?:src|href)=\"([^\"]*)\"", page)).allMatch(target -> target.startsWith("#"));
        assertThat(all("url\\(([^)]*)\\)", page))
                .isNotEmpty()
                .allMatch(target -> target.startsWith("data:")
                        || target.startsWith("#")
                        || target.startsWith("'#")
                        || target.startsWith("&quot;#"));
    }

    @Test
    void idsAreUniqueAndEveryReferenceHasItsTarget() {
        List<String> ids = all("\\sid=\"([^\"]*)\"", page);
        assertThat(ids).doesNotHaveDuplicates();
        Set<String> known = new HashSet<>(ids);
        List<String> references = all("url\\(#([^)]*)\\)", page);
        assertThat(references).isNotEmpty();
        assertThat(known).containsAll(references);
    }

    @Test
    void everyChartOfThePageIsThereWithItsCaptionAndItsWords() {
        List<ComparisonChart> kinds = List.of(ComparisonChart.values()).stream()
                .filter(kind -> kind.suits(source.comparison()))
                .toList();
        assertThat(kinds).hasSizeGreaterThan(10);
        assertThat(all("<figure id=\"([^\"]*)\"", page))
                .containsExactlyElementsOf(
                        kinds.stream().map(ComparisonChart::id).toList());
        assertThat(all("(<figcaption>)", page)).hasSameSizeAs(kinds);
        assertThat(all("<svg[^>]*role=\"img\" aria-label=\"([^\"]+)\"", page)).hasSameSizeAs(kinds);
        assertThat(all("(<svg)", page)).hasSameSizeAs(kinds);
    }

    @Test
    void theTableHasTheFiguresOfTheComparePage() {
        ComparisonMetrics metrics = source.metrics();
        List<MetricColumn> telling = MetricColumns.of(metrics).stream()
                .filter(column -> !Set.of("swaps", "model-swaps", "prefix-hits", "gap-to-bound")
                        .contains(column.id()))
                .toList();
        MetricTable table = MetricTable.of(metrics, telling);
        String figures = ReportTables.figures(source);
        assertThat(all("(<tr)", figures)).hasSize(table.columns().size() + 1);
        assertThat(all("(<th scope=\"col\">)", figures))
                .hasSize(table.policies().size() + 1);
        assertThat(all("(<th scope=\"row\")", figures)).hasSize(table.columns().size());
        int best = 0;
        for (int c = 0; c < table.columns().size(); c++) {
            for (int row = 0; row < 3; row++) {
                assertThat(figures).contains(HtmlText.escaped(table.text(row, c)));
                best += table.isBest(row, c) ? 1 : 0;
                if (row > 0 && !Double.isNaN(table.value(row, c))) {
                    assertThat(figures).contains(HtmlText.escaped(table.difference(row, c, 0)));
                }
            }
        }
        assertThat(all("(<td class=\"best\">)", figures)).hasSize(best);
        assertThat(ReportTables.figures(source(source.comparison(), MetricTable.NO_BASELINE)))
                .doesNotContain("difference");
    }

    @Test
    void itTellsWhatWasSimulated() {
        // The page is long, so it is not to be printed when something is missing.
        assertThat(page.contains("&quot;policies&quot;")).isTrue();
        assertThat(page.substring(0, page.indexOf("<style>"))
                        + page.substring(page.indexOf("<body>"), page.indexOf("<svg")))
                .contains("<title>demo · Tokenyard</title>", "2026-05-04 12:34 UTC", "seed 7", "Tokenyard 0.1")
                .contains("300 of demo", "1 × a100-80g with llama-2-13b", "Interactive: first token within 2 s")
                .contains("&quot;policies&quot;", "Kwon et al.");
        source.metrics().caveats().forEach(caveat -> assertThat(page).contains(HtmlText.escaped(caveat)));
        assertThat(ReportTables.attainment(source)).contains("Interactive", "Batch-1", "Batch-2", "scope=\"row\"");
    }

    @Test
    void tagsAreClosedInOrder() {
        Set<String> empty = Set.of("meta", "br");
        List<String> open = new ArrayList<>();
        Matcher tags = Pattern.compile("<(/?)([a-zA-Z][\\w:]*)((?:[^>\"]|\"[^\"]*\")*?)(/?)>")
                .matcher(page);
        while (tags.find()) {
            String name = tags.group(2);
            if (empty.contains(name) || !tags.group(4).isEmpty()) {
                continue;
            }
            if (tags.group(1).isEmpty()) {
                open.add(name);
            } else {
                assertThat(open).isNotEmpty();
                assertThat(open.remove(open.size() - 1)).isEqualTo(name);
            }
        }
        assertThat(open).isEmpty();
    }

    @Test
    void whatAUserHasNamedIsShownAndNotObeyed() throws ExportException {
        String evil = "</title><script>alert('&\"')</script>";
        Comparison plain = DemoComparison.of(40, 1, "fcfs");
        Trace trace = Trace.builder(evil)
                .add(0, 10, 10)
                .add(Ticks.fromSeconds(1), 10, 10)
                .build();
        Comparison named = new Comparison(plain.scenario().named(evil), trace, plain.lanes(), 1);
        ReportSource source = new ReportSource(
                ComparisonMetrics.of(named), MetricTable.NO_BASELINE, List.of("A note on " + evil), MADE);
        String written = HtmlReport.page(source, LOOK, Progress.NONE);
        assertThat(written)
                .doesNotContain("<script", "</title><")
                .contains("&lt;script&gt;alert(&#39;&amp;&quot;&#39;)");
        assertThat(HtmlText.escaped("a\u0000b")).isEqualTo("a\uFFFDb");
    }

    @Test
    void theDarkPageHasTheColoursOfTheDarkTheme() {
        String dark = page.substring(page.indexOf("prefers-color-scheme: dark"), page.indexOf("</style>"));
        assertThat(dark).contains("--ground: " + HtmlText.hex(LOOK.dark().background()));
        for (int k = 0; k < 3; k++) {
            String light = "rgb(" + LOOK.light().series(k).getRed() + ","
                    + LOOK.light().series(k).getGreen() + ","
                    + LOOK.light().series(k).getBlue() + ")";
            // The colours that are turned are those that the charts have.
            assertThat(page).contains("stroke=\"" + light + "\"");
            assertThat(dark)
                    .contains("[stroke=\"" + light + "\"] { stroke: "
                            + HtmlText.hex(LOOK.dark().series(k)));
        }
    }

    /** Means, intervals and stars stand in the table; what is of one seed only says so. */
    @Test
    void severalSeedsHaveMeansAndIntervals() throws Exception {
        ScenarioSpec scenario = ScenarioDefaults.opening()
                .withTrace(TraceSource.sample("chat.json"))
                .withLimit(120)
                .withRateScale(9)
                .withPolicies(List.of(PolicyChoice.of("fcfs"), PolicyChoice.of("sjf")));
        ScenarioRunner runner = ScenarioRunner.of(new ComparisonService());
        ComparisonMetrics first = ComparisonMetrics.of(runner.run(scenario, () -> false));
        SeedRuns seeds = SeedRuns.of(first, 4, false, runner, () -> false, partly -> {});
        String written = HtmlReport.page(new ReportSource(first, 0, List.of(), MADE, seeds), LOOK, Progress.NONE);
        MetricTable table = MetricTable.of(first, MetricColumns.of(first), seeds);
        String figure = "ttft-mean";
        int column = table.columns().stream().map(MetricColumn::id).toList().indexOf(figure);
        assertThat(table.spread(1, column)).as(figure).startsWith("±");
        assertThat(written)
                .contains("seeds 7 to 10", "over 4 seeds, 7 to 10; charts are of seed 7.")
                .contains(HtmlText.escaped(table.text(1, column)) + "<span class=\"spread\">"
                        + HtmlText.escaped(table.spread(1, column)) + "</span>")
                .contains(HtmlText.escaped(table.difference(1, column, 0)) + "</span>");
        assertThat(page).doesNotContain("class=\"spread\"", "Student");
    }

    private static ReportSource replicated(ScenarioSpec scenario, Window window, int count) throws ScenarioException {
        ScenarioRunner runner = ScenarioRunner.of(new ComparisonService());
        ComparisonMetrics first = ComparisonMetrics.of(runner.run(scenario, () -> false), window);
        return new ReportSource(
                first,
                MetricTable.NO_BASELINE,
                List.of(),
                MADE,
                SeedRuns.of(first, count, false, runner, () -> false, partly -> {}));
    }

    /** The cells of a class in the table of classes, as a reader sees them. */
    private static List<String> cells(String html, String sloClass) {
        String row = html.substring(html.indexOf("<th scope=\"row\">" + sloClass + "</th>"));
        return all("<td>(.*?)</td>", row.substring(0, row.indexOf("</tr>"))).stream()
                .map(cell -> cell.replace("<span class=\"difference\">", " ")
                        .replaceAll("<[^>]*>", " ")
                        .replaceAll("\\s+", " ")
                        .strip())
                .toList();
    }

    /** Each class's mean and interval are those of the values of the seeds, worked out here by Student's t. */
    @Test
    void classesHaveMeansAndIntervalsOverTheSeeds() throws Exception {
        ScenarioSpec scenario = ScenarioDefaults.opening()
                .withTrace(TraceSource.sample("mixed-slo.json"))
                .withLimit(200)
                .withPolicies(List.of(PolicyChoice.of("fcfs"), PolicyChoice.of("edf")));
        int count = 4;
        // Quantiles of Student's t at 97.5 % for 1, 2 and 3 degrees of freedom.
        double[] student = {Double.NaN, 12.706204736, 4.302652730, 3.182446305};
        String table = ReportTables.attainment(replicated(scenario, Window.WHOLE, count));
        assertThat(table)
                .contains("means over the seeds with their 95 % intervals")
                .doesNotContain("with seed 7");
        ComparisonService service = new ComparisonService();
        for (int k = 0; k < scenario.sloClasses().size(); k++) {
            List<String> cells = cells(table, scenario.sloClasses().get(k).name());
            for (int lane = 0; lane < 2; lane++) {
                double[] shares = new double[count];
                double[] requests = new double[count];
                for (int s = 0; s < count; s++) {
                    Comparison again = service.run(scenario.withSeed(7 + s), () -> false);
                    ClassMetrics figures = RunMetrics.of(again.lanes().get(lane).log())
                            .slo()
                            .byClass()
                            .get(k);
                    shares[s] = 100.0 * figures.met() / figures.requests();
                    requests[s] = figures.requests();
                }
                double[] known = Arrays.stream(shares).filter(Double::isFinite).toArray();
                int n = known.length;
                double mean = Arrays.stream(known).sum() / n;
                double squares =
                        Arrays.stream(known).map(x -> (x - mean) * (x - mean)).sum();
                double halfWidth = student[n - 1] * Math.sqrt(squares / (n - 1) / n);
                String words = String.format(Locale.ROOT, "%.1f", mean)
                        + (halfWidth > 0 ? String.format(Locale.ROOT, " ±%.1f", halfWidth) : "")
                        + (n < count ? " n=" + n : "");
                assertThat(cells.get(lane)).startsWith(words + " of ");
                double told = Double.parseDouble(cells.get(lane).replaceAll(".* of ([\\d.]+).*", "$1"));
                assertThat(told).isCloseTo(Arrays.stream(requests).sum() / count, within(0.5));
            }
        }
    }

    /** One seed has neither intervals nor words on them. */
    @Test
    void classesOfOneSeedHaveTheirSharesAlone() {
        String table = ReportTables.attainment(source);
        assertThat(table).doesNotContain("spread", "±", "means over the seeds");
        ClassMetrics figures = source.metrics().runs().get(1).slo().byClass().get(0);
        assertThat(cells(table, figures.name()).get(1))
                .isEqualTo(String.format(
                        Locale.ROOT, "%.1f of %d", 100.0 * figures.met() / figures.requests(), figures.requests()));
    }

    /** In a short range not every seed has a request of each class: means are of those that have, and say of how many. */
    @Test
    void aClassThatSomeSeedsLackSaysOfHowManyItsMeanIs() throws Exception {
        ScenarioSpec scenario = ScenarioDefaults.opening()
                .withTrace(TraceSource.sample("mixed-slo.json"))
                .withLimit(100)
                .withPolicies(List.of(PolicyChoice.of("fcfs")));
        ReportSource brief = replicated(scenario, new Window(Ticks.fromSeconds(3), Ticks.fromSeconds(4)), 6);
        String table = ReportTables.attainment(brief);
        SeedRuns seeds = Objects.requireNonNull(brief.seeds());
        boolean fewer = false;
        for (int k = 0; k < scenario.sloClasses().size(); k++) {
            int place = k;
            long having = seeds.lanes().get(0).runs().stream()
                    .filter(run -> run.slo().byClass().get(place).requests() > 0)
                    .count();
            String name = scenario.sloClasses().get(k).name();
            if (having == 0) {
                assertThat(table).doesNotContain(">" + name + "<");
            } else if (having < 6) {
                fewer = true;
                assertThat(cells(table, name).get(0)).contains("n=" + having + " of ");
            } else {
                assertThat(cells(table, name).get(0)).doesNotContain("n=");
            }
        }
        assertThat(fewer).as("else the range is too long to tell").isTrue();
    }

    /** No request of seed 7 arrives in that second, but some of other seeds do. */
    @Test
    void figuresThatOnlyOtherSeedsHaveAreThere() throws Exception {
        ScenarioSpec scenario = ScenarioDefaults.opening()
                .withTrace(TraceSource.sample("chat.json"))
                .withCluster(ScenarioDefaults.cluster("a100-80g", "llama-2-7b", 1, 1))
                .withPolicies(List.of(PolicyChoice.of("fcfs")));
        ScenarioRunner runner = ScenarioRunner.of(new ComparisonService());
        ComparisonMetrics first = ComparisonMetrics.of(
                runner.run(scenario, () -> false), new Window(Ticks.fromSeconds(30), Ticks.fromSeconds(30.9)));
        assertThat(first.runs().get(0).latencies().ttft().mean()).isNaN();
        SeedRuns seeds = SeedRuns.of(first, 5, false, runner, () -> false, partly -> {});
        String written = HtmlReport.page(
                new ReportSource(first, MetricTable.NO_BASELINE, List.of(), MADE, seeds), LOOK, Progress.NONE);
        assertThat(written)
                .contains(">TTFT mean", "n=", "n: how many of the seeds", ", with seed 7")
                .contains("All charts are of seed 7.");
    }

    /** A fork is said to be one: whom it leaves, when, and who goes on. */
    @Test
    void forksAreExplained() throws Exception {
        ScenarioSpec forked = ForkEdits.add("fcfs", 30, "sjf").apply(ScenarioDefaults.opening());
        Comparison comparison = new ComparisonService().run(forked, () -> false);
        String words = "a fork that leaves FCFS at 00:30, from where SJF goes on; up to there both are the same run";
        assertThat(HtmlReport.page(source(comparison, 0), LOOK, Progress.NONE)).contains(words);
        FigureFolder.write(folder.resolve("forked"), source(comparison, 0), FigureWidth.SINGLE, LOOK, Progress.NONE);
        assertThat(Files.readString(folder.resolve("forked").resolve(FigureFolder.INDEX))
                        .replaceAll("\\s+", " "))
                .contains("FCFS → SJF: " + words + ".");
        assertThat(page).doesNotContain("a fork that leaves");
    }

    /** A class without requests has no row, and neither has a mechanism that nobody used. */
    /** Five policies with differences beside their figures would be wider than a page. */
    @Test
    void manyPoliciesHaveTheirDifferencesBelow() throws ExportException {
        ReportSource five = source(DemoComparison.of(40, 1, "fcfs", "sjf", "ssjf", "mc-sf", "edf"), 0);
        assertThat(HtmlReport.page(five, LOOK, Progress.NONE))
                .contains("<table class=\"figures many\">", "Below each figure");
        assertThat(page).contains("<table class=\"figures\">", "Beside each figure");
    }

    @Test
    void rowsThatSayNothingAreLeftOut() {
        String figures = ReportTables.figures(source);
        assertThat(figures).doesNotContain(">Swaps", ">Model swaps", ">Prefix hits", ">Gap to bound");
        assertThat(figures).contains(">Preemptions");
        for (String line : figures.split("\n")) {
            if (line.contains("<th scope=\"row\"")) {
                assertThat(line).as("a row with a figure").containsPattern("<td[^>]*>(<span.*</span>)?[−0-9]");
            }
        }
    }

    @Test
    void itIsWrittenWholeOrNotAtAll() throws Exception {
        Path file = folder.resolve("new/report.html");
        HtmlReport.write(file, source, LOOK, Progress.NONE);
        assertThat(Files.readString(file)).isEqualTo(page);
        Path cancelled = folder.resolve("cancelled.html");
        assertThatThrownBy(() -> HtmlReport.write(cancelled, source, LOOK, share -> share < 0.5))
                .isInstanceOf(CancellationException.class);
        assertThat(cancelled).doesNotExist();
        assertThatThrownBy(() -> source(source.comparison(), 3)).hasMessageContaining("no lane 3");
    }
}
