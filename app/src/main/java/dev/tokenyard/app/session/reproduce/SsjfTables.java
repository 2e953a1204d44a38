package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.reproduce.ChatJobs.Prediction;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Group;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.session.reproduce.Plot.Along;
import dev.tokenyard.app.session.reproduce.Plot.Level;
import dev.tokenyard.app.session.reproduce.Plot.Measure;
import dev.tokenyard.app.session.reproduce.Plot.Series;
import dev.tokenyard.app.session.reproduce.SsjfSweeps.Measured;
import dev.tokenyard.app.session.reproduce.SsjfSweeps.Point;
import dev.tokenyard.app.session.reproduce.SsjfSweeps.Setting;
import dev.tokenyard.app.session.reproduce.SsjfSweeps.Sweep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What was measured of the sweeps of SSJF, as tables and pictures. */
final class SsjfTables {
    private static final double NONE = Double.NaN;
    static final String PUBLISHED = "published";
    static final String RELEASED = "released";
    static final String FAIR = "fair";
    private static final Measure CUT = new Measure("Cut of the mean time", "%");
    private static final Measure THROUGHPUT = new Measure("Throughput, multiple of FCFS", "");

    private SsjfTables() {}

    /** The summaries over each sweep, and the sweeps point by point. */
    static List<Table> of(List<Measured> all) {
        List<Table> tables = new ArrayList<>();
        Table cuts = summary(
                all,
                "Mean job completion time, cut against FCFS in %",
                1,
                (points, prediction) -> mean(points, point -> point.cut(prediction, sums -> sums.meanSeconds)),
                (points, prediction) -> mean(points, point -> point.cut(prediction, sums -> sums.meanSeconds)),
                List.of(
                        new Published("SSJF", Setting::publishedCut),
                        new Published("oracle", Setting::publishedOracleCut)));
        tables.add(cuts.withPlots(
                List.of(besidePublished("cut", "Completion time with SSJF, published and ours", CUT, cuts))));
        Table throughput = summary(
                all,
                "Throughput as a multiple of FCFS: released, of the first quarter of the jobs; fair, of all",
                2,
                (points, prediction) -> mean(points, point -> point.ratio(prediction, sums -> sums.firstQuarter)),
                (points, prediction) -> mean(points, point -> point.ratio(prediction, sums -> sums.jobsPerSecond)),
                List.of(new Published("SSJF", Setting::gain)));
        tables.add(throughput.withPlots(List.of(
                besidePublished("throughput", "Throughput with SSJF, published and ours", THROUGHPUT, throughput))));
        tables.add(summary(
                all,
                "99th percentile of the job completion time, cut against FCFS in %",
                1,
                (points, prediction) -> mean(points, point -> point.cut(prediction, sums -> sums.p99Seconds)),
                (points, prediction) -> mean(points, point -> point.cut(prediction, sums -> sums.p99Seconds)),
                List.of()));
        for (Sweep sweep : Sweep.values()) {
            tables.add(byPoint(
                    sweep,
                    all.stream().filter(m -> m.setting().sweep() == sweep).toList()));
        }
        return tables;
    }

    /** A figure of a setting under a predictor. */
    @FunctionalInterface
    private interface Figure {
        double of(List<Point> points, Prediction prediction);
    }

    /** What is published of the settings, NaN where nothing is. */
    private record Published(String title, ToDoubleFunction<Setting> figure) {}

    private static Table summary(
            List<Measured> all, String title, int decimals, Figure released, Figure fair, List<Published> published) {
        List<String> predictors =
                Arrays.stream(Prediction.values()).map(Prediction::title).toList();
        List<Row> rows = new ArrayList<>();
        for (Measured measured : all) {
            List<Double> figures = new ArrayList<>();
            for (Published one : published) {
                figures.add(one.figure().applyAsDouble(measured.setting()));
            }
            for (Prediction prediction : Prediction.values()) {
                figures.add(released.of(measured.released(), prediction));
            }
            for (Prediction prediction : Prediction.values()) {
                figures.add(fair.of(measured.fair(), prediction));
            }
            rows.add(new Row(measured.setting().title(), figures));
        }
        List<Group> groups = new ArrayList<>();
        if (!published.isEmpty()) {
            groups.add(Group.published(
                    PUBLISHED, published.stream().map(Published::title).toList()));
        }
        groups.add(Group.ours(RELEASED, predictors));
        groups.add(Group.ours(FAIR, predictors));
        return new Table(title, "batching, arrivals", groups, decimals, rows, List.of());
    }

    /** What is published beside ours, for the settings of which something is published. */
    private static Plot besidePublished(String id, String title, Measure measure, Table table) {
        List<Double> published = table.column(PUBLISHED + " SSJF");
        List<Integer> told = new ArrayList<>();
        for (int r = 0; r < published.size(); r++) {
            if (!Double.isNaN(published.get(r))) {
                told.add(r);
            }
        }
        String ours = " " + Prediction.REGRESSION.title();
        return new Plot(
                id,
                title,
                Along.names(
                        "", told.stream().map(r -> table.rows().get(r).label()).toList()),
                measure,
                List.of(
                        Series.published(PUBLISHED, pick(published, told)),
                        Series.ours(RELEASED + ours, pick(table.column(RELEASED + ours), told)),
                        Series.ours(FAIR + ours, pick(table.column(FAIR + ours), told))),
                List.of());
    }

    private static List<Double> pick(List<Double> figures, List<Integer> places) {
        return places.stream().map(figures::get).toList();
    }

    private static Table byPoint(Sweep sweep, List<Measured> measured) {
        double[] values = sweep.places();
        List<Row> rows = new ArrayList<>();
        for (int p = 0; p < values.length; p++) {
            List<Double> figures = new ArrayList<>();
            for (Measured m : measured) {
                figures.add(cut(m.released().get(p)));
            }
            for (Measured m : measured) {
                figures.add(cut(m.fair().get(p)));
            }
            rows.add(new Row(String.format(Locale.ROOT, "%.1f %s", values[p], sweep.unit()), figures));
        }
        List<String> settings =
                measured.stream().map(m -> m.setting().titleInSweep()).toList();
        Table table = new Table(
                "Mean job completion time, cut against FCFS in %, with the regression, by " + sweep.id(),
                sweep.id(),
                List.of(Group.ours(RELEASED, settings), Group.ours(FAIR, settings)),
                1,
                rows,
                List.of());
        return table.withPlots(sweepPlots(sweep, measured, table));
    }

    private static double cut(Point point) {
        return point.cut(Prediction.REGRESSION, sums -> sums.meanSeconds);
    }

    /** A picture for each kind of batching; a fair engine does not idle, so that its line stands for both. */
    private static List<Plot> sweepPlots(Sweep sweep, List<Measured> measured, Table table) {
        List<Plot> plots = new ArrayList<>();
        for (Measured m : measured) {
            Setting setting = m.setting();
            if (setting.idlesNoMore()) {
                continue;
            }
            String title = setting.titleInSweep();
            List<Series> series = new ArrayList<>();
            series.add(Series.ours(RELEASED, table.column(RELEASED + " " + title)));
            series.add(Series.ours(FAIR, table.column(FAIR + " " + title)));
            measured.stream()
                    .map(Measured::setting)
                    .filter(other -> other.idlesNoMore() && other.batching() == setting.batching())
                    .map(Setting::titleInSweep)
                    .forEach(other ->
                            series.add(Series.ours(RELEASED + ", no idling", table.column(RELEASED + " " + other))));
            plots.add(new Plot(
                    sweep.id() + "-" + title,
                    "Batching: " + title,
                    Along.values(sweep == Sweep.RATE ? "Rate" : "Burstiness", sweep.unit(), sweep.places()),
                    CUT,
                    series,
                    List.of(new Level(PUBLISHED + " mean", setting.publishedCut()))));
        }
        return plots;
    }

    private static double mean(List<Point> points, ToDoubleFunction<Point> figure) {
        return points.stream().mapToDouble(figure).average().orElse(NONE);
    }
}
