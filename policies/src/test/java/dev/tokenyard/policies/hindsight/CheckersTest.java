package dev.tokenyard.policies.hindsight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.policies.hindsight.HindsightResult.BySearch;
import dev.tokenyard.policies.hindsight.HindsightSolver.Limits;
import dev.tokenyard.sim.model.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The checkers find what is wrong: they would be worth nothing if they passed everything. */
class CheckersTest {
    private static final Trace CROWD = HindsightSolverTest.trace(
            new int[] {0, 1, 6}, new int[] {0, 2, 5}, new int[] {1, 3, 3}, new int[] {1, 1, 7}, new int[] {2, 2, 4});
    private static final HindsightInstance INSTANCE = HindsightInstance.of(CROWD, 10);

    @Test
    void anOverfullRoundIsFound() {
        assertThatThrownBy(() -> ScheduleChecker.totalLatency(INSTANCE, new int[] {0, 0, 1, 1, 2}))
                .hasMessageContaining("more than the memory of 10");
    }

    @Test
    void aStartBeforeTheArrivalIsFound() {
        assertThatThrownBy(() -> ScheduleChecker.totalLatency(INSTANCE, new int[] {0, 30, 60, 90, 1}))
                .hasMessage("Request 4 starts at round 1, before its arrival at 2.");
    }

    /** Against a sum round by round, on random starts, of which some overfill the memory. */
    @Test
    void theFirstOverfullRoundIsNamedWithWhatIsHeldThere() {
        Random random = new Random(5);
        int overfull = 0;
        for (int trial = 0; trial < 3_000; trial++) {
            int[] starts = new int[INSTANCE.size()];
            for (int i = 0; i < starts.length; i++) {
                starts[i] = INSTANCE.arrival(i) + random.nextInt(40);
            }
            long first = firstOverfull(starts);
            if (first == 100) {
                assertThat(ScheduleChecker.totalLatency(INSTANCE, starts)).isEqualTo(INSTANCE.totalLatency(starts));
            } else {
                overfull++;
                assertThatThrownBy(() -> ScheduleChecker.totalLatency(INSTANCE, starts))
                        .hasMessage("At round " + first + " the requests hold "
                                + ScheduleChecker.held(INSTANCE, starts, first)
                                + " tokens, more than the memory of 10.");
            }
        }
        assertThat(overfull).isBetween(500, 2_900);
    }

    @Test
    void aMissingStartIsFound() {
        assertThatThrownBy(() -> ScheduleChecker.totalLatency(INSTANCE, new int[] {0}))
                .hasMessageContaining("1 starts for 5 requests");
    }

    @Test
    void aNegativePriceIsFound() {
        assertThatThrownBy(() -> MultiplierCheck.lowerBound(INSTANCE, new Multipliers(new long[] {0, -1})))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Any prices give a bound: random ones never lie above the optimum. */
    @Test
    void noPricesLieAboveTheOptimum() {
        long optimum = BruteForceOptimum.totalLatencyRounds(CROWD, 10);
        Random random = new Random(2);
        for (int trial = 0; trial < 2_000; trial++) {
            long[] prices = new long[1 + random.nextInt(40)];
            for (int t = 1; t < prices.length; t++) {
                prices[t] = (long) (random.nextDouble() * Multipliers.SCALE * random.nextInt(3) / 2);
            }
            assertThat(MultiplierCheck.lowerBound(INSTANCE, new Multipliers(prices)))
                    .isLessThanOrEqualTo(optimum);
        }
    }

    @Test
    void aHoleInAProofIsFoundWhereverItIs() {
        SearchProof proof = proof();
        long optimum = BruteForceOptimum.totalLatencyRounds(CROWD, 10);
        ProofChecker.check(INSTANCE, optimum, proof);
        int found = 0;
        for (int layer = 0; layer < INSTANCE.size(); layer++) {
            for (int k = 0; k < proof.states(layer); k++) {
                try {
                    ProofChecker.check(INSTANCE, optimum, without(proof, layer, k));
                } catch (IllegalStateException hole) {
                    found++;
                }
            }
        }
        // A state may be superfluous beside others or be priced out at the optimum found later, but few are.
        assertThat(found).isGreaterThan((int) proof.states() / 2);
    }

    @Test
    void aClaimThatIsTooHighIsRefuted() {
        long optimum = BruteForceOptimum.totalLatencyRounds(CROWD, 10);
        assertThatThrownBy(() -> ProofChecker.check(INSTANCE, optimum + 1, proof()))
                .isInstanceOf(IllegalStateException.class);
    }

    private static long firstOverfull(int[] starts) {
        long round = 1;
        while (round < 100 && ScheduleChecker.held(INSTANCE, starts, round) <= 10) {
            round++;
        }
        return round;
    }

    private static SearchProof proof() {
        return ((BySearch) ((HindsightResult.Exact) HindsightSolver.solve(INSTANCE, Limits.seconds(60))).certificate())
                .proof();
    }

    private static SearchProof without(SearchProof whole, int layer, int k) {
        List<List<SearchState>> layers = new ArrayList<>();
        for (List<SearchState> all : whole.layers()) {
            layers.add(new ArrayList<>(all));
        }
        layers.get(layer).remove(k);
        return new SearchProof(INSTANCE.size(), whole.prices(), layers);
    }
}
