package dev.tokenyard.app.session.predict;

import dev.tokenyard.app.session.Predicted;
import dev.tokenyard.policies.kit.predict.LengthClasses;
import dev.tokenyard.policies.kit.predict.PredictionErrors;
import dev.tokenyard.sim.model.Trace;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Predictions beside the truth.
 *
 * @param predicted the predictions
 * @param errors how far they are off, without the requests that the predictor has learnt from
 */
public record PredictionStudy(Predicted predicted, PredictionErrors errors) {
    /** The first line of the CSV. */
    public static final String HEADER = "id,prompt_tokens,output_tokens,predicted_tokens,learnt_from";

    /** Compares predictions with the truth; in O(n log n), so not for the FX thread. */
    public static PredictionStudy of(Predicted predicted) {
        Trace trace = predicted.trace();
        int[] truth = new int[trace.size()];
        Arrays.setAll(truth, trace::outputTokens);
        return new PredictionStudy(
                predicted,
                PredictionErrors.of(truth, predicted.tokens(), predicted.learnsFrom(), LengthClasses.PUBLISHED));
    }

    /** What the predictor has learnt from, in a sentence; empty for one that does not learn. */
    public String learning() {
        return predicted.learnsFrom() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "Trained on the first %,d of %,d request%s, which got the mean of those before them and do not count"
                                + " in the figures.",
                        predicted.learnsFrom(),
                        predicted.trace().size(),
                        predicted.trace().size() == 1 ? "" : "s");
    }

    /** Writes a line for each request. */
    public void writeCsv(Appendable out) throws IOException {
        out.append(HEADER).append('\n');
        Trace trace = predicted.trace();
        for (int r = 0; r < trace.size(); r++) {
            out.append(r + "," + trace.promptTokens(r) + "," + trace.outputTokens(r) + ","
                    + predicted.tokens()[r] + "," + (r < predicted.learnsFrom()) + "\n");
        }
    }
}
