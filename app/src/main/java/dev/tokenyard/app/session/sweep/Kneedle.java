package dev.tokenyard.app.session.sweep;

import java.util.OptionalInt;

/**
 * The knee of a curve that rises ever more steeply, such as latency over load: where it bends away from its chord, by Kneedle
 * (Satopaa, Albrecht, Irwin and Raghavan, "Finding a 'Kneedle' in a Haystack: Detecting Knee Points in System Behavior", ICDCSW
 * 2011), offline with sensitivity S = 1 and without its smoothing, as points are means already.
 */
public final class Kneedle {
    /** The paper's S for offline use. */
    static final double SENSITIVITY = 1;

    private static final int FEWEST_POINTS = 5;

    private Kneedle() {}

    /**
     * The place of the knee; empty if the curve has too few points, does not rise, or nowhere bends enough.
     *
     * @param xs the load, ascending
     * @param ys the latency there; as many
     */
    public static OptionalInt ofRising(double[] xs, double[] ys) {
        int n = xs.length;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double y : ys) {
            if (!Double.isFinite(y)) {
                return OptionalInt.empty();
            }
            low = Math.min(low, y);
            high = Math.max(high, y);
        }
        if (n < FEWEST_POINTS || !(high > low) || !(ys[n - 1] > ys[0])) {
            return OptionalInt.empty();
        }
        // Both axes turned round make the curve concave, as the paper wants it; D is then y' - x' = x - y.
        double[] difference = new double[n];
        double spacing = 1.0 / (n - 1);
        for (int i = 0; i < n; i++) {
            int turned = n - 1 - i;
            double x = (xs[turned] - xs[0]) / (xs[n - 1] - xs[0]);
            double y = (ys[turned] - low) / (high - low);
            difference[i] = x - y;
        }
        int best = -1;
        int candidate = -1;
        double threshold = 0;
        for (int i = 1; i < n; i++) {
            boolean maximum = i < n - 1 && difference[i] > difference[i - 1] && difference[i] >= difference[i + 1];
            if (maximum) {
                candidate = i;
                threshold = difference[i] - SENSITIVITY * spacing;
            } else if (candidate >= 0 && difference[i] < threshold) {
                if (best < 0 || difference[candidate] > difference[best]) {
                    best = candidate;
                }
                candidate = -1;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(n - 1 - best);
    }
}
