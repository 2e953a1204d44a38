package dev.tokenyard.app.chart.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.chart.TargetLine;
import dev.tokenyard.app.image.ChartExport;
import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.ExportFormat;
import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.session.sweep.GoalKnee;
import dev.tokenyard.app.session.sweep.PartWords;
import dev.tokenyard.app.session.sweep.Sweep;
import dev.tokenyard.app.session.sweep.SweepBasis;
import dev.tokenyard.app.session.sweep.SweepFigures;
import dev.tokenyard.app.session.sweep.SweepKnobs;
import dev.tokenyard.app.session.sweep.SweepPlan;
import dev.tokenyard.app.session.sweep.SweepPoint;
import dev.tokenyard.app.session.sweep.SweepRange;
import dev.tokenyard.app.session.sweep.SweepSeries;
import dev.tokenyard.app.session.sweep.Sweeper;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.sim.time.Ticks;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepChartsTest {
    private static Sweep sweep;
    private static MetricColumn attainment;

    private static Sweep late;
    private static Sweep beyond;

    @BeforeAll
    static void sweep() throws ScenarioException {
        ComparisonService service = new ComparisonService();
        Sweeper sweeper = new Sweeper(ScenarioRunner.of(service));
        ScenarioSpec scenario = ScenarioDefaults.opening()
                .withTrace(TraceSource.sample("mixed-slo.json"))
                .withLimit(300);
        SweepBasis basis = SweepBasis.of(scenario, service.requests(scenario, () -> false));
        SweepPlan plan = new SweepPlan(
                scenario,
                SweepKnobs.byId(SweepKnobs.RATE_SCALE, scenario, basis),
                new SweepRange(0.25, 4, 6),
                3,
                0.9,
                true,
                false);
        sweep = sweeper.run(plan, () -> false, now -> {});
        late = sweeper.run(plan.within(part(60, 70)), () -> false, now -> {});
        beyond = sweeper.run(plan.within(part(9_000, 9_010)), () -> false, now -> {});
        attainment = SweepFigures.byId(SweepFigures.ATTAINMENT, scenario);
    }

    private static RunPart part(int fromSeconds, int toSeconds) {
        return RunPart.of(new TimeRange(fromSeconds * Ticks.PER_SECOND, toSeconds * Ticks.PER_SECOND));
    }

    /** What is of a part of the time says so in every picture and file, and no figure that is missing is drawn or written. */
    @Test
    void partsOfTheTimeAreNamedAndWhatIsMissingIsLeftOut(@TempDir Path folder) throws ExportException, IOException {
        for (Sweep part : List.of(late, beyond)) {
            String words = PartWords.of(part);
            for (ChartSpec chart : List.of(
                    SweepCharts.figure(part, attainment, OptionalDouble.of(1)),
                    SweepCharts.latencyOverThroughput(part, attainment))) {
                assertThat(chart.range()).isEqualTo(words).startsWith("Requests that arrived from ");
                assertThat(chart.note()).contains(words + ".").doesNotContain("NaN");
                assertThat(PartWords.gaps(part))
                        .isNotEmpty()
                        .allMatch(gap -> chart.note().contains(gap));
                for (ExportFormat format : ExportFormat.values()) {
                    Path file = folder.resolve("part." + format.extension());
                    ChartExport.write(chart, ExportOptions.figure(Theme.paper()), format, file);
                    assertThat(file).isNotEmptyFile();
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)
                                    .contains("NaN"))
                            .as(chart.id() + " as " + format)
                            .isFalse();
                }
            }
        }
        assertThat(SweepCharts.figure(sweep, attainment, OptionalDouble.empty()).range())
                .isEmpty();
    }

    /** An open end reaches no farther than the loads that tell something. */
    @Test
    void aBandEndsWhereNoRequestArrivesAnyMore() {
        SweepSeries first = late.series().get(0);
        double last = first.points().stream()
                .filter(SweepPoint::hasRequests)
                .mapToDouble(SweepPoint::value)
                .max()
                .orElseThrow();
        assertThat(last).isLessThan(4);
        double missed = first.points().get(1).value();
        double load = first.points().get(0).value();
        GoalKnee open =
                new GoalKnee(first.policyId(), first.title(), GoalKnee.Kind.FOUND, load, 1, missed, 0.5, last, true);
        assertThat(SweepCharts.figure(
                                new Sweep(late.plan(), late.series(), List.of(open), true, 1),
                                attainment,
                                OptionalDouble.empty())
                        .targets())
                .filteredOn(target -> target.colourIndex() == 0)
                .singleElement()
                .satisfies(band -> assertThat(band.end()).isEqualTo(last));
    }

    @Test
    void kneesGoalAndPresentValueAreMarked() {
        List<TargetLine> targets =
                SweepCharts.figure(sweep, attainment, OptionalDouble.of(1)).targets();
        assertThat(targets).extracting(TargetLine::label).contains("goal 90 %", "now 1");
        for (int i = 0; i < sweep.knees().size(); i++) {
            int policy = i;
            assertThat(targets)
                    .filteredOn(target -> target.colourIndex() == policy)
                    .extracting(TargetLine::value)
                    .containsExactly(sweep.knees().get(i).load());
        }
        assertThat(SweepCharts.figure(sweep, attainment, OptionalDouble.of(9)).targets())
                .extracting(TargetLine::label)
                .as("beyond the range")
                .noneMatch(label -> label.startsWith("now"));
    }

    /** A goal that is met again above a miss has a band from where it is always met to where it is met at all. */
    @Test
    void aKneeThatIsARangeHasABand() {
        List<GoalKnee> knees = metAgain(false);
        ChartSpec chart = chart(knees);
        List<TargetLine> lines =
                chart.targets().stream().filter(TargetLine::onX).toList();
        assertThat(lines).hasSize(knees.size());
        for (int i = 0; i < knees.size(); i++) {
            assertThat(lines.get(i).value()).isEqualTo(knees.get(i).load());
            assertThat(lines.get(i).end()).isEqualTo(knees.get(i).last());
            assertThat(lines.get(i).hasBand()).isEqualTo(knees.get(i).meetsAgain());
            assertThat(lines.get(i).label().contains(" to "))
                    .isEqualTo(knees.get(i).meetsAgain());
        }
        assertThat(lines.get(0).hasBand()).isTrue();
        assertThat(chart.note()).contains("A pale upright band");
        assertThat(chart(knees.stream().filter(knee -> !knee.meetsAgain()).toList())
                        .note())
                .contains("bisected to 1 %")
                .doesNotContain("band");
    }

    /** Where the goal is still met at the largest load swept, no end was found, and the band goes on to the edge. */
    @Test
    void aKneeWithAnOpenEndHasABandToTheEdge(@TempDir Path folder) throws ExportException, IOException {
        ChartSpec open = chart(metAgain(true));
        TargetLine line = open.targets().stream()
                .filter(target -> target.colourIndex() == 0)
                .findFirst()
                .orElseThrow();
        assertThat(line.end()).isInfinite();
        assertThat(line.label()).endsWith(" to at least 4");
        BufferedImage plain = drawn(withoutBand(open), folder.resolve("plain.png"));
        int closedEnd = rightmostDifference(plain, drawn(closed(open, 4), folder.resolve("closed.png")));
        int openEnd = rightmostDifference(plain, drawn(open, folder.resolve("open.png")));
        assertThat(closedEnd).isPositive();
        assertThat(openEnd).isGreaterThan(closedEnd + 2);
    }

    private static ChartSpec chart(List<GoalKnee> knees) {
        return SweepCharts.figure(
                new Sweep(sweep.plan(), sweep.series(), knees, true, 1), attainment, OptionalDouble.empty());
    }

    /** The knees of the sweep, but that the first policy meets the goal again above; at the last load if the end is open. */
    private static List<GoalKnee> metAgain(boolean open) {
        List<GoalKnee> knees = new ArrayList<>(sweep.knees());
        GoalKnee first = knees.get(0);
        double last = open ? sweep.plan().range().to() : first.missed() + 0.5;
        knees.set(
                0,
                new GoalKnee(
                        first.policyId(),
                        first.title(),
                        first.kind(),
                        first.load(),
                        first.attainment(),
                        first.missed(),
                        first.missedAttainment(),
                        last,
                        open));
        return knees;
    }

    private static ChartSpec withoutBand(ChartSpec chart) {
        return closed(chart, Double.NEGATIVE_INFINITY);
    }

    /** A chart whose bands end at a load, or that has none where the load is below all. */
    private static ChartSpec closed(ChartSpec chart, double end) {
        return chart.withTargets(chart.targets().stream()
                .map(line -> line.hasBand()
                        ? new TargetLine(
                                line.label(), line.onX(), line.value(), Math.max(line.value(), end), line.colourIndex())
                        : line)
                .toList());
    }

    private static BufferedImage drawn(ChartSpec chart, Path file) throws ExportException, IOException {
        ChartExport.write(chart, ExportOptions.figure(Theme.paper()), ExportFormat.PNG, file);
        return ImageIO.read(file.toFile());
    }

    private static int rightmostDifference(BufferedImage one, BufferedImage other) {
        for (int x = one.getWidth() - 1; x >= 0; x--) {
            for (int y = 0; y < one.getHeight(); y++) {
                if (one.getRGB(x, y) != other.getRGB(x, y)) {
                    return x;
                }
            }
        }
        return -1;
    }

    @Test
    void bandsHoldTheirLineAndSharesStayShares() {
        boolean banded = false;
        for (SeriesSpec series :
                SweepCharts.figure(sweep, attainment, OptionalDouble.empty()).series()) {
            banded |= series.hasBand();
            for (int i = 0; series.hasBand() && i < series.size(); i++) {
                assertThat(series.y(i)).isBetween(series.low(i), series.high(i));
                assertThat(series.low(i)).isGreaterThanOrEqualTo(0);
                assertThat(series.high(i)).isLessThanOrEqualTo(100);
            }
        }
        assertThat(banded).isTrue();
    }

    /** What is clicked is what is drawn there. */
    @Test
    void everyDrawnPointIsFoundAgain() {
        MetricColumn throughput = SweepFigures.throughput(sweep.plan().scenario());
        for (ChartSpec chart : List.of(
                SweepCharts.figure(sweep, attainment, OptionalDouble.empty()),
                SweepCharts.latencyOverThroughput(sweep, attainment))) {
            for (SeriesSpec series : chart.series()) {
                for (int i = 0; i < series.size(); i++) {
                    SweepPoint point = SweepCharts.pointAt(sweep, chart.id(), series.name(), i)
                            .orElseThrow();
                    assertThat(series.x(i))
                            .isEqualTo(chart.id().equals(SweepCharts.FIGURE) ? point.value() : point.mean(throughput));
                }
            }
        }
    }

    @Test
    void bandsAreWrittenBesideTheirLine(@TempDir Path folder) throws ExportException {
        Path file = folder.resolve("c.csv");
        ChartSpec chart = SweepCharts.figure(sweep, attainment, OptionalDouble.empty());
        ChartExport.write(chart, ExportOptions.figure(Theme.paper()), ExportFormat.CSV, file);
        assertThat(file).content().startsWith("series,\"Arrival rate, times the trace's\",SLO attainment (%),low,high");
        for (ExportFormat format : ExportFormat.values()) {
            Path drawn = folder.resolve("c." + format.extension());
            ChartExport.write(chart, ExportOptions.figure(Theme.paper()), format, drawn);
            assertThat(drawn).isNotEmptyFile();
        }
    }
}
