package dev.tokenyard.app.session.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.sweep.GoalKnee.Kind;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Knees of curves that are made up: whatever they look like, the ends of the range mean what they say. */
class KneeSearchTest {
    private static final double GOAL = 0.9;

    private static GoalKnee knee(double[] loads, double... attainment) {
        return KneeSearch.knee("fcfs", "FCFS", loads, attainment, GOAL);
    }

    private static double[] loads(int count) {
        return IntStream.range(0, count).mapToDouble(i -> 0.5 + 0.25 * i).toArray();
    }

    @Test
    void theGoalIsAlwaysMetUpToTheFirstEndAndNeverBeyondTheLast() {
        Random random = new Random(8);
        int ranges = 0;
        for (int trial = 0; trial < 5_000; trial++) {
            double[] loads = loads(1 + random.nextInt(12));
            double[] attainment = random.doubles(loads.length, 0.8, 1).toArray();
            GoalKnee knee = knee(loads, attainment);
            for (int i = 0; i < loads.length; i++) {
                boolean meets = attainment[i] >= GOAL;
                if (loads[i] <= knee.load()) {
                    assertThat(meets).isTrue();
                } else if (Double.isNaN(knee.last()) || loads[i] > knee.last()) {
                    assertThat(meets).isFalse();
                } else if (loads[i] == knee.last()) {
                    assertThat(meets).isTrue();
                } else if (loads[i] == knee.missed()) {
                    assertThat(meets).isFalse();
                }
            }
            if (knee.kind() != Kind.BEFORE) {
                assertThat(knee.load()).isLessThanOrEqualTo(knee.last());
            }
            assertThat(knee.meetsAgain()).isEqualTo(!Double.isNaN(knee.last()) && knee.load() != knee.last());
            assertThat(knee.open()).isEqualTo(attainment[loads.length - 1] >= GOAL);
            ranges += knee.isFound() && knee.meetsAgain() ? 1 : 0;
        }
        assertThat(ranges).isGreaterThan(1_000);
    }

    @Test
    void whereAttainmentOnlyFallsBothEndsAreTheSame() {
        Random random = new Random(9);
        int found = 0;
        for (int trial = 0; trial < 2_000; trial++) {
            double[] loads = loads(1 + random.nextInt(12));
            double[] rising = random.doubles(loads.length, 0.8, 1).toArray();
            Arrays.sort(rising);
            double[] falling = IntStream.range(0, loads.length)
                    .mapToDouble(i -> rising[loads.length - 1 - i])
                    .toArray();
            GoalKnee knee = knee(loads, falling);
            assertThat(knee.last()).isEqualTo((Double) knee.load());
            assertThat(knee.meetsAgain()).isFalse();
            found += knee.isFound() ? 1 : 0;
        }
        assertThat(found).isGreaterThan(500);
    }
}
