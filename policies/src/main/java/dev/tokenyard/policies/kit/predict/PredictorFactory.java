package dev.tokenyard.policies.kit.predict;

/** A kind of predictor: its card, and how one is made. */
public interface PredictorFactory {
    /** What it says of itself. */
    PredictorCard card();

    /**
     * Makes a predictor.
     *
     * @param settings values for the settings on the card
     * @throws IllegalArgumentException if a value is not allowed; the message is for the user
     */
    Predictor create(PredictorSettings settings);
}
