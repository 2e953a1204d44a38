package dev.tokenyard.app.chart.prediction;

import dev.tokenyard.app.chart.AxisSpec;
import dev.tokenyard.app.chart.ChartKind;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.chart.TargetLine;
import dev.tokenyard.app.session.predict.PredictionStudy;
import dev.tokenyard.policies.kit.predict.PredictionErrors;
import dev.tokenyard.policies.kit.predict.PredictionErrors.Tenth;
import dev.tokenyard.sim.model.Trace;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Charts of predictions beside the truth. */
public final class PredictionCharts {
    /** More points are not told apart in a picture, and would only make files of it large. */
    private static final int MOST_POINTS = 50_000;

    private static final String TOKENS = "tokens";
    private static final int DASHES = 2;
    private static final TargetLine EXACT = TargetLine.diagonal("exact");

    private PredictionCharts() {}

    /**
     * Each request's predicted length over its true one.
     *
     * @param colour which colour of the palette the predictions have
     */
    public static ChartSpec predictedAgainstTrue(PredictionStudy study, int colour) {
        Trace trace = study.predicted().trace();
        int from = study.predicted().learnsFrom();
        int stride = Math.max(1, Math.ceilDiv(trace.size() - from, MOST_POINTS));
        int points = Math.ceilDiv(trace.size() - from, stride);
        double[] truth = new double[points];
        double[] predicted = new double[points];
        for (int i = 0; i < points; i++) {
            truth[i] = trace.outputTokens(from + i * stride);
            predicted[i] = study.predicted().tokens()[from + i * stride];
        }
        String sampled = stride == 1 ? "" : "One of " + stride + " requests. ";
        return ChartSpec.of(
                        "predicted-true",
                        "Predicted against true length",
                        ChartKind.DENSITY,
                        AxisSpec.logarithmic("True output", TOKENS),
                        AxisSpec.logarithmic("Predicted output", TOKENS),
                        List.of(SeriesSpec.of(study.predicted().label(), colour, truth, predicted)))
                .withTargets(List.of(EXACT))
                .withNote(sampled + study.learning());
    }

    /**
     * What the true lengths are where the same is predicted.
     *
     * @param colour which colour of the palette the predictions have
     */
    public static ChartSpec calibration(PredictionStudy study, int colour) {
        List<Tenth> tenths = study.errors().calibration();
        // With a few different predictions there are a few points, which would else seem to be lost.
        boolean together =
                tenths.size() < Math.min(PredictionErrors.TENTHS, study.errors().requests());
        String abscissa =
                together ? "Predicted output; equal predictions stay together" : "Predicted output, mean of the tenth";
        String parts = together
                ? String.format(
                        Locale.ROOT,
                        "Equal predictions stay together: %d point%s, not %d. ",
                        tenths.size(),
                        tenths.size() == 1 ? "" : "s",
                        PredictionErrors.TENTHS)
                : "";
        return ChartSpec.of(
                        "calibration",
                        "Calibration by tenths",
                        ChartKind.LINE,
                        AxisSpec.logarithmic(abscissa, TOKENS),
                        AxisSpec.logarithmic("True output", TOKENS),
                        List.of(
                                series("p90", tenths, colour, DASHES, Tenth::actualP90),
                                series("mean", tenths, colour, 0, Tenth::actual),
                                series("p10", tenths, colour, DASHES, Tenth::actualP10)))
                .withTargets(List.of(EXACT))
                .withNote((parts + study.learning()).strip());
    }

    private static SeriesSpec series(
            String name, List<Tenth> tenths, int colour, int dash, ToDoubleFunction<Tenth> value) {
        return new SeriesSpec(
                name,
                colour,
                dash,
                tenths.stream().mapToDouble(Tenth::predicted).toArray(),
                tenths.stream().mapToDouble(value).toArray());
    }
}
