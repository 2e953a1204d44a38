package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.reproduce.ExperimentResult.Group;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.session.reproduce.McSfSynthetic.Model;
import dev.tokenyard.app.session.reproduce.Plot.Along;
import dev.tokenyard.app.session.reproduce.Plot.Level;
import dev.tokenyard.app.session.reproduce.Plot.Measure;
import dev.tokenyard.app.session.reproduce.Plot.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The figures of {@link McSfSynthetic} as tables and pictures. */
final class SyntheticTables {
    /** In 114 of the 200 trials of model 1 MC-SF was published to be optimal. */
    private static final double PUBLISHED_OPTIMAL_SHARE = 114 / 200.0;

    private SyntheticTables() {}

    /**
     * All tables.
     *
     * @param models the trials of each model
     * @param exact the trials of each of {@link McSfSynthetic#SMALL_SIZES}
     */
    static List<Table> of(List<List<SyntheticTrial>> models, List<List<SyntheticTrial>> exact) {
        return List.of(ratios(models), counts(models), rules(models), small(exact), smallCounts(exact));
    }

    private static Table ratios(List<List<SyntheticTrial>> models) {
        List<Row> rows = new ArrayList<>();
        for (Model model : Model.values()) {
            List<SyntheticTrial> trials = models.get(model.ordinal());
            Spread best = Spread.of(trials, SyntheticTrial::ratioToBest);
            Spread bound = Spread.of(trials, SyntheticTrial::ratioToBound);
            rows.add(new Row(
                    model.title,
                    List.of(
                            model.mean,
                            model.least,
                            model.most,
                            best.mean,
                            best.least,
                            best.most,
                            bound.mean,
                            bound.least,
                            bound.most)));
        }
        List<String> columns = List.of("mean", "best", "worst");
        return new Table(
                "Total latency of MC-SF, as a ratio to the optimum",
                "instances",
                List.of(
                        Group.published("published", columns),
                        Group.ours("at least", columns),
                        Group.ours("at most", columns)),
                3,
                rows,
                List.of(spreadPlot(models)));
    }

    /** The ratios of all trials in ascending order: a curve for each model. */
    private static Plot spreadPlot(List<List<SyntheticTrial>> models) {
        double[] percents = IntStream.rangeClosed(0, 20).mapToDouble(k -> 5 * k).toArray();
        List<Series> series = new ArrayList<>();
        List<Level> published = new ArrayList<>();
        for (Model model : Model.values()) {
            double[] ratios = models.get(model.ordinal()).stream()
                    .mapToDouble(SyntheticTrial::ratioToBest)
                    .sorted()
                    .toArray();
            series.add(Series.ours(
                    model.title,
                    Arrays.stream(percents)
                            .mapToObj(percent -> ratios[(int) Math.round(percent / 100 * (ratios.length - 1))])
                            .toList()));
            published.add(new Level("published mean, " + model.title, model.mean));
        }
        return new Plot(
                "synthetic-ratios",
                "MC-SF over the best schedule known, trials in ascending order",
                Along.values("Trials", "%", percents),
                new Measure("Ratio of total latencies, at least", ""),
                series,
                published);
    }

    private static Table counts(List<List<SyntheticTrial>> models) {
        List<Row> rows = new ArrayList<>();
        for (Model model : Model.values()) {
            List<SyntheticTrial> trials = models.get(model.ordinal());
            long beaten = trials.stream().filter(SyntheticTrial::isBeaten).count();
            long exact = trials.stream().filter(SyntheticTrial::isExact).count();
            rows.add(new Row(
                    model.title,
                    List.of(model.optimal, (double) (trials.size() - beaten), (double) beaten, (double) exact, (double)
                            trials.size())));
        }
        return new Table(
                "In how many trials MC-SF is optimal",
                "instances",
                List.of(
                        Group.published("", List.of("published, of 200")),
                        Group.ours("", List.of("may be", "certainly not", "optimum proved", "trials"))),
                0,
                rows,
                List.of());
    }

    private static Table rules(List<List<SyntheticTrial>> models) {
        List<Row> rows = new ArrayList<>();
        for (int p = 0; p < SyntheticTrial.POLICIES.size(); p++) {
            int policy = p;
            List<Double> figures = new ArrayList<>();
            for (List<SyntheticTrial> trials : models) {
                Spread spread = Spread.of(
                        trials, trial -> (double) trial.latencyRounds().get(policy) / trial.bestRounds());
                figures.add(spread.mean);
                figures.add(spread.most);
            }
            rows.add(new Row(SyntheticTrial.POLICIES.get(p).title(), figures));
        }
        Table table = new Table(
                "Total latency over that of the best schedule known",
                "policy",
                List.of(
                        Group.ours("model 1", List.of("mean", "worst")),
                        Group.ours("model 2", List.of("mean", "worst"))),
                3,
                rows,
                List.of());
        return table.withPlots(List.of(new Plot(
                "synthetic-policies",
                "Policies over the best schedule known",
                Along.names("", rows.stream().map(Row::label).toList()),
                new Measure("Ratio of total latencies, mean", ""),
                List.of(
                        Series.ours("model 1", table.column("model 1 mean")),
                        Series.ours("model 2", table.column("model 2 mean"))),
                List.of())));
    }

    private static Table small(List<List<SyntheticTrial>> exact) {
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < McSfSynthetic.SMALL_SIZES.length; k++) {
            Spread ratio = Spread.of(exact.get(k), SyntheticTrial::ratioToBest);
            rows.add(new Row(smallTitle(k), List.of(ratio.mean, ratio.most)));
        }
        return new Table(
                "Small instances, searched to the end: MC-SF over the best schedule",
                "instances",
                List.of("mean", "worst"),
                4,
                rows);
    }

    private static Table smallCounts(List<List<SyntheticTrial>> exact) {
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < McSfSynthetic.SMALL_SIZES.length; k++) {
            List<SyntheticTrial> trials = exact.get(k);
            long optimal = trials.stream().filter(trial -> !trial.isBeaten()).count();
            long proved = trials.stream().filter(SyntheticTrial::isExact).count();
            rows.add(new Row(smallTitle(k), List.of((double) optimal, (double) proved, (double) trials.size())));
        }
        return new Table(
                "Small instances: in how many trials MC-SF is optimal",
                "instances",
                List.of("MC-SF unbeaten in", "optimum proved in", "trials"),
                0,
                rows);
    }

    private static String smallTitle(int k) {
        return McSfSynthetic.SMALL_SIZES[k] + " requests at round 0";
    }

    /** What the figures say, in words that hold for whatever they are. */
    static List<String> notes(List<List<SyntheticTrial>> models) {
        List<SyntheticTrial> burst = models.get(Model.BURST.ordinal());
        Spread best = Spread.of(burst, SyntheticTrial::ratioToBest);
        long beaten = burst.stream().filter(SyntheticTrial::isBeaten).count();
        List<String> notes = new ArrayList<>();
        notes.add(
                "The optimum of these instances is out of reach, so it is enclosed: \"at least\" is MC-SF over the best"
                        + " schedule that was found, \"at most\" is MC-SF over a bound that no schedule can beat.");
        String finding = String.format(
                Locale.ROOT,
                "in %d of %d trials of model 1 a schedule that keeps the memory at every round beats MC-SF, and the mean ratio"
                        + " is %.3f at least",
                beaten,
                burst.size(),
                best.mean);
        notes.add(
                best.mean > Model.BURST.mean
                                && (double) (burst.size() - beaten) / burst.size() < PUBLISHED_OPTIMAL_SHARE
                        ? "The published ratios do not come out at the stated parameters: " + finding + "."
                        : "As far as these trials tell: " + finding + ".");
        return notes;
    }

    /** The mean and the extremes of a figure over trials. */
    private record Spread(double mean, double least, double most) {
        static Spread of(List<SyntheticTrial> trials, ToDoubleFunction<SyntheticTrial> figure) {
            var statistics = trials.stream().mapToDouble(figure).summaryStatistics();
            return new Spread(statistics.getAverage(), statistics.getMin(), statistics.getMax());
        }
    }
}
