package dev.tokenyard.app.chart.prediction;

import dev.tokenyard.app.chart.AxisSpec;
import dev.tokenyard.app.chart.ChartKind;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.chart.TargetLine;
import dev.tokenyard.app.session.predict.PredictionSweep;
import dev.tokenyard.app.session.predict.PredictionSweep.Point;
import dev.tokenyard.app.session.predict.SweepFigure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/** What policies that predict make of worse and worse predictions, beside one that does not predict. */
public final class SweepChart {
    private SweepChart() {}

    /**
     * A line for each policy.
     *
     * @param colourOf which colour of the palette a policy has, by its id
     * @param range of which part of each run the figures are; empty for all of it
     * @param presentTau Kendall's τ of the present predictions, which is marked; NaN to mark none
     */
    public static ChartSpec of(
            PredictionSweep sweep,
            SweepFigure figure,
            String range,
            ToIntFunction<String> colourOf,
            double presentTau) {
        List<Point> points = sweep.points().stream()
                .filter(point -> Double.isFinite(point.kendallTau()))
                .sorted(Comparator.comparingDouble(Point::disorder))
                .toList();
        double[] disorder = points.stream().mapToDouble(Point::disorder).toArray();
        List<SeriesSpec> series = new ArrayList<>();
        series.add(SeriesSpec.of(
                PredictionSweep.BASELINE.card().title(),
                colourOf.applyAsInt(PredictionSweep.BASELINE.card().id()),
                disorder,
                points.stream().mapToDouble(p -> figure.of(sweep.baseline())).toArray()));
        for (int i = 0; i < PredictionSweep.PREDICTING.size(); i++) {
            int policy = i;
            series.add(SeriesSpec.of(
                    PredictionSweep.PREDICTING.get(i).card().title(),
                    colourOf.applyAsInt(PredictionSweep.PREDICTING.get(i).card().id()),
                    disorder,
                    points.stream()
                            .mapToDouble(p -> figure.of(p.runs().get(policy)))
                            .toArray()));
        }
        return ChartSpec.of(
                        "prediction-sweep",
                        figure.title() + " as predictions get worse",
                        ChartKind.LINE,
                        AxisSpec.linear("Disorder of the predictions, 1 − Kendall τ", ""),
                        AxisSpec.linear(figure.title(), figure.unit()),
                        series)
                .withTargets(
                        Double.isFinite(presentTau)
                                ? List.of(new TargetLine("now", true, 1 - presentTau, TargetLine.QUIET))
                                : List.of())
                .ofRange(range)
                .withNote((range.isEmpty() ? "" : range + nothing(sweep) + ". ")
                        + sweep.family().idea()
                        + "; each point is a simulation of the scenario, all with the same seed.");
    }

    private static String nothing(PredictionSweep sweep) {
        return sweep.baseline().requests() == 0 ? ", of which there are none" : "";
    }
}
