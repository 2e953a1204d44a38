package dev.tokenyard.policies.kit.predict;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * How often a classifier of output lengths says which class.
 *
 * @param classes the classes
 * @param predictedGivenTrue the probability of each predicted class, a row for each true one; every row sums to 1 within
 *     half a percent, for published figures are rounded
 */
public record ConfusionMatrix(LengthClasses classes, List<List<Double>> predictedGivenTrue) {
    private static final double ROUNDING = 0.005;

    /**
     * Measured on 85,482 rows of vicuna-13b outputs that the authors of SSJF (arXiv 2404.08509) released with their
     * fine-tuned BERT-base classifier; accuracy 0.601.
     */
    public static final ConfusionMatrix PUBLISHED = new ConfusionMatrix(
            LengthClasses.PUBLISHED,
            List.of(
                    List.of(.794, .155, .030, .017, .004),
                    List.of(.148, .568, .197, .077, .010),
                    List.of(.030, .214, .456, .279, .021),
                    List.of(.013, .070, .254, .591, .072),
                    List.of(.018, .054, .161, .518, .249)));

    /** Copies the rows and checks them. */
    public ConfusionMatrix {
        predictedGivenTrue = predictedGivenTrue.stream().map(List::copyOf).toList();
        int count = classes.count();
        if (predictedGivenTrue.size() != count) {
            throw new IllegalArgumentException("The confusion matrix has " + predictedGivenTrue.size() + " rows and "
                    + count + " classes; give a row for each true class.");
        }
        for (int row = 0; row < count; row++) {
            checkRow(row + 1, predictedGivenTrue.get(row), count);
        }
    }

    private static void checkRow(int number, List<Double> row, int count) {
        if (row.size() != count) {
            throw new IllegalArgumentException("Row " + number + " of the confusion matrix has " + row.size()
                    + " values; give one for each of the " + count + " classes.");
        }
        double sum = 0;
        for (double share : row) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("Row " + number + " of the confusion matrix holds " + share
                        + "; give probabilities from 0 to 1.");
            }
            sum += share;
        }
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new IllegalArgumentException("Row " + number + " of the confusion matrix sums to " + sum
                    + "; the probabilities of a row must sum to 1.");
        }
    }

    /**
     * A matrix of counts, or of shares that need not sum to 1.
     *
     * @throws IllegalArgumentException if a row holds nothing, or something negative
     */
    public static ConfusionMatrix ofCounts(LengthClasses classes, List<List<Double>> counts) {
        return new ConfusionMatrix(
                classes, counts.stream().map(ConfusionMatrix::shares).toList());
    }

    private static List<Double> shares(List<Double> row) {
        double sum = row.stream().mapToDouble(Double::doubleValue).sum();
        if (!(sum > 0)) {
            throw new IllegalArgumentException(
                    "A row of the confusion matrix sums to " + sum + "; each true class needs predictions.");
        }
        return row.stream().map(count -> count / sum).toList();
    }

    /** Draws the class that is predicted for a true one. */
    int draw(int trueClass, UniformRandomProvider random) {
        List<Double> row = predictedGivenTrue.get(trueClass);
        double u = random.nextDouble();
        int c = 0;
        // The rows are rounded; the last class takes what is left.
        while (c < row.size() - 1 && u >= row.get(c)) {
            u -= row.get(c);
            c++;
        }
        return c;
    }
}
