package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Predictions that have exactly the lengths of the trace, dealt out so that Kendall's τ-b with the truth is the wanted
 * one: a predictor of which nothing is wrong but the order.
 *
 * <p>Requests are sorted by c times their rank among the true lengths plus (1 - |c|) times noise, and get the true lengths
 * in that order. τ grows with c, from its least value at -1 to 1 at 1, in steps as small as the exchange of two neighbours,
 * so c is found by bisection. Where ties leave no order with the wanted τ, the nearest one is taken.
 */
final class RankOnly implements PredictorFactory {
    private static final double GOOD_ENOUGH = 5e-4;
    private static final int MOST_HALVINGS = 40;
    private static final double SCORE_STEPS = 1 << 30;

    private static final PredictorCard CARD = new PredictorCard(
            "rank",
            "Rank correlation",
            "The trace's own lengths in an order with a given Kendall τ to the true one: 1 is the truth, 0 tells nothing,"
                    + " below 0 misleads.",
            "Kendall, A new measure of rank correlation, Biometrika 30, 1938; τ-b, which allows for ties",
            List.of(Knob.real("tau", "", -1, 1, 0.6, "Kendall's τ-b between predicted and true lengths.")));

    @Override
    public PredictorCard card() {
        return CARD;
    }

    @Override
    public Predictor create(PredictorSettings settings) {
        return new Shuffled(settings.label(), settings.knob("tau"));
    }

    private record Shuffled(String label, double tau) implements Predictor {
        @Override
        public boolean isSlow() {
            return true;
        }

        @Override
        public int[] predict(Trace trace, RandomStreams streams) {
            int[] truth = Lengths.of(trace);
            Deal deal = new Deal(truth, streams.stream("predictor"));
            int[] best = truth;
            double leastError = Double.isNaN(KendallTau.of(truth, truth)) ? 0 : 1 - tau;
            double low = -1;
            double high = 1;
            for (int i = 0; i < MOST_HALVINGS && leastError > GOOD_ENOUGH; i++) {
                double c = i == 0 ? tau : (low + high) / 2;
                int[] dealt = deal.out(c);
                double reached = KendallTau.of(truth, dealt);
                if (Math.abs(reached - tau) < leastError) {
                    best = dealt;
                    leastError = Math.abs(reached - tau);
                }
                if (reached < tau) {
                    low = c;
                } else {
                    high = c;
                }
            }
            return best;
        }
    }

    /** Deals true lengths out in an order between the true one and a random one. */
    private static final class Deal {
        private final int[] sorted;
        private final double[] rank;
        private final double[] noise;

        Deal(int[] truth, UniformRandomProvider random) {
            int n = truth.length;
            sorted = truth.clone();
            Arrays.sort(sorted);
            rank = new double[n];
            noise = new double[n];
            for (int r = 0; r < n; r++) {
                rank[r] = Arrays.binarySearch(sorted, truth[r]);
                noise[r] = random.nextDouble();
            }
            levelTies(truth);
        }

        /** Equal lengths have equal ranks, that of their first. */
        private void levelTies(int[] truth) {
            int[] firstPlace = new int[sorted.length];
            for (int i = 1; i < sorted.length; i++) {
                firstPlace[i] = sorted[i] == sorted[i - 1] ? firstPlace[i - 1] : i;
            }
            for (int r = 0; r < truth.length; r++) {
                rank[r] = (double) firstPlace[(int) rank[r]] / sorted.length;
            }
        }

        int[] out(double c) {
            int n = sorted.length;
            // The score in the upper half and the request in the lower: sorted as plain numbers.
            long[] order = new long[n];
            for (int r = 0; r < n; r++) {
                double score = 1 + c * rank[r] + (1 - Math.abs(c)) * noise[r];
                order[r] = (Math.round(score * SCORE_STEPS / 2) << Integer.SIZE) | r;
            }
            Arrays.sort(order);
            int[] dealt = new int[n];
            for (int place = 0; place < n; place++) {
                dealt[(int) order[place]] = sorted[place];
            }
            return dealt;
        }
    }
}
