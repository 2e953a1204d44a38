package dev.tokenyard.app.session.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.ScenarioException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepWordsTest {
    @ParameterizedTest
    @CsvSource({
        "1, 0.99, 100 %",
        "0.5, 0.99, 50.0 %",
        "0.98999, 0.99, 98.999 %",
        "0.9999, 0.99, 99.99 %",
        // 1969 of 2000: written to one decimal it would be the goal that it misses.
        "0.9845, 0.985, 98.4 %",
        "NaN, 0.99, –",
    })
    void aShareIsToldFromTheGoal(double share, double goal, String words) {
        assertThat(SweepWords.percent(share, goal)).isEqualTo(words);
    }

    /** Only a goal of all reads 100 %, and no number fills lines with digits. */
    @ParameterizedTest
    @CsvSource({
        "0.99, 99 %",
        "0.999, 99.9 %",
        "0.99999999, 99.999999 %",
        "0.9999999999, 99.99999999 %",
        "1, 100 %",
        "0.145, 14.5 %",
    })
    void aGoalKeepsItsDigits(double goal, String words) {
        assertThat(SweepWords.goal(goal)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"1e300, 1e300", "-1.23456e40, -1.235e40", "1e-30, 1e-30", "0, 0", "123456, 123456", "2.56199, 2.562"})
    void astronomicNumbersHaveExponents(double value, String words) {
        assertThat(SweepWords.number(value)).isEqualTo(words);
    }

    private static String words(double... attainment) throws ScenarioException {
        SweepPlan plan = Sweeps.plan(Sweeps.scenario("chat.csv", "fcfs"), SweepKnobs.RATE_SCALE, 1, 9, 9, 1);
        double[] loads =
                IntStream.rangeClosed(1, attainment.length).asDoubleStream().toArray();
        GoalKnee knee = KneeSearch.knee("fcfs", "FCFS", loads, attainment, plan.goal());
        Sweep sweep = new Sweep(plan, List.of(), List.of(knee), false, 1);
        boolean bisected = knee.meetsAgain() && attainment[attainment.length - 1] < plan.goal();
        assertThat(SweepWords.kneeMethod(sweep).contains("the second load")).isEqualTo(bisected);
        assertThat(SweepWords.kneeMethod(sweep).contains("still met at the largest load swept"))
                .isEqualTo(attainment[attainment.length - 1] >= plan.goal());
        assertThat(SweepWords.kneeMethod(sweep)).as("a terminal has none").doesNotContain("band");
        return SweepWords.label(knee) + ": " + SweepWords.of(knee, sweep) + "; "
                + SweepWords.howToSimulate(knee, sweep);
    }

    @Test
    void aKneeIsALoadOrARangeOfThem() throws ScenarioException {
        assertThat(words(1, 0.95, 0.7, 0.6))
                .isEqualTo("FCFS 2: FCFS meets 90 % up to 2, misses it at 3 (70.0 %);"
                        + " simulate it with --rate-scale 2");
        assertThat(words(1, 0.95, 0.7, 0.6, 0.92, 0.1))
                .isEqualTo("FCFS 2 to 5: FCFS meets 90 % up to 2, misses it at 3 (70.0 %), but meets it again"
                        + " above that, last at 5; simulate it with --rate-scale 2 or --rate-scale 5");
        assertThat(words(0.5, 0.92, 0.1))
                .isEqualTo(
                        "FCFS at times up to 2: FCFS misses 90 % at the least load already (at 1: 50.0 %), but meets it"
                                + " above that, last at 2; simulate it with --rate-scale 2");
        assertThat(words(0.5, 0.4)).endsWith("FCFS meets 90 % at no simulated load (at 1: 50.0 %); ");
    }

    /** A goal that is still met where the sweep ends is not said to have an end there. */
    @Test
    void anEndThatTheSweepDidNotReachIsSaidToBeOpen() throws ScenarioException {
        assertThat(words(1, 0.95, 0.7, 0.6, 0.92, 0.9))
                .isEqualTo(
                        "FCFS 2 to at least 6: FCFS meets 90 % up to 2, misses it at 3 (70.0 %), but still meets it at 6,"
                                + " the largest load swept; simulate it with --rate-scale 2 or --rate-scale 6");
        assertThat(words(0.5, 0.92))
                .isEqualTo(
                        "FCFS at times up to at least 2: FCFS misses 90 % at the least load already (at 1: 50.0 %), but"
                                + " still meets it at 2, the largest load swept; simulate it with --rate-scale 2");
        assertThat(words(1, 0.95, 0.93))
                .contains("FCFS meets 90 % at every simulated load, still at 3, the largest load swept; ");
    }

    /** What is written of a share is on the same side of the goal as the share. */
    @Test
    void whatIsWrittenIsOnTheSameSideOfTheGoal() {
        Random random = new Random(5);
        for (int k = 0; k < 20_000; k++) {
            int requests = 1 + random.nextInt(4_000);
            double share = (double) random.nextInt(requests + 1) / requests;
            double goal = (900 + random.nextInt(101)) / 1000.0;
            String words = SweepWords.percent(share, goal);
            double written = Double.parseDouble(words.replace(" %", "")) / 100;
            assertThat(KneeSearch.meets(written, goal))
                    .as("%s of goal %s as %s", share, goal, words)
                    .isEqualTo(KneeSearch.meets(share, goal));
        }
    }
}
