package dev.tokenyard.sim.workload.profile;

/** How far two samples are apart. */
public final class KolmogorovSmirnov {
    private KolmogorovSmirnov() {}

    /**
     * The largest difference between the shares of two samples that do not exceed a value: 0 for samples alike, 1 for samples
     * that do not overlap.
     *
     * @param first a sample in ascending order, not empty
     * @param second another one
     */
    public static double distance(double[] first, double[] second) {
        if (first.length == 0 || second.length == 0) {
            throw new IllegalArgumentException(
                    "A sample without values is no distance from any; give at least one value.");
        }
        double furthest = 0;
        int i = 0;
        int j = 0;
        while (i < first.length && j < second.length) {
            double value = Math.min(first[i], second[j]);
            while (i < first.length && first[i] <= value) {
                i++;
            }
            while (j < second.length && second[j] <= value) {
                j++;
            }
            furthest = Math.max(furthest, Math.abs((double) i / first.length - (double) j / second.length));
        }
        return furthest;
    }
}
