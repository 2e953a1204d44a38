package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.HindsightService.Contest;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.SourceKind;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.policies.hindsight.HindsightResult;
import dev.tokenyard.policies.hindsight.HindsightSolver.Limits;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HindsightServiceTest {
    @TempDir
    private Path folder;

    private final ComparisonService comparisons = new ComparisonService();

    private Comparison compare(String mode, int instances, String rows) throws IOException, ScenarioException {
        Path file = folder.resolve("requests.csv");
        Files.writeString(file, "arrival_s,prompt_tokens,output_tokens\n" + rows);
        ClusterSpec cluster = ScenarioDefaults.cluster("a100-80g", "llama-2-7b", 1, instances)
                .withBatching(ModeChoice.of(mode))
                .withGroup(0, group -> group.withKvBlocks(8));
        return comparisons.run(
                new ScenarioSpec(
                        "requests",
                        new TraceSource(SourceKind.FILE, file.toString(), "auto"),
                        1,
                        0,
                        cluster,
                        ScenarioDefaults.sloClasses(),
                        List.of(PolicyChoice.of("mc-sf"), PolicyChoice.of("mc-benchmark")),
                        "",
                        7),
                () -> false);
    }

    @Test
    void theOptimumIsOneMoreLane() throws Exception {
        Comparison comparison = compare("theory", 1, "0,2,5\n1,1,2\n2,1,1\n2,1,3\n");
        List<String> phases = new ArrayList<>();
        Contest contest = new HindsightService(comparisons)
                .run(comparison, Limits.seconds(60), (phase, best, bound) -> phases.add(phase), () -> false);
        assertThat(contest.result()).isInstanceOf(HindsightResult.Exact.class);
        assertThat(phases).startsWith("rules");
        Lane lane = contest.lane().orElseThrow();
        assertThat(lane.card().title()).isEqualTo("Hindsight optimum");
        assertThat(lane.log().info().batching())
                .isEqualTo(comparison.lanes().get(0).log().info().batching());
        long total = 0;
        for (int r = 0; r < 4; r++) {
            total += TheoryMode.round(
                    lane.log().outcomes().completedTick(r) - lane.log().trace().arrivalTick(r));
        }
        assertThat(total).isEqualTo(14).isEqualTo(contest.result().totalLatencyRounds());
    }

    @Test
    void stoppedAtOnceItIsTheBestScheduleOfTheRulesAndNotCalledOptimal() throws Exception {
        // Case 4 of known optima: 279, which no rule finds.
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            rows.append(i / 2 + "," + (1 + 7 * i % 5) + "," + (1 + 13 * i % 17)).append(i < 11 ? " " : "");
        }
        ScenarioSpec scenario = RoundRuns.scenario(folder, 20, rows.toString(), "mc-sf", "mc-benchmark");
        Comparison comparison = comparisons.run(scenario, () -> false);
        Comparison beside =
                new HindsightService(comparisons).beside(comparison, (phase, best, bound) -> {}, () -> true);
        Hindsight hindsight = Objects.requireNonNull(beside.hindsight());
        assertThat(hindsight.exact()).isFalse();
        assertThat(hindsight.lowerBoundRounds()).isLessThanOrEqualTo(279);
        assertThat(hindsight.totalLatencyRounds()).isBetween(279L, 297L);
        assertThat(RoundRuns.titles(beside)).isEqualTo("MC-SF, MC-Benchmark, Best schedule found");
        Lane best = beside.lanes().get(hindsight.lane());
        assertThat(best.note()).isEqualTo(HindsightWords.standing(hindsight)).startsWith("within ");
        assertThat(Hindsight.totalLatencyRounds(best.log())).isEqualTo(hindsight.totalLatencyRounds());
        double gap = ComparisonMetrics.of(beside).runs().get(0).gapToBound();
        assertThat(gap).isEqualTo((297.0 - hindsight.lowerBoundRounds()) / hindsight.lowerBoundRounds());
        assertThat(ComparisonMetrics.of(comparison).runs().get(0).gapToBound()).isNaN();
    }

    @Test
    void withinRoundsThereIsABoundButNoLane() throws Exception {
        ScenarioSpec scenario = RoundRuns.scenario(folder, 8, "0.5,2,5 1.5,1,2 2.5,1,1 2.5,1,3", "mc-sf");
        Comparison beside = new HindsightService(comparisons)
                .beside(comparisons.run(scenario, () -> false), (phase, best, bound) -> {}, () -> false);
        Hindsight hindsight = Objects.requireNonNull(beside.hindsight());
        assertThat(hindsight.lane()).isEqualTo(Hindsight.NO_LANE);
        assertThat(hindsight.departures()).isEmpty();
        assertThat(beside.lanes()).hasSize(1);
        assertThat(ComparisonMetrics.of(beside).runs().get(0).gapToBound()).isNotNegative();
    }

    @Test
    void arrivalsWithinRoundsGetABoundThatAllowsForThem() throws Exception {
        Comparison comparison = compare("theory", 1, "0.5,2,5\n1.5,1,2\n2.5,1,1\n2.5,1,3\n");
        Contest contest = new HindsightService(comparisons)
                .run(comparison, Limits.seconds(60), (phase, best, bound) -> {}, () -> false);
        assertThat(contest.lane()).isEmpty();
        RunMetrics mcSf = TheoryBound.withGaps(comparison, () -> false).runs().get(0);
        assertThat(mcSf.gapToBound()).isNotNegative();
    }

    @Test
    void otherModesAndSeveralWorkersHaveNoOptimum() throws Exception {
        assertThat(HindsightService.obstacle(compare("vllm-v1", 1, "0,2,5\n")).orElseThrow())
                .contains("theory");
        Comparison two = compare("theory", 2, "0,2,5\n");
        assertThat(HindsightService.obstacle(two).orElseThrow()).contains("one worker", "2");
        assertThatThrownBy(() -> new HindsightService(comparisons)
                        .run(two, Limits.seconds(1), (phase, best, bound) -> {}, () -> false))
                .isInstanceOf(ScenarioException.class);
        Comparison tooLarge = compare("theory", 1, "0,2,5\n0,9,9\n");
        assertThat(HindsightService.obstacle(tooLarge).orElseThrow()).contains("9 + 9 = 18", "memory of 8");
        assertThat(TheoryBound.withGaps(tooLarge, () -> false).runs().get(0).gapToBound())
                .isNaN();
    }
}
