package dev.tokenyard.policies.kit.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far predictions are from the truth. Figures of no request are NaN.
 *
 * @param requests how many requests were compared
 * @param meanAbsolute mean absolute error, in tokens
 * @param rootMeanSquare root of the mean squared error, in tokens
 * @param bias mean of predicted less true, in tokens; positive where lengths are overestimated
 * @param classAccuracy share of requests whose predicted length falls into the class of the true one, 0 to 1
 * @param kendallTau τ-b between predicted and true lengths, -1 to 1; NaN where either are all equal
 * @param calibration the requests by ascending prediction, in tenths
 * @param confusion requests by true and predicted class
 */
public record PredictionErrors(
        int requests,
        double meanAbsolute,
        double rootMeanSquare,
        double bias,
        double classAccuracy,
        double kendallTau,
        List<Tenth> calibration,
        List<List<Integer>> confusion) {
    /** How many parts a calibration has, if there are as many requests and their predictions differ. */
    public static final int TENTHS = 10;

    /** Copies the lists. */
    public PredictionErrors {
        calibration = List.copyOf(calibration);
        confusion = confusion.stream().map(List::copyOf).toList();
    }

    /**
     * About a tenth of the requests. Those with the same prediction stay together, so where there are few different ones
     * there are fewer and larger parts.
     *
     * @param requests how many
     * @param predicted mean prediction, in tokens
     * @param actual mean true length, in tokens
     * @param actualP10 true length that a tenth of them keep within, in tokens
     * @param actualP90 true length that nine tenths of them keep within, in tokens
     */
    public record Tenth(int requests, double predicted, double actual, int actualP10, int actualP90) {}

    /**
     * Compares predictions with the truth.
     *
     * @param truth true output tokens by request
     * @param predicted predicted output tokens by request
     * @param from the first request that counts: those before it are what the predictor has learnt from
     * @param classes the classes by which accuracy is measured
     */
    public static PredictionErrors of(int[] truth, int[] predicted, int from, LengthClasses classes) {
        int n = truth.length - from;
        double absolute = 0;
        double squares = 0;
        double sum = 0;
        int[][] confusion = new int[classes.count()][classes.count()];
        int right = 0;
        for (int r = from; r < truth.length; r++) {
            double error = (double) predicted[r] - truth[r];
            absolute += Math.abs(error);
            squares += error * error;
            sum += error;
            int trueClass = classes.of(truth[r]);
            int predictedClass = classes.of(predicted[r]);
            confusion[trueClass][predictedClass]++;
            right += trueClass == predictedClass ? 1 : 0;
        }
        int[] truths = Arrays.copyOfRange(truth, from, truth.length);
        int[] predictions = Arrays.copyOfRange(predicted, from, predicted.length);
        return new PredictionErrors(
                n,
                absolute / n,
                Math.sqrt(squares / n),
                sum / n,
                (double) right / n,
                KendallTau.of(truths, predictions),
                tenths(truths, predictions),
                Arrays.stream(confusion)
                        .map(row -> IntStream.of(row).boxed().toList())
                        .toList());
    }

    private static List<Tenth> tenths(int[] truth, int[] predicted) {
        int n = truth.length;
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingInt(r -> predicted[r]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Tenth> tenths = new ArrayList<>();
        int from = 0;
        for (int k = 1; k <= TENTHS; k++) {
            int to = (int) ((long) n * k / TENTHS);
            while (to < n && to > 0 && predicted[order[to]] == predicted[order[to - 1]]) {
                to++;
            }
            if (to > from) {
                tenths.add(tenth(Arrays.copyOfRange(order, from, to), truth, predicted));
                from = to;
            }
        }
        return tenths;
    }

    private static Tenth tenth(int[] members, int[] truth, int[] predicted) {
        int[] actual = Arrays.stream(members).map(r -> truth[r]).sorted().toArray();
        int n = members.length;
        return new Tenth(
                n,
                Arrays.stream(members).map(r -> predicted[r]).average().orElse(Double.NaN),
                Arrays.stream(actual).average().orElse(Double.NaN),
                actual[Math.max(0, Math.ceilDiv(n, TENTHS) - 1)],
                actual[Math.max(0, Math.ceilDiv(n * (TENTHS - 1), TENTHS) - 1)]);
    }
}
