package dev.tokenyard.sim.metrics;

import java.util.Arrays;

/**
 * Jain's fairness index (Jain, Chiu and Hawe, "A Quantitative Measure of Fairness and Discrimination for Resource Allocation in
 * Shared Computer Systems", DEC-TR-301, 1984): (sum x)<sup>2</sup> / (n sum x<sup>2</sup>) over what n parties get.
 *
 * <p>It lies between 1/n, where one party gets all there is, and 1, where all get the same; if k of the n parties get the same
 * and the others nothing, it is k/n. The unit of x and the order of the parties make no difference.
 */
public final class JainIndex {
    private JainIndex() {}

    /**
     * The index; NaN for nobody, where nobody gets anything, and where a share is NaN.
     *
     * @param shares what each party gets, 0 or more and finite, in any unit
     */
    public static double of(double... shares) {
        double most = 0;
        for (double share : shares) {
            if (share < 0 || share == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException(
                        "A share of " + share + " cannot be compared with others; give finite shares of 0 or more.");
            }
            most = Math.max(most, share);
        }
        // NaN, too: the largest of anything and NaN is NaN.
        if (!(most > 0)) {
            return Double.NaN;
        }
        double sum = 0;
        double squares = 0;
        for (double share : shares) {
            // In units of the largest, so that nothing overflows.
            double part = share / most;
            sum += part;
            squares += part * part;
        }
        return Math.clamp(sum * sum / (shares.length * squares), 1.0 / shares.length, 1);
    }

    /**
     * The index of the shares of met requests among groups, each as a share of the group's own. Groups without a request are
     * left out; NaN where fewer than two remain, which leaves nobody to be fair to, and where none has a met request.
     *
     * @param met met requests of each group
     * @param requests all requests of each group
     */
    static double ofMet(int[] met, int[] requests) {
        double[] shares = new double[requests.length];
        int groups = 0;
        for (int g = 0; g < requests.length; g++) {
            if (requests[g] > 0) {
                shares[groups++] = (double) met[g] / requests[g];
            }
        }
        return groups < 2 ? Double.NaN : of(Arrays.copyOf(shares, groups));
    }
}
