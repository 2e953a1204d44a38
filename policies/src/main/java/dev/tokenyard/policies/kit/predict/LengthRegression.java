package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/**
 * Regression trees from what is known of a request on its arrival to its output length. They fit the logarithm, since
 * lengths span decades and shortest-first asks which of two is longer, and so predict about the median.
 */
final class LengthRegression {
    /** More examples make training slow and trees of this depth hardly better; they are then taken at even distances. */
    private static final int MOST_EXAMPLES = 4000;

    private static final float LEAST_EXAMPLES_IN_A_LEAF = 10;
    private static final float SHARE_OF_FEATURES = 0.7f;
    /** Prompts are told apart by steps of about a fifth, since trees try every value that there is. */
    private static final double STEPS_PER_DOUBLING = 4;

    private static final long TICKS_PER_HOUR = 3600 * Ticks.PER_SECOND;
    private static final int HOURS = 24;

    private static final RegressionFactory OUTPUTS = new RegressionFactory();
    private static final Regressor UNKNOWN = new Regressor("log tokens", 0);
    /** Kept, lest it be collected with its level: the library reports each training at length. */
    private static final Logger LIBRARY = Logger.getLogger("org.tribuo");

    static {
        LIBRARY.setLevel(Level.SEVERE);
    }

    private final Model<Regressor> model;

    private LengthRegression(Model<Regressor> model) {
        this.model = model;
    }

    /**
     * Trains on the first requests of a trace; the others are not looked at.
     *
     * @param known how many requests, at least 1
     * @param depth most decisions on the way to a leaf
     * @param trees how many trees, 1 for a single one that sees all features
     */
    static LengthRegression train(Trace trace, int known, int depth, int trees, long seed) {
        MutableDataset<Regressor> examples =
                new MutableDataset<>(new SimpleDataSourceProvenance("the trace's own past", OUTPUTS), OUTPUTS);
        int count = Math.min(known, MOST_EXAMPLES);
        for (int i = 0; i < count; i++) {
            int r = (int) ((long) i * known / count);
            examples.add(example(trace, r, new Regressor("log tokens", Math.log(trace.outputTokens(r)))));
        }
        CARTRegressionTrainer tree = new CARTRegressionTrainer(
                depth,
                LEAST_EXAMPLES_IN_A_LEAF,
                0,
                trees == 1 ? 1 : SHARE_OF_FEATURES,
                false,
                new MeanSquaredError(),
                seed);
        return new LengthRegression(
                trees == 1
                        ? tree.train(examples)
                        : new RandomForestTrainer<>(tree, new AveragingCombiner(), trees, seed).train(examples));
    }

    /** The length of a request, in tokens. */
    int predict(Trace trace, int r) {
        double logTokens = model.predict(example(trace, r, UNKNOWN)).getOutput().getValues()[0];
        return (int) Math.clamp(Math.round(Math.exp(logTokens)), 1, Trace.MAX_TOKENS);
    }

    private static Example<Regressor> example(Trace trace, int r, Regressor output) {
        ArrayExample<Regressor> example = new ArrayExample<>(output);
        double doublings = Math.log(trace.promptTokens(r)) / Math.log(2);
        example.add("prompt", Math.rint(STEPS_PER_DOUBLING * doublings));
        example.add("hour", trace.arrivalTick(r) / TICKS_PER_HOUR % HOURS);
        if (trace.classIndex(r) >= 0) {
            example.add("class " + trace.classNames().get(trace.classIndex(r)), 1);
        }
        if (trace.modelIndex(r) >= 0) {
            example.add("model " + trace.modelNames().get(trace.modelIndex(r)), 1);
        }
        return example;
    }
}
