package dev.tokenyard.app.view.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.ChartView;
import dev.tokenyard.app.chart.comparison.ChartTopic;
import dev.tokenyard.app.chart.comparison.ComparisonChart;
import dev.tokenyard.app.image.ExportFormat;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComparePageTest {
    /** What there is to say of policies that do not plan. */
    private static final List<ComparisonChart> UNPLANNED = Arrays.stream(ComparisonChart.values())
            .filter(chart -> chart.topic() != ChartTopic.PLANS)
            .toList();

    private static final String NO_BASELINE = "no baseline";
    private static final Comparison COMPARISON = DemoComparison.of(150, 1, "fcfs", "sjf", "mc-sf");

    @ParameterizedTest
    @EnumSource
    void showsTheOverviewFirst(Theme theme) {
        onPage(theme, page -> {
            assertThat(page.table().getItems()).extracting(MetricRow::policy).containsExactly("FCFS", "SJF", "MC-SF");
            assertThat(chartIds(page))
                    .containsExactlyElementsOf(ChartChoice.OVERVIEW.charts().stream()
                            .map(chart -> "chart-" + chart.id())
                            .toList());
        });
    }

    @Test
    void everyChoiceShowsItsChartsAndAllShowsEach() {
        onPage(Theme.DARK, page -> {
            ((ToggleButton) page.find("#charts-all")).fire();
            assertThat(chartIds(page)).hasSize(UNPLANNED.size());
            ((ToggleButton) page.find("#charts-over-time")).fire();
            assertThat(chartIds(page)).hasSize(ChartChoice.OVER_TIME.charts().size());
        });
    }

    @Test
    void anyTwoFiguresCanBeDrawnAgainstEachOther() {
        onPage(Theme.LIGHT, page -> {
            assertThat(page.find("#figure-x").getParent().isVisible()).isFalse();
            ((ToggleButton) page.find("#charts-two-figures")).fire();
            page.settle();
            assertThat(page.find("#figure-x").getParent().isVisible()).isTrue();
            ChartSpec usual = chartViews(page).get(0).chartProperty().get();
            assertThat(usual.title()).isEqualTo("TTFT p99 against Goodput");
            assertThat(usual.y().label()).isEqualTo("TTFT p99, lower is better");
            choose(page, "#figure-y", "e2e-p50");
            choose(page, "#figure-x", "kv-mean");
            page.settle();
            assertThat(chartIds(page)).containsExactly("chart-two-figures");
            ChartSpec chart = chartViews(page).get(0).chartProperty().get();
            assertThat(chart.title()).isEqualTo("End-to-end p50 against KV cache mean");
            for (int lane = 0; lane < 3; lane++) {
                RunMetrics run = Objects.requireNonNull(
                                page.model.metricsProperty().get())
                        .runs()
                        .get(lane);
                assertThat(chart.series().get(lane).x(0))
                        .isEqualTo(100 * run.kv().meanShare());
                assertThat(chart.series().get(lane).y(0))
                        .isEqualTo(run.latencies().e2e().p50());
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static void choose(PageFixture page, String selector, String id) {
        ComboBox<String> box = (ComboBox<String>) page.find(selector);
        assertThat(box.getItems()).contains(id);
        box.setValue(id);
    }

    @Test
    void aPolicyLitInOnePlaceIsLitEverywhere() {
        onPage(Theme.DARK, page -> {
            chartViews(page).getFirst().litSeriesProperty().set("MC-SF");

            assertThat(page.model.litPolicyProperty().get()).isEqualTo("MC-SF");
            assertThat(chartViews(page))
                    .allMatch(view -> "MC-SF".equals(view.litSeriesProperty().get()));
            assertThat(page.table().lookupAll(".table-row-cell:lit")).hasSize(1);
        });
    }

    @Test
    void theKeyboardLightsRowsAndSortsColumns() {
        onPage(Theme.LIGHT, page -> {
            MetricTableView table = page.table();
            table.requestFocus();
            int goodput = leafIds(table).indexOf("metric-goodput");
            table.getFocusModel().focus(1, table.getVisibleLeafColumn(goodput));
            assertThat(page.model.litPolicyProperty().get()).isEqualTo("SJF");

            press(table, KeyCode.S);
            assertThat(values(table, goodput)).isSorted();
            press(table, KeyCode.S);
            assertThat(values(table, goodput).reversed()).isSorted();
        });
    }

    @Test
    void aBaselineShowsDifferencesInEveryOtherRow() {
        onPage(Theme.DARK, page -> {
            page.model.baselineProperty().set("FCFS");
            page.settle();

            List<String> differences = page.table().lookupAll(".figure-difference").stream()
                    .filter(node ->
                            node.isVisible() && !((Label) node).getText().isEmpty())
                    .map(node -> ((Label) node).getText())
                    .toList();
            // Columns that are scrolled out of sight have no cells.
            long figures = page.table().lookupAll(".figure-value").stream()
                    .filter(node -> !((Label) node).getText().isEmpty())
                    .count();
            assertThat(differences)
                    .isNotEmpty()
                    .hasSize((int) figures * 2 / 3)
                    .allMatch(words -> words.matches("[+−±×][0-9.,]+( pp| %)?|–"));
        });
    }

    @Test
    void enlargesAChartByEnterAndGivesTheKeyboardBack() {
        onPage(Theme.DARK, page -> {
            Node tile = page.find("#chart-ttft-cdf");
            tile.requestFocus();
            press(tile, KeyCode.ENTER);
            assertThat(page.find("#enlarged-chart").isVisible()).isTrue();

            press(page.find("#close-enlarged"), KeyCode.ESCAPE);
            assertThat(page.find("#enlarged-chart").isVisible()).isFalse();
            assertThat(page.scene.getFocusOwner()).isSameAs(tile);
        });
    }

    @Test
    void exportsAChartInEachFormat(@TempDir Path folder) {
        onPage(Theme.DARK, page -> {
            MenuButton menu = (MenuButton) page.find("#chart-ttft-cdf .menu-button");
            for (ExportFormat format : ExportFormat.values()) {
                page.answer = folder.resolve("figure");
                menu.getItems().get(format.ordinal()).fire();

                assertThat(page.suggestedName).isEqualTo("ttft-cdf." + format.extension());
                assertThat(folder.resolve("figure." + format.extension())).isNotEmptyFile();
                assertThat(status(page)).startsWith("Saved").contains("figure." + format.extension());
            }
        });
    }

    @Test
    void exportsAllChartsAndTheTable(@TempDir Path folder) {
        onPage(Theme.LIGHT, page -> {
            page.answer = folder;
            ((MenuButton) page.find("#export-all"))
                    .getItems()
                    .get(ExportFormat.SVG.ordinal())
                    .fire();

            for (ComparisonChart chart : UNPLANNED) {
                assertThat(folder.resolve(chart.id() + ".svg")).isNotEmptyFile();
            }
            assertThat(folder.resolve(ChartExporter.TABLE_FILE)).content().startsWith("policy,SLO attainment all (%)");
        });
    }

    @Test
    void exportsAReportAndFiguresForAPaper(@TempDir Path folder) {
        onPage(Theme.LIGHT, page -> {
            page.model
                    .baselineProperty()
                    .set(page.model.tableProperty().get().policies().get(1));
            page.answer = folder.resolve("report.html");
            item(page, "export-report").fire();
            assertThat(page.suggestedName).isEqualTo("demo.html");
            assertThat(status(page)).isEqualTo("Saved the comparison to " + page.answer + ".");
            assertThat(folder.resolve("report.html"))
                    .content()
                    .contains("difference from that of "
                            + page.model.tableProperty().get().policies().get(1));

            page.answer = folder;
            item(page, "export-figures-double").fire();
            item(page, "export-figures-single").fire();
            assertThat(folder.resolve("demo-figures/README.txt")).content().contains("7.00 in wide");
            assertThat(folder.resolve("demo-figures-2/README.txt")).content().contains("3.33 in wide");
        });
    }

    private static MenuItem item(PageFixture page, String id) {
        return ((MenuButton) page.find("#export-all"))
                .getItems().stream()
                        .filter(item -> id.equals(item.getId()))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void saysWhyAnExportFailedAndWritesNothingWhenCancelled() {
        onPage(Theme.DARK, page -> {
            MenuButton menu = (MenuButton) page.find("#chart-ttft-cdf .menu-button");
            menu.getItems().getFirst().fire();
            assertThat(status(page)).isEmpty();

            Path file = Path.of("pom.xml").toAbsolutePath();
            page.answer = file.resolve("figure.png");
            menu.getItems().getFirst().fire();
            assertThat(status(page))
                    .contains("pom.xml")
                    .doesNotStartWith("Saved")
                    .endsWith(".");
        });
    }

    @Test
    void copiesTheTable() {
        onPage(Theme.DARK, page -> {
            MenuButton menu = (MenuButton) page.find("#copy-table");
            menu.getItems().getFirst().fire();
            assertThat(Clipboard.getSystemClipboard().getString()).startsWith("| policy | SLO attainment all (%) |");
            menu.getItems().getLast().fire();
            assertThat(Clipboard.getSystemClipboard().getString()).startsWith("policy,SLO attainment all (%)");
        });
    }

    @Test
    void everyControlSaysWhatItIs() {
        onPage(Theme.DARK, page -> {
            for (Node tile : page.page.lookupAll(".chart-tile")) {
                assertThat(tile.isFocusTraversable()).isTrue();
                assertThat(tile.getAccessibleText()).startsWith("Chart: ").contains("FCFS, SJF, MC-SF");
            }
            for (Node control : page.page.lookupAll(".chart-buttons > .button")) {
                assertThat(((Button) control).getAccessibleText()).startsWith("Enlarge “");
            }
            assertThat(page.table().lookupAll(".table-cell.figure").stream().map(Node::getAccessibleText))
                    .anyMatch(words -> words != null && words.matches("SJF, TTFT p50 [0-9.]+ s.*"));
        });
    }

    @Test
    void followsTheTheme() {
        onPage(Theme.DARK, page -> {
            page.themes.toggle();
            assertThat(chartViews(page))
                    .allMatch(view -> view.paletteProperty().get().equals(Theme.LIGHT.chartPalette()));
        });
    }

    @Test
    void thePoliciesStayInSightWhileTheFiguresAreScrolled() {
        onPage(Theme.DARK, page -> {
            page.model.keyFiguresOnlyProperty().set(false);
            page.settle();
            PinnedPolicies pinned = (PinnedPolicies) page.find(".pinned-policies");
            assertThat(pinned.isVisible()).isFalse();
            ScrollBar across = page.table().lookupAll(".scroll-bar").stream()
                    .map(ScrollBar.class::cast)
                    .filter(bar -> bar.getOrientation() == Orientation.HORIZONTAL)
                    .findFirst()
                    .orElseThrow();
            assertThat(across.isVisible()).isTrue();
            across.setValue(across.getMax());
            page.settle();
            assertThat(pinned.isVisible()).isTrue();
            List<String> names = pinned.lookupAll(".strong").stream()
                    .map(Label.class::cast)
                    .map(Label::getText)
                    .toList();
            assertThat(names)
                    .isEqualTo(page.table().getItems().stream()
                            .map(MetricRow::policy)
                            .toList());
            across.setValue(0);
            assertThat(pinned.isVisible()).isFalse();
        });
    }

    /** The row of a run past saturation is marked, and the page says why. */
    @ParameterizedTest
    @EnumSource
    void marksPoliciesWhoseFiguresNeedAWarning(Theme theme) throws ScenarioException {
        Comparison drowning = new ComparisonService()
                .run(
                        ScenarioDefaults.opening()
                                .withRateScale(5)
                                .withPolicies(List.of(PolicyChoice.of("fcfs"), PolicyChoice.of("mc-sf"))),
                        () -> false);
        onPage(theme, drowning, page -> {
            assertThat(page.table().lookupAll(".warning-mark"))
                    .filteredOn(Node::isVisible)
                    .hasSize(2);
            assertThat(page.table().lookupAll(".table-cell"))
                    .extracting(Node::getAccessibleText)
                    .anySatisfy(text -> assertThat(text).startsWith("FCFS. Warning: Past saturation: "));
            assertThat(page.page.lookupAll(".caveat"))
                    .singleElement()
                    .extracting(label -> ((Label) label).getText())
                    .asString()
                    .startsWith("FCFS, MC-SF: Past saturation: ");
        });
        onPage(
                theme,
                page -> assertThat(page.table().lookupAll(".warning-mark"))
                        .filteredOn(Node::isVisible)
                        .isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void severalSeedsGiveIntervalsAndStarDifferences(Theme theme, @TempDir Path folder) throws ScenarioException {
        Comparison drawn = new ComparisonService()
                .run(
                        ScenarioDefaults.opening()
                                .withTrace(TraceSource.sample("chat.json"))
                                .withCluster(ScenarioDefaults.cluster("a100-80g", "llama-2-7b", 1, 1))
                                .withLimit(150)
                                .withRateScale(14)
                                .withPolicies(List.of(PolicyChoice.of("fcfs"), PolicyChoice.of("mc-sf"))),
                        () -> false);
        onPage(theme, drawn, page -> {
            double before = page.table().rowHeight();
            TextField seeds = (TextField) page.find("#compare-seeds");
            seeds.setText("5");
            seeds.fireEvent(new ActionEvent());
            page.settle();
            assertThat(((Label) page.find("#seeds-words")).getText())
                    .startsWith(
                            "Mean ± half the width of its 95 % confidence interval (Student's t) over 5 seeds, 7 to 11;"
                                    + " charts, but for Two figures, are of seed 7.");
            assertThat(page.table().rowHeight()).isGreaterThan(before);
            assertThat(spreads(page)).anyMatch(text -> text.startsWith("±"));
            page.model.baselineProperty().set("FCFS");
            page.settle();
            assertThat(differences(page)).anyMatch(text -> text.endsWith("*"));
            ((ToggleButton) page.find("#charts-two-figures")).fire();
            page.settle();
            ChartSpec cloud = chartViews(page).get(0).chartProperty().get();
            assertThat(cloud.series()).allMatch(series -> series.size() == 5);
            page.answer = folder.resolve("report-" + theme + ".html");
            item(page, "export-report").fire();
            assertThat(page.answer).content().contains("over 5 seeds, 7 to 11", "class=\"spread\">±");
            seeds.setText("1");
            seeds.fireEvent(new ActionEvent());
            page.settle();
            assertThat(chartViews(page).get(0).chartProperty().get().series()).allMatch(series -> series.size() == 1);
            assertThat(page.find(".seeds-line").isVisible()).isFalse();
            assertThat(spreads(page)).isEmpty();
        });
    }

    /** A recording that the seed changes for one policy only; names stand beside figures, whatever is below those. */
    @Test
    void namesStandBesideTheFiguresOfTheirRows() throws ScenarioException {
        Comparison recorded = new ComparisonService()
                .run(
                        ScenarioDefaults.opening()
                                .withLimit(400)
                                .withPolicies(List.of(PolicyChoice.of("fcfs"), PolicyChoice.of("ssjf"))),
                        () -> false);
        onPage(Theme.DARK, recorded, page -> {
            TextField seeds = (TextField) page.find("#compare-seeds");
            seeds.setText("3");
            seeds.fireEvent(new ActionEvent());
            page.settle();
            assertThat(page.table().getItems())
                    .extracting(MetricRow::hasSpreads)
                    .containsExactly(false, true);
            for (String baseline : Arrays.asList(null, "FCFS", "SSJF")) {
                page.model.baselineProperty().set(baseline);
                page.settle();
                for (Node row : page.table().lookupAll(".table-row-cell")) {
                    List<Double> heights = Stream.concat(
                                    row.lookupAll(".figure-value").stream(), row.lookupAll(".strong").stream())
                            .map(ComparePageTest::middle)
                            .toList();
                    assertThat(heights).as("against " + baseline).allMatch(y -> Math.abs(y - heights.get(0)) <= 1.5);
                }
            }
            page.model.baselineProperty().set(null);
            page.settle();
            Node calm = page.table().lookupAll(".table-row-cell").iterator().next();
            assertThat(middle(calm.lookup(".strong")))
                    .as("in the middle of a row without intervals")
                    .isCloseTo(middle(calm), within(1.5));
        });
    }

    private static double middle(Node node) {
        return node.localToScene(node.getLayoutBounds()).getCenterY();
    }

    /** A long name on offer takes no room from the line that says what is compared. */
    @Test
    void theBaselineIsAsWideAsWhatIsChosen() {
        onPage(Theme.DARK, DemoComparison.of(60, 1, "fcfs", "alpha-beta"), page -> {
            ComboBox<?> baseline = (ComboBox<?>) page.find("#baseline");
            double before = baseline.getWidth();
            assertThat(baseline.getItems()).last().asString().hasSizeGreaterThan(NO_BASELINE.length());
            page.model.baselineProperty().set((String) baseline.getItems().get(2));
            page.settle();
            assertThat(baseline.getWidth()).isGreaterThan(before + 50);
            assertThat(((Labeled) baseline.lookup(".list-cell")).isTextTruncated())
                    .isFalse();
            page.model.baselineProperty().set(null);
            page.settle();
            assertThat(baseline.getWidth()).isEqualTo(before);
            assertThat(((Labeled) baseline.lookup(".list-cell")).getText()).isEqualTo(NO_BASELINE);
            assertThat(((Labeled) baseline.lookup(".list-cell")).isTextTruncated())
                    .isFalse();
        });
    }

    private static List<String> spreads(PageFixture page) {
        return visibleTexts(page, ".figure-spread");
    }

    private static List<String> differences(PageFixture page) {
        return visibleTexts(page, ".figure-difference");
    }

    private static List<String> visibleTexts(PageFixture page, String selector) {
        return page.table().lookupAll(selector).stream()
                .filter(Node::isVisible)
                .map(node -> ((Label) node).getText())
                .toList();
    }

    private static void onPage(Theme theme, Consumer<PageFixture> test) {
        onPage(theme, COMPARISON, test);
    }

    private static void onPage(Theme theme, Comparison comparison, Consumer<PageFixture> test) {
        FxThread.run(() -> {
            PageFixture page = new PageFixture(theme, comparison, 1000, 900);
            try {
                test.accept(page);
            } finally {
                page.close();
            }
        });
    }

    private static List<String> chartIds(PageFixture page) {
        return page.page.lookupAll(".chart-tile").stream().map(Node::getId).toList();
    }

    private static List<ChartView> chartViews(PageFixture page) {
        return page.page.lookupAll(".chart-view").stream()
                .map(ChartView.class::cast)
                .toList();
    }

    private static List<String> leafIds(MetricTableView table) {
        return table.getVisibleLeafColumns().stream()
                .map(TableColumn::getId)
                .map(String::valueOf)
                .toList();
    }

    private static List<Double> values(MetricTableView table, int leaf) {
        return table.getItems().stream().map(row -> row.value(leaf - 1)).toList();
    }

    private static String status(PageFixture page) {
        return ((Label) page.find("#status")).getText();
    }

    private static void press(Node node, KeyCode code) {
        Event.fireEvent(node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }
}
