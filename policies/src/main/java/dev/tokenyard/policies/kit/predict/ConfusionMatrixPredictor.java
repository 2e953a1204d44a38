package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.RandomStreams;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A five-class length classifier, replayed from its measured confusion matrix: the predicted class is drawn given the
 * true one, and stands for one length, so requests of the same predicted class are equals.
 *
 * <p>Matrix and class edges were measured on 85,482 rows of vicuna-13b outputs that the authors of SSJF (arXiv 2404.08509)
 * released with their fine-tuned BERT-base classifier; accuracy 0.601. The length that a class stands for is our choice:
 * the middle of its range, and one and a half times its lower edge for the last, which has no upper edge.
 */
public final class ConfusionMatrixPredictor implements Predictor {
    /** Upper edges of the first four classes, in tokens, inclusive. */
    private static final int[] CLASS_EDGE_TOKENS = {42, 141, 294, 503};

    /** P(predicted class | true class), a row for each true class. */
    private static final double[][] PREDICTED_GIVEN_TRUE = {
        {.794, .155, .030, .017, .004},
        {.148, .568, .197, .077, .010},
        {.030, .214, .456, .279, .021},
        {.013, .070, .254, .591, .072},
        {.018, .054, .161, .518, .249},
    };

    @Override
    public String label() {
        return "confusion";
    }

    @Override
    public int[] predict(Trace trace, RandomStreams streams) {
        UniformRandomProvider random = streams.stream("predictor");
        int[] predicted = new int[trace.size()];
        for (int r = 0; r < predicted.length; r++) {
            predicted[r] = representativeTokens(draw(PREDICTED_GIVEN_TRUE[classOf(trace.outputTokens(r))], random));
        }
        return predicted;
    }

    /** The class, 0 to 4, of an output length. */
    static int classOf(int outputTokens) {
        int c = 0;
        while (c < CLASS_EDGE_TOKENS.length && outputTokens > CLASS_EDGE_TOKENS[c]) {
            c++;
        }
        return c;
    }

    /** The length in tokens that a class stands for. */
    static int representativeTokens(int c) {
        int lower = c == 0 ? 0 : CLASS_EDGE_TOKENS[c - 1];
        return c < CLASS_EDGE_TOKENS.length ? (lower + CLASS_EDGE_TOKENS[c]) / 2 : lower * 3 / 2;
    }

    private static int draw(double[] probabilities, UniformRandomProvider random) {
        double u = random.nextDouble();
        int c = 0;
        // The rows are rounded to three digits; the last class takes what is left.
        while (c < probabilities.length - 1 && u >= probabilities[c]) {
            u -= probabilities[c];
            c++;
        }
        return c;
    }
}
