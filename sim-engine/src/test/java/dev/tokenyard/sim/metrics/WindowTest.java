package dev.tokenyard.sim.metrics;

import static dev.tokenyard.sim.time.Ticks.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.export.RequestsCsv;
import dev.tokenyard.sim.export.SummaryJson;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.time.Ticks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Figures of a part of a run: worked out by hand, and laws on random runs. */
class WindowTest {
    private final RunLog log = HandMadeRuns.tenSeconds();

    private RunMetrics between(int fromSecond, int toSecond) {
        return RunMetrics.of(log, new Window(fromSecond * PER_SECOND, toSecond * PER_SECOND));
    }

    @Test
    void aPartOfTheRunIsAsWorkedOutByHand() {
        RunMetrics part = between(1, 5);
        // Requests 1, 2 and 3 arrived in it; 1 and 2 got their last tokens later, 3 was refused.
        assertThat(part.requests()).isEqualTo(3);
        assertThat(part.completed()).isEqualTo(2);
        assertThat(part.refused()).isEqualTo(1);
        assertThat(part.unfinished()).isZero();
        assertThat(part.latencies().e2e()).isEqualTo(new Quantiles(2, 6.5, 5, 8, 8, 8));
        // From second 1 on to the end of request 1 or 2 at second 10.
        assertThat(part.makespanSeconds()).isEqualTo(9);
        // Request 0 was completed in those four seconds, with 3 tokens.
        assertThat(part.throughput()).isEqualTo(new RunMetrics.Throughput(0.25, 0.75));
        assertThat(part.slo().attainment()).isZero();
        assertThat(part.slo().goodputPerSecond()).isEqualTo(0.25);
        // Steps ended at 2, 3 and 4.
        assertThat(part.effort().steps()).isEqualTo(3);
        assertThat(part.batch()).isEqualTo(new RunMetrics.Batch(1, 1));
        assertThat(part.effort().preemptions()).isZero();
        // Block-seconds: 2 in the second from 1 on, 6 in the two from 2 on, 3 in that from 4 on; of 10 blocks for 4 s.
        assertThat(part.kv().meanShare()).isCloseTo(11.0 / 40, within(1e-12));
        assertThat(between(7, 8).effort().preemptions()).isEqualTo(1);
        assertThat(between(7, 8).effort().recomputedTokens()).isEqualTo(6);
    }

    @Test
    void aRequestAtTheEdgeOfTwoPartsCountsInTheLaterOne() {
        assertThat(between(0, 2).requests()).isEqualTo(2);
        assertThat(between(2, 3).requests()).isEqualTo(1);
        assertThat(RunMetrics.of(log, new Window(2 * PER_SECOND, 2 * PER_SECOND + 1))
                        .requests())
                .isEqualTo(1);
    }

    @Test
    void aPartWithoutTimeHasNoFiguresButDoesNotFail() {
        for (RunMetrics none : new RunMetrics[] {between(3, 3), between(11, 12)}) {
            assertThat(none.requests()).isZero();
            assertThat(none.latencies().ttft()).isEqualTo(Quantiles.EMPTY);
            assertThat(none.slo().attainment()).isNaN();
            assertThat(none.kv().meanShare()).isNaN();
            assertThat(none.batch().mean()).isNaN();
            assertThat(none.throughput().requestsPerSecond()).isNaN();
            assertThat(none.makespanSeconds()).isNaN();
        }
        assertThat(RunMetrics.of(HandMadeRuns.empty(), new Window(0, 5)).requests())
                .isZero();
    }

    /** What is missing is told of the requests that the figures count, with an example of them, and of no others. */
    @Test
    void whatIsMissingIsToldOfThePart() {
        assertThat(between(0, 3).warnings()).as("all three were served").isEmpty();
        assertThat(between(3, 5).warnings())
                .extracting(RunWarning::kind)
                .containsExactly(RunWarning.Kind.CENSORED, RunWarning.Kind.KV_TOO_SMALL);
        assertThat(between(3, 5).warnings().get(0).sentence())
                .startsWith("Completed 0 of 1 requests that arrived in the range (0 unfinished, 1 refused)")
                .contains("request 3 needs 57 KV blocks")
                .doesNotContain("whole run");
        assertThat(between(3, 5).warnings().get(1).sentence())
                .contains("100 % of the requests that arrived in the range need more than");
        assertThat(between(5, 11).warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.sentence())
                    .startsWith("Completed 0 of 1 requests that arrived in the range (1 unfinished, 0 refused)")
                    .doesNotContain("Refused:");
            assertThat(warning.figures()).containsEntry("requests", 1.0).containsEntry("refused", 0.0);
        });
        ObjectNode run = SummaryJson.run(between(3, 5));
        assertThat(run.get("warnings").get(0).get("of_whole_run").booleanValue())
                .isFalse();
        assertThat(SummaryJson.run(RunMetrics.of(log)).get("warnings").get(0).has("of_whole_run"))
                .isFalse();
    }

    /** A queue that grew over the whole run is said to have done so, and not to have done so in the part. */
    @Test
    void whatOnlyARunCanTellIsSaidToBeOfTheRun() {
        RunLog log = HandMadeRuns.withTotals("table", new RunTotals(7, 9, 2, 5, 0, 1, 6));
        RunWarning whole = RunWarnings.of(log).get(0);
        RunWarning part = RunWarnings.of(log, new Window(0, 2 * PER_SECOND), 2, new RunTotals(1, 1, 1, 2, 0, 0, 0))
                .get(0);
        assertThat(part.kind()).isEqualTo(RunWarning.Kind.NO_PREDICTIONS);
        assertThat(part.sentence()).isEqualTo(whole.sentence() + " This is of the whole run, not of the range.");
        assertThat(part.figures()).isEqualTo(whole.figures());
        for (RunWarning.Kind kind : RunWarning.Kind.values()) {
            assertThat(kind.headline(Window.WHOLE)).doesNotContain("range");
            assertThat(kind.headline(new Window(0, 1)).endsWith("not of the range."))
                    .isEqualTo(kind.isOfRun());
        }
    }

    @Test
    void allOfTheTimeIsTheRun() {
        assertThat(RunMetrics.of(log, Window.WHOLE)).isEqualTo(RunMetrics.of(log));
        RunMetrics counted = between(0, 11);
        RunMetrics whole = RunMetrics.of(log);
        assertThat(counted.effort()).isEqualTo(whole.effort());
        assertThat(counted.batch()).isEqualTo(whole.batch());
        assertThat(counted.slo()).isEqualTo(whole.slo());
        assertThat(counted.throughput()).isEqualTo(whole.throughput());
        assertThat(counted.kv()).isEqualTo(whole.kv());
        assertThat(counted.latencies()).isEqualTo(whole.latencies());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void partsAddUpToTheRun(long seed) {
        RunLog random = HandMadeRuns.random(seed, 300);
        Random cuts = new Random(seed);
        RunMetrics whole = RunMetrics.of(random);
        InstanceUse[] uses = {InstanceUse.of(random, 0), InstanceUse.of(random, 1)};
        long[] busy = new long[2];
        double requests = 0;
        long completions = 0;
        long met = 0;
        long steps = 0;
        long violations = 0;
        double area = 0;
        double last = 0;
        long from = 0;
        while (from != Ticks.NEVER) {
            long to = from + 1 + cuts.nextInt(200);
            to = to > random.endTick() ? Ticks.NEVER : to;
            Window window = new Window(from, to);
            RunMetrics part = RunMetrics.of(random, window);
            requests += part.requests();
            completions += part.completed();
            last = part.completed() == 0 ? last : Math.max(last, Ticks.toSeconds(from) + part.makespanSeconds());
            met += part.slo().byClass().get(0).met();
            violations += Attainment.of(random, window).violations().size();
            steps += part.effort().steps();
            long end = Math.min(to, random.endTick());
            area += end > from ? part.kv().meanShare() * (end - from) : 0;
            for (int i = 0; i < 2; i++) {
                busy[i] += uses[i].busyTicks(from, Math.min(to, random.endTick() + 1));
            }
            from = to;
        }
        assertThat(requests).isEqualTo(whole.requests());
        assertThat(completions).isEqualTo(whole.completed());
        assertThat(last).isCloseTo(whole.makespanSeconds(), within(1e-9));
        assertThat(met).isEqualTo(whole.slo().byClass().get(0).met());
        assertThat(violations).isEqualTo(Violations.of(random).size());
        assertThat(steps).isEqualTo(whole.effort().steps());
        assertThat(area / random.endTick()).isCloseTo(whole.kv().meanShare(), within(1e-9));
        for (int i = 0; i < 2; i++) {
            long ofSegments = 0;
            for (int s = 0; s < random.segments(i).size(); s++) {
                ofSegments += random.segments(i).endTick(s) - random.segments(i).startTick(s);
            }
            assertThat(busy[i]).isEqualTo(ofSegments);
            assertThat(uses[i].count(EventKind.COMPLETED, 0, random.endTick() + 1))
                    .isEqualTo((int) uses[i].steps(0, random.endTick() + 1));
        }
    }

    @Test
    void whatAnInstanceDidIsAsWorkedOutByHand() {
        InstanceUse use = InstanceUse.of(log, 0);
        assertThat(use.busyTicks(0, 10 * PER_SECOND)).isEqualTo(10 * PER_SECOND);
        assertThat(use.busyTicks(PER_SECOND, 5 * PER_SECOND / 2)).isEqualTo(3 * PER_SECOND / 2);
        assertThat(use.steps(0, 4 * PER_SECOND)).isEqualTo(2);
        assertThat(use.steps(4 * PER_SECOND, 5 * PER_SECOND)).isEqualTo(1);
        assertThat(use.sequences(0, 11 * PER_SECOND)).isEqualTo(9);
        assertThat(use.count(EventKind.PREEMPTED, 0, 7 * PER_SECOND)).isZero();
        assertThat(use.count(EventKind.PREEMPTED, 0, 7 * PER_SECOND + 1)).isEqualTo(1);
        assertThat(use.peakBlocks(0, 2 * PER_SECOND)).isEqualTo(2);
        assertThat(use.peakBlocks(0, 4 * PER_SECOND)).isEqualTo(4);
        assertThat(use.peakBlocks(7 * PER_SECOND, 9 * PER_SECOND)).isEqualTo(1);
        assertThatThrownBy(() -> use.count(EventKind.ARRIVED, 0, 1)).hasMessageContaining("ARRIVED");
    }

    @Test
    void aRunWithoutHistoryHasNoParts() {
        assertThatThrownBy(() -> RunMetrics.of(HandMadeRuns.tenSecondsWithoutHistory(), new Window(0, 5)))
                .hasMessageContaining("without a log");
        assertThatThrownBy(() -> new Window(5, 4)).hasMessageContaining("end not before it");
    }

    @Test
    void filesSayWhatPartTheyAreOf(@TempDir Path folder) throws IOException {
        ObjectNode run = SummaryJson.run(between(1, 5));
        assertThat(run.get("range").get("from_s").doubleValue()).isEqualTo(1);
        assertThat(run.get("range").get("to_s").doubleValue()).isEqualTo(5);
        assertThat(SummaryJson.run(RunMetrics.of(log)).has("range")).isFalse();
        Path file = folder.resolve("requests.csv");
        RequestsCsv.write(file, log, new Window(PER_SECOND, 5 * PER_SECOND));
        assertThat(Files.readAllLines(file).get(0)).endsWith(",in_range");
        assertThat(Files.readAllLines(file).stream().filter(line -> line.endsWith(",true")))
                .hasSize(3);
    }
}
