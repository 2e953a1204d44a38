package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.reproduce.ExperimentResult.Group;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.session.reproduce.QlmServer.Outcome;
import dev.tokenyard.sim.metrics.ConfidenceInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What became of a policy over the seeds.
 *
 * @param outcomes one for each trial
 */
record QlmSample(List<Outcome> outcomes) {
    /** One trial has no interval. */
    private static List<Group> columns(int trials) {
        List<String> columns = trials > 1 ? List.of("%", "±") : List.of("%");
        List<Group> groups = new ArrayList<>();
        QlmWorkload.CLASSES.forEach(slo -> groups.add(Group.ours(slo.name(), columns)));
        for (String figure : List.of("tokens/s", "model swaps", "evictions")) {
            groups.add(Group.ours("", trials > 1 ? List.of(figure, "± " + figure) : List.of(figure)));
        }
        return groups;
    }

    /** A table with a {@link #row} for each policy, all of as many trials. */
    static Table table(String title, int trials, List<Row> rows) {
        return new Table(title, "policy", columns(trials), 1, rows, List.of());
    }

    ConfidenceInterval of(ToDoubleFunction<Outcome> figure) {
        return ConfidenceInterval.of(outcomes.stream().mapToDouble(figure).toArray());
    }

    /** By how much a figure is larger than another's. */
    ConfidenceInterval above(QlmSample other, ToDoubleFunction<Outcome> figure) {
        return ConfidenceInterval.of(aboveBySeed(other, figure));
    }

    /** By how much a figure is larger than another's, seed by seed. */
    double[] aboveBySeed(QlmSample other, ToDoubleFunction<Outcome> figure) {
        double[] differences = new double[outcomes.size()];
        for (int trial = 0; trial < differences.length; trial++) {
            differences[trial] =
                    figure.applyAsDouble(outcomes.get(trial)) - figure.applyAsDouble(other.outcomes.get(trial));
        }
        return differences;
    }

    /** Requests of a class that met their objective, in percent. */
    ConfidenceInterval attainment(int sloClass) {
        return of(outcome -> 100 * outcome.attainment()[sloClass]);
    }

    /** That of the class that fared worst. */
    double leastAttainment() {
        double least = 100;
        for (int c = 0; c < QlmWorkload.CLASSES.size(); c++) {
            least = Math.min(least, attainment(c).mean());
        }
        return least;
    }

    double mean(ToDoubleFunction<Outcome> figure) {
        return of(figure).mean();
    }

    Row row(String title) {
        List<Double> figures = new ArrayList<>();
        for (int c = 0; c < QlmWorkload.CLASSES.size(); c++) {
            add(attainment(c), figures);
        }
        add(of(Outcome::tokensPerSecond), figures);
        add(of(Outcome::modelSwaps), figures);
        add(of(Outcome::evictions), figures);
        return new Row(title, figures);
    }

    private void add(ConfidenceInterval interval, List<Double> figures) {
        figures.add(interval.mean());
        if (outcomes.size() > 1) {
            figures.add(interval.halfWidth());
        }
    }

    static String words(ConfidenceInterval percent) {
        return plain(percent) + " %";
    }

    static String plain(ConfidenceInterval interval) {
        return Double.isNaN(interval.halfWidth())
                ? String.format(Locale.ROOT, "%.1f", interval.mean())
                : String.format(Locale.ROOT, "%.1f ± %.1f", interval.mean(), interval.halfWidth());
    }
}
