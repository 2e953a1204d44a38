package dev.tokenyard.policies.kit.predict;

/** Reads confusion matrices that users have measured. */
@FunctionalInterface
public interface ConfusionMatrixSource {
    /** Knows no files. */
    ConfusionMatrixSource NONE = file -> {
        throw new IllegalArgumentException(
                "Confusion matrices cannot be read from files here; use the predictor confusion without a file.");
    };

    /**
     * The matrix in a file.
     *
     * @throws IllegalArgumentException if it cannot be read; the message is for the user
     */
    ConfusionMatrix read(String file);
}
