package dev.tokenyard.sim.workload.profile;

/**
 * Bins of lengths that look equally wide on a logarithmic axis, {@value #PER_DECADE} a decade. Their edges are whole numbers of
 * tokens, so bins of the shortest lengths are wider than others: there is no length between 1 and 2.
 */
public final class LengthBins {
    /** Bins from 1 to 10, from 10 to 100, and so on. */
    public static final int PER_DECADE = 12;

    private LengthBins() {}

    /**
     * The edges of bins that hold all lengths from the shortest to the longest.
     *
     * @param shortest in tokens, at least 1
     * @param longest in tokens, no less
     * @return ascending; a bin reaches from its edge up to the next one, which it does not hold
     */
    public static double[] edges(double shortest, double longest) {
        if (!(shortest >= 1 && longest >= shortest)) {
            throw new IllegalArgumentException("Bins for lengths from " + shortest + " to " + longest
                    + " tokens were asked for; ask for 1 and above, in ascending order.");
        }
        double[] edges = new double[(int) ((Math.log10(longest) + 1) * PER_DECADE) + 3];
        int count = 0;
        double before = 0;
        for (int k = 0; before <= longest; k++) {
            double edge = Math.rint(Math.pow(10, (double) k / PER_DECADE));
            if (edge > before) {
                // The last edge that is not above the shortest length begins the first bin.
                if (edge <= shortest) {
                    count = 0;
                }
                edges[count++] = edge;
                before = edge;
            }
        }
        double[] exact = new double[count];
        System.arraycopy(edges, 0, exact, 0, count);
        return exact;
    }

    /**
     * The share of the lengths that each bin holds.
     *
     * @param edges edges from {@link #edges}
     * @return one less than there are edges; all 0 for no lengths
     */
    public static double[] shares(Distribution lengths, double[] edges) {
        double[] shares = new double[edges.length - 1];
        for (int i = 0; i < shares.length && lengths.size() > 0; i++) {
            shares[i] = (double) (lengths.countBelow(edges[i + 1]) - lengths.countBelow(edges[i])) / lengths.size();
        }
        return shares;
    }
}
