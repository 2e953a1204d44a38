package dev.tokenyard.app.session;

import dev.tokenyard.policies.kit.predict.ConfusionMatrixSource;
import dev.tokenyard.policies.kit.predict.Predictors;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.time.Ticks;
import org.jspecify.annotations.Nullable;

/** What predictions cost in time. */
public final class PredictionTimes {
    /** The word for {@link ScenarioSpec#MEASURED_LATENCY} in files and on the command line. */
    public static final String MEASURED = "measured";

    private static final double MOST_MILLIS = 60_000;

    private PredictionTimes() {}

    /**
     * Reads a time.
     *
     * @throws IllegalArgumentException if the text is none; the message is for the user
     */
    public static double parse(String text) {
        if (text.strip().equals(MEASURED)) {
            return ScenarioSpec.MEASURED_LATENCY;
        }
        try {
            double millis = Double.parseDouble(text.strip());
            if (!isTime(millis)) {
                throw refused(millis + " ms", null);
            }
            return millis;
        } catch (NumberFormatException notANumber) {
            throw refused("\"" + text + "\"", notANumber);
        }
    }

    /** Returns milliseconds if a prediction can take so long, or {@link ScenarioSpec#MEASURED_LATENCY}. */
    static double check(double millis) {
        if (millis != ScenarioSpec.MEASURED_LATENCY && !isTime(millis)) {
            throw refused(millis + " ms", null);
        }
        return millis;
    }

    private static boolean isTime(double millis) {
        return millis >= 0 && millis <= MOST_MILLIS;
    }

    private static IllegalArgumentException refused(String value, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "The time of a prediction is " + value + "; give 0 to 60,000 ms, or " + MEASURED
                        + " for what each predictor was measured to take.",
                cause);
    }

    /** What a policy waits for each prediction, in ticks: nothing unless it predicts and is charged. */
    static long ticks(ScenarioSpec scenario, PolicyCard card, String predictor) {
        double millis = scenario.predictorLatencyMillis();
        if (card.foresight() != Foresight.PREDICTED || millis == 0) {
            return 0;
        }
        return Math.round(
                (millis == ScenarioSpec.MEASURED_LATENCY ? measuredMillis(predictor) : millis) * Ticks.PER_MILLISECOND);
    }

    /** What a predictor was measured to take, in milliseconds; 0 where nobody measured it. */
    public static double measuredMillis(String predictor) {
        return Predictors.settings(predictor, ConfusionMatrixSource.NONE).card().latencyMillis();
    }
}
