package dev.tokenyard.sim.policy;

/** What a policy may know of a request's output length before it has been generated. */
public enum Foresight {
    /** Nothing. */
    BLIND("blind"),
    /** An estimate from a predictor. */
    PREDICTED("predicted"),
    /** The truth: a yardstick, not a policy one could deploy. */
    CLAIRVOYANT("clairvoyant");

    private final String label;

    Foresight(String label) {
        this.label = label;
    }

    /** The word for people and files. */
    public String label() {
        return label;
    }
}
