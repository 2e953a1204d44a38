package dev.tokenyard.sim.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunTotals;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunWarningsTest {
    private static final int SEEDS = 400;

    /** A single server, first come first served, by Lindley's recursion; services have mean 1. */
    private static RunLog singleServer(int requests, DoubleSupplier gapSeconds, DoubleSupplier serviceSeconds) {
        double[] arrival = new double[requests];
        double[] start = new double[requests];
        double[] end = new double[requests];
        double now = 0;
        double free = 0;
        for (int r = 0; r < requests; r++) {
            now += gapSeconds.getAsDouble();
            arrival[r] = now;
            start[r] = Math.max(now, free);
            free = start[r] + serviceSeconds.getAsDouble();
            end[r] = free;
        }
        return HandMadeRuns.served(arrival, start, end);
    }

    private static double exponential(Random random, double mean) {
        return -mean * Math.log1p(-random.nextDouble());
    }

    private static int alarms(int requests, double load, int seeds) {
        int alarms = 0;
        for (int seed = 0; seed < seeds; seed++) {
            Random random = new Random(seed);
            RunLog log = singleServer(requests, () -> exponential(random, 1 / load), () -> exponential(random, 1));
            alarms += isPast(log) ? 1 : 0;
        }
        return alarms;
    }

    private static boolean isPast(RunLog log) {
        return Saturation.of(log).isPast();
    }

    /** M/M/1 from empty, in short runs and long ones: below a load of 1 false alarms are rarer than the 1 % at load 1. */
    @ParameterizedTest
    @CsvSource({
        "200, 0.5",
        "5000, 0.5",
        "200, 0.8",
        "1000, 0.8",
        "20000, 0.8",
        "1000, 0.9",
        "10000, 0.9",
        "200, 0.95",
        "1000, 0.95",
        "5000, 0.95",
        "20000, 0.95"
    })
    void aStableQueueRaisesNoAlarm(int requests, double load) {
        assertThat(alarms(requests, load, SEEDS)).isLessThanOrEqualTo(SEEDS / 100);
    }

    /** At a load of exactly 1 the rate of false alarms is the 1 % that the test is built for, give or take chance. */
    @Test
    void theCriticalQueueRaisesAsManyAlarmsAsStated() {
        assertThat(alarms(5000, 1, 4 * SEEDS)).isLessThanOrEqualTo(4 * SEEDS * 2 / 100);
    }

    @ParameterizedTest
    @CsvSource({"5000, 1.15, 0.98", "10000, 1.1, 0.98", "20000, 1.1, 0.99", "1000, 1.5, 0.98", "300, 2, 0.98"})
    void anUnstableQueueIsNoticed(int requests, double load, double power) {
        assertThat(alarms(requests, load, SEEDS)).isGreaterThanOrEqualTo((int) (power * SEEDS));
    }

    /** Bursts of 20 requests at five times the capacity, and silences: a load of 0.7, down to traces of a few bursts. */
    @ParameterizedTest
    @CsvSource({"150", "300", "1000", "5000"})
    void burstsOfAStableTraceAreNoTrend(int requests) {
        int alarms = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            DoubleSupplier gap = () -> random.nextInt(20) == 0 ? exponential(random, 24.8) : exponential(random, 0.2);
            alarms += isPast(singleServer(requests, gap, () -> exponential(random, 1))) ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(SEEDS / 100);
    }

    /** Poisson arrivals whose rate swings by half about its mean, so many times in the run, from a random phase. */
    private static int alarmsOfSwings(int requests, double load, double periods) {
        int alarms = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            double phase = random.nextDouble();
            double[] now = {0};
            DoubleSupplier gap = () -> {
                double turns = periods * now[0] * load / requests + phase;
                double gapSeconds = exponential(random, 1 / (load * (1 + 0.5 * Math.sin(2 * Math.PI * turns))));
                now[0] += gapSeconds;
                return gapSeconds;
            };
            alarms += isPast(singleServer(requests, gap, () -> exponential(random, 1))) ? 1 : 0;
        }
        return alarms;
    }

    /** The rate passes what can be served for a third of the time, and the queue empties in the rest. */
    @ParameterizedTest
    @CsvSource({"300, 1", "5000, 1", "300, 3", "5000, 3"})
    void aSwingBelowTheCapacityIsNoTrend(int requests, double periods) {
        assertThat(alarmsOfSwings(requests, 0.8, periods)).isLessThanOrEqualTo(SEEDS / 100);
    }

    /** As in recordings of real services: an overload whose rate swings so that the queue shrinks in between. */
    @Test
    void anOverloadThatSwingsIsNoticed() {
        assertThat(alarmsOfSwings(14_000, 1.3, 1)).isGreaterThanOrEqualTo((int) (0.98 * SEEDS));
    }

    /** All at once, or far apart: no window, and no trend. */
    @Test
    void extremesRaiseNoAlarm() {
        assertThat(isPast(singleServer(1000, () -> 0, () -> 1))).isFalse();
        assertThat(isPast(singleServer(1000, () -> 2, () -> 1))).isFalse();
        assertThat(isPast(singleServer(50, () -> 0.5, () -> 1)))
                .as("too few to judge")
                .isFalse();
        assertThat(isPast(singleServer(1000, () -> 0.5, () -> 1)))
                .as("growth without any scatter")
                .isTrue();
        assertThat(RunWarnings.of(HandMadeRuns.empty())).isEmpty();
    }

    @Test
    void saysHowFarPastSaturation() {
        RunWarning warning =
                RunWarnings.of(singleServer(1000, () -> 0.5, () -> 1)).get(0);
        assertThat(warning.kind()).isEqualTo(RunWarning.Kind.PAST_SATURATION);
        assertThat(warning.sentence())
                .startsWith("Past saturation: 2.00 requests/s arrived and 1.00 were admitted")
                .contains("to 500 at the last arrival");
        assertThat(warning.figures())
                .containsKeys("arrivals_per_s", "admissions_per_s", "waiting_at_last_arrival", "growing_blocks", "t");
    }

    /** Requests that are refused arrive, too; but no work of theirs piles up. */
    @Test
    void refusedRequestsCountAsArrivals() {
        int requests = 2000;
        double[] arrival = new double[requests];
        double[] start = new double[requests];
        double[] end = new double[requests];
        for (int r = 0; r < requests; r++) {
            arrival[r] = 0.25 * (r + 1);
            // Every second one is refused; a server of one a second has two a second to serve.
            start[r] = r % 2 == 0 ? Double.NaN : 0.5 + r / 2;
            end[r] = start[r] + 1;
        }
        Saturation queue = Saturation.of(HandMadeRuns.served(arrival, start, end));
        assertThat(queue.arrivalsPerSecond()).isCloseTo(4, within(0.01));
        assertThat(queue.admissionsPerSecond()).isCloseTo(1, within(0.01));
        assertThat(queue.waitingAtEnd()).isEqualTo(500);
        assertThat(RunWarnings.of(HandMadeRuns.served(arrival, start, end))
                        .get(0)
                        .sentence())
                .startsWith(
                        "Past saturation: 4.00 requests/s arrived (1,000 of the requests were refused at once) and 1.00"
                                + " were admitted");
    }

    @Test
    void saysWhatIsMissing() {
        RunWarning warning = RunWarnings.of(HandMadeRuns.tenSeconds()).get(0);
        assertThat(warning.kind()).isEqualTo(RunWarning.Kind.CENSORED);
        assertThat(warning.sentence())
                .startsWith("Completed 3 of 5 requests (1 unfinished, 1 refused)")
                .contains("Refused: 1 too large for every instance (request 3 needs 57 KV blocks, ")
                .endsWith(" has 10).");
        assertThat(warning.figures()).containsEntry("refused", 1.0).containsEntry("unfinished", 1.0);
    }

    @Test
    void saysWhenMostRequestsDoNotFit() {
        RunLog log = HandMadeRuns.withTotals("", new RunTotals(10, 10, 1, 2, 3, 0, 0));
        assertThat(RunWarnings.of(log))
                .extracting(RunWarning::kind)
                .containsExactly(RunWarning.Kind.CENSORED, RunWarning.Kind.KV_TOO_SMALL);
        assertThat(RunWarnings.of(log).get(1).sentence())
                .contains("60 % of the requests")
                .contains("160 tokens");
    }

    @Test
    void saysHowManyStepsLieOutsideTheGrid() {
        RunLog log = HandMadeRuns.withTotals(
                "",
                new RunTotals(
                        200,
                        10,
                        1,
                        5,
                        RunTotals.Refusals.NONE,
                        0,
                        0,
                        3,
                        RunTotals.Swaps.NONE,
                        RunTotals.Prefixes.NONE,
                        RunTotals.Moves.NONE,
                        RunTotals.Loads.NONE,
                        0));
        assertThat(RunWarnings.of(log)).singleElement().satisfies(warning -> {
            assertThat(warning.kind()).isEqualTo(RunWarning.Kind.OUTSIDE_GRID);
            assertThat(warning.sentence()).startsWith("3 of 200 steps (1.5 %)");
        });
    }

    @Test
    void saysThatAGuardSteppedIn() {
        RunLog log = HandMadeRuns.withTotals(
                "",
                new RunTotals(
                        200,
                        10,
                        1,
                        5,
                        RunTotals.Refusals.NONE,
                        7,
                        0,
                        0,
                        RunTotals.Swaps.NONE,
                        RunTotals.Prefixes.NONE,
                        RunTotals.Moves.NONE,
                        RunTotals.Loads.NONE,
                        4));
        assertThat(RunWarnings.of(log)).singleElement().satisfies(warning -> {
            assertThat(warning.kind()).isEqualTo(RunWarning.Kind.GUARD);
            assertThat(warning.sentence()).startsWith("Livelock").contains("4 times");
        });
    }

    /** The run's third request has no estimate. */
    @Test
    void saysWhichPredictionsAreAbsent() {
        RunLog log = HandMadeRuns.withTotals("table", new RunTotals(7, 9, 2, 5, 0, 1, 6));
        assertThat(RunWarnings.of(log)).singleElement().satisfies(warning -> {
            assertThat(warning.kind()).isEqualTo(RunWarning.Kind.NO_PREDICTIONS);
            assertThat(warning.sentence()).contains("table").contains("1 of 5 requests");
        });
    }
}
