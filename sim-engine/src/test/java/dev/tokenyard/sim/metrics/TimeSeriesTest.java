package dev.tokenyard.sim.metrics;

import static dev.tokenyard.sim.time.Ticks.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.SegmentTrack;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.time.Ticks;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSeriesTest {
    private final RunLog log = HandMadeRuns.tenSeconds();

    private double[] perSecond(SeriesKind kind) {
        Series series = TimeSeries.of(log, kind, 0, 10 * PER_SECOND, 10);
        return IntStream.range(0, 10).mapToDouble(series::mean).toArray();
    }

    @Test
    void countsPerSecondAreThoseWorkedOutByHand() {
        assertThat(perSecond(SeriesKind.QUEUE_LENGTH)).containsExactly(0, 1, 2, 2, 0, 1, 1, 1, 1, 0);
        assertThat(perSecond(SeriesKind.RUNNING)).containsExactly(1, 1, 1, 1, 2, 2, 1, 1, 1, 2);
        assertThat(perSecond(SeriesKind.IN_SYSTEM)).containsExactly(1, 2, 3, 3, 2, 3, 2, 2, 2, 2);
        assertThat(perSecond(SeriesKind.BATCH_SIZE)).containsExactly(1, 1, 1, 1, 2, 2, 1, 1, 1, 2);
        assertThat(perSecond(SeriesKind.ARRIVAL_RATE)).containsExactly(1, 1, 1, 1, 0, 1, 0, 0, 0, 0);
    }

    @Test
    void memoryGrowsEvenlyWithinASegment() {
        assertThat(perSecond(SeriesKind.KV_SHARE))
                .containsExactly(new double[] {.2, .2, .25, .35, .3, .3, .1, .1, .1, .3}, within(1e-12));
        Series half = TimeSeries.of(log, SeriesKind.KV_SHARE, 5 * PER_SECOND / 2, 7 * PER_SECOND / 2, 1);
        assertThat(half.min(0)).isCloseTo(0.25, within(1e-12));
        assertThat(half.max(0)).isCloseTo(0.35, within(1e-12));
    }

    @Test
    void aRangeBehindTheEndShowsWhatIsLeft() {
        Series queue = TimeSeries.of(log, SeriesKind.IN_SYSTEM, 11 * PER_SECOND, 12 * PER_SECOND, 3);
        assertThat(queue.max(2)).isEqualTo(1);
        assertThat(TimeSeries.of(log, SeriesKind.KV_SHARE, 11 * PER_SECOND, 12 * PER_SECOND, 3)
                        .largest())
                .isZero();
    }

    @Test
    void attainmentIsUndefinedUntilSomethingIsDecided() {
        Series cumulative = Attainment.of(log).series(Ticks.NEVER, 0, 12 * PER_SECOND, 12);
        assertThat(cumulative.mean(2)).isNaN();
        assertThat(cumulative.mean(3)).isZero();
        assertThat(cumulative.mean(4)).isEqualTo(1.0 / 3);
        assertThat(cumulative.mean(10)).isEqualTo(0.2);
        Series trailing = Attainment.of(log).series(PER_SECOND, 0, 12 * PER_SECOND, 12);
        assertThat(trailing.mean(4)).isEqualTo(1);
        assertThat(trailing.mean(5)).isNaN();
        assertThat(trailing.mean(10)).isZero();
        assertThat(trailing.largest()).isEqualTo(1);
    }

    @Test
    void blockedSharesFollowTheReasons() {
        BlockedShares shares = BlockedShares.of(log, 0, 10 * PER_SECOND, 5);
        assertThat(shares.share(BlockReason.BATCH_CAP, 0)).isEqualTo(0.5);
        assertThat(shares.share(BlockReason.NONE, 0)).isEqualTo(0.5);
        assertThat(shares.foremost(1)).isEqualTo(BlockReason.BATCH_CAP);
        assertThat(shares.foremost(2)).isEqualTo(BlockReason.NONE);
        assertThat(shares.share(BlockReason.KV_FULL, 3)).isEqualTo(0.5);
        for (int i = 0; i < shares.columns(); i++) {
            double sum = 0;
            for (BlockReason reason : BlockReason.values()) {
                sum += shares.share(reason, i);
            }
            assertThat(sum).isCloseTo(1, within(1e-12));
        }
    }

    /** Ticks are few here, so every column is checked against a look at each tick. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void columnsAgreeWithALookAtEachTick(long seed) {
        RunLog random = HandMadeRuns.random(seed, 60);
        Attainment attainment = Attainment.of(random);
        Random ranges = new Random(seed);
        for (int round = 0; round < 40; round++) {
            long from = ranges.nextInt(150);
            long to = from + 1 + ranges.nextInt(200);
            int columns = 1 + ranges.nextInt(300);
            check(TimeSeries.of(random, SeriesKind.QUEUE_LENGTH, from, to, columns), t -> queued(random, t));
            check(TimeSeries.of(random, SeriesKind.RUNNING, from, to, columns), t -> running(random, t));
            check(TimeSeries.of(random, SeriesKind.BATCH_SIZE, from, to, columns), t -> running(random, t));
            checkMean(TimeSeries.of(random, SeriesKind.KV_SHARE, from, to, columns), t -> kvShare(random, t));
            check(attainment.series(7, from, to, columns), t -> attainment.at(t, 7));
            check(attainment.series(Ticks.NEVER, from, to, columns), t -> attainment.at(t, Ticks.NEVER));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void stripsSayWhatEachOfTheirPartsSaysAlone(long seed) {
        Random ranges = new Random(seed);
        for (RunLog run : new RunLog[] {HandMadeRuns.random(seed, 200), log}) {
            for (int round = 0; round < 20; round++) {
                long from = ranges.nextLong(run.endTick());
                long to = from + 1 + ranges.nextLong(run.endTick());
                checkStrips(run, from, to, 1 + ranges.nextInt(300));
            }
        }
    }

    private static void checkStrips(RunLog run, long from, long to, int columns) {
        StripSeries strips = StripSeries.of(run, from, to, columns);
        same(strips.queueLength(), TimeSeries.of(run, SeriesKind.QUEUE_LENGTH, from, to, columns));
        same(strips.kvShare(), TimeSeries.of(run, SeriesKind.KV_SHARE, from, to, columns));
        same(strips.batchSize(), TimeSeries.of(run, SeriesKind.BATCH_SIZE, from, to, columns));
        BlockedShares alone = BlockedShares.of(run, from, to, columns);
        assertThat(strips.blocked().present()).isEqualTo(alone.present());
        for (BlockReason reason : alone.present()) {
            for (int c = 0; c < columns; c++) {
                assertThat(strips.blocked().share(reason, c)).isEqualTo(alone.share(reason, c));
            }
        }
    }

    private static void same(Series one, Series other) {
        for (int c = 0; c < other.columns(); c++) {
            assertThat(one.min(c)).isEqualTo(Double.valueOf(other.min(c)));
            assertThat(one.max(c)).isEqualTo(Double.valueOf(other.max(c)));
            assertThat(one.mean(c)).isEqualTo(Double.valueOf(other.mean(c)));
        }
    }

    private static double queued(RunLog log, long tick) {
        return IntStream.range(0, log.trace().size())
                .filter(r -> log.trace().arrivalTick(r) <= tick
                        && tick < log.outcomes().firstScheduledTick(r))
                .count();
    }

    private static double running(RunLog log, long tick) {
        return IntStream.range(0, log.trace().size())
                .filter(r -> log.outcomes().firstScheduledTick(r) <= tick
                        && tick < log.outcomes().completedTick(r))
                .count();
    }

    /** The share in the middle of a tick, by the segments under way. */
    private static double kvShare(RunLog log, long tick) {
        double share = 0;
        for (int i = 0; i < log.instances().size(); i++) {
            SegmentTrack track = log.segments(i);
            int s = track.segmentAt(tick);
            if (s >= 0 && tick < track.endTick(s)) {
                double passed = (tick + 0.5 - track.startTick(s)) / (track.endTick(s) - track.startTick(s));
                share += track.usedBlocksFirst(s) + passed * (track.usedBlocksLast(s) - track.usedBlocksFirst(s));
            }
        }
        return share / log.instances().stream().mapToInt(InstanceInfo::kvBlocks).sum();
    }

    /** A quantity that is linear between ticks, so that its value in the middle of each is the mean of that tick. */
    private static void checkMean(Series series, LongToDoubleFunction value) {
        for (int i = 0; i < series.columns(); i++) {
            long ticks = series.edgeTick(i + 1) - series.edgeTick(i);
            double sum = 0;
            for (long t = series.edgeTick(i); t < series.edgeTick(i + 1); t++) {
                sum += value.applyAsDouble(t);
            }
            if (ticks > 0) {
                assertThat(series.mean(i)).isCloseTo(sum / ticks, within(1e-9));
                assertThat(series.max(i)).isGreaterThanOrEqualTo(series.mean(i));
                assertThat(series.min(i)).isLessThanOrEqualTo(series.mean(i));
            }
        }
    }

    private static void check(Series series, LongToDoubleFunction value) {
        for (int i = 0; i < series.columns(); i++) {
            double min = Double.NaN;
            double max = Double.NaN;
            double sum = 0;
            int count = 0;
            long last = Math.max(series.edgeTick(i), series.edgeTick(i + 1) - 1);
            for (long t = series.edgeTick(i); t <= last; t++) {
                double here = value.applyAsDouble(t);
                if (!Double.isNaN(here)) {
                    min = count == 0 ? here : Math.min(min, here);
                    max = count == 0 ? here : Math.max(max, here);
                    sum += here;
                    count++;
                }
            }
            assertThat(series.min(i)).isEqualTo(Double.valueOf(min));
            assertThat(series.max(i)).isEqualTo(Double.valueOf(max));
            if (count == 0) {
                assertThat(series.mean(i)).isNaN();
            } else {
                assertThat(series.mean(i)).isCloseTo(sum / count, within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SeriesKind.class)
    void decimationKeepsTheMeanAndBothExtremes(SeriesKind kind) {
        RunLog random = HandMadeRuns.random(11, 400);
        Series whole = TimeSeries.of(random, kind, 3, random.endTick(), 1);
        for (int columns : new int[] {2, 3, 7, 64, 500, 1000}) {
            Series series = TimeSeries.of(random, kind, 3, random.endTick(), columns);
            double area = 0;
            double min = Double.POSITIVE_INFINITY;
            for (int i = 0; i < columns; i++) {
                area += series.mean(i) * (series.edgeTick(i + 1) - series.edgeTick(i));
                min = Math.min(min, series.min(i));
            }
            assertThat(area / (random.endTick() - 3)).isCloseTo(whole.mean(0), within(1e-9 * whole.mean(0)));
            if (kind != SeriesKind.ARRIVAL_RATE) {
                assertThat(series.largest()).isCloseTo(whole.max(0), within(1e-12));
                assertThat(min).isCloseTo(whole.min(0), within(1e-12));
            }
        }
    }

    @Test
    void impossibleRangesAreRefusedWithTheirNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeSeries.of(log, SeriesKind.RUNNING, PER_SECOND, PER_SECOND, 5))
                .withMessageContaining("1.0 s to 1.0 s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeSeries.of(log, SeriesKind.RUNNING, 0, PER_SECOND, 0))
                .withMessageContaining("0 columns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attainment.of(log).series(0, 0, PER_SECOND, 1))
                .withMessageContaining("0.0 s");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        TimeSeries.of(HandMadeRuns.tenSecondsWithoutHistory(), SeriesKind.RUNNING, 0, PER_SECOND, 1))
                .withMessageContaining("fcfs");
    }
}
