package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.RunLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DepartureTest {
    @TempDir
    private Path folder;

    private static Hindsight hindsight(Comparison comparison) {
        return Objects.requireNonNull(comparison.hindsight());
    }

    private static Departure departure(Comparison comparison, int lane) {
        return Objects.requireNonNull(hindsight(comparison).departures().get(lane));
    }

    private static String sentence(Comparison comparison, int lane) {
        return HindsightWords.difference(comparison, hindsight(comparison), lane);
    }

    @Test
    void inTheFirstExactCaseMcSfIsOptimal() throws Exception {
        Comparison comparison = RoundRuns.withHindsight(folder, 6, RoundRuns.CASE_1, "mc-sf", "mc-benchmark");
        assertThat(hindsight(comparison).totalLatencyRounds()).isEqualTo(12);
        assertThat(departure(comparison, 0).happens()).isFalse();
        assertThat(sentence(comparison, 0)).isEqualTo("MC-SF is optimal here.");
        assertThat(departure(comparison, 1)).isEqualTo(new Departure(0, List.of(0), List.of(2)));
        assertThat(sentence(comparison, 1)).isEqualTo("MC-Benchmark first departs from the optimum at round 0.");
    }

    @Test
    void inTheSecondExactCaseMcSfStartsTheLongRequestTooEarly() throws Exception {
        Comparison comparison = RoundRuns.withHindsight(folder, 8, RoundRuns.CASE_2, "mc-sf");
        assertThat(hindsight(comparison).totalLatencyRounds()).isEqualTo(14);
        assertThat(departure(comparison, 0)).isEqualTo(new Departure(0, List.of(0), List.of()));
        assertThat(comparison.lanes().get(0).note()).isEqualTo("departs from the optimum at round 0");
        assertThat(comparison.lanes().get(1).note()).isEqualTo("proved optimal");
    }

    @Test
    void inTheThirdExactCaseTheBenchmarkIsOptimalAndMcSfIsNot() throws Exception {
        Comparison comparison = RoundRuns.withHindsight(folder, 10, RoundRuns.CASE_3, "mc-sf", "mc-benchmark");
        assertThat(hindsight(comparison).totalLatencyRounds()).isEqualTo(22);
        // Requests 1 and 2 are alike, so it does not matter which of them starts.
        assertThat(departure(comparison, 0)).isEqualTo(new Departure(0, List.of(), List.of(0)));
        assertThat(sentence(comparison, 1)).startsWith("MC-Benchmark is optimal here");
    }

    @Test
    void aRunThatEvictedHasNoDeparture() throws Exception {
        String crowd = IntStream.range(0, 12)
                .mapToObj(i -> i / 4 + "," + (1 + i % 3) + ",6")
                .collect(Collectors.joining(" "));
        Comparison comparison = RoundRuns.withHindsight(folder, 12, crowd, "alpha-beta", "mc-sf");
        assertThat(IntStream.range(0, 12)
                        .map(comparison.lanes().get(0).log().outcomes()::preemptions)
                        .sum())
                .isPositive();
        assertThat(hindsight(comparison).departures()).doesNotContainKey(0).containsKey(1);
        assertThat(comparison.lanes().get(0).note()).isEmpty();
        assertThat(sentence(comparison, 0)).contains("did not run every request in one go");
    }

    @Test
    void beforeItTheSameRequestsStartAndAtItOthers() throws Exception {
        Random random = new Random(8);
        int differing = 0;
        for (int trial = 0; trial < 40; trial++) {
            List<String> requests = new ArrayList<>();
            int at = 0;
            for (int i = 0; i < 9; i++) {
                at += random.nextInt(2);
                requests.add(at + "," + (1 + random.nextInt(3)) + "," + (1 + random.nextInt(5)));
            }
            Comparison comparison = new ComparisonService()
                    .run(RoundRuns.scenario(folder, 9, String.join(" ", requests), "mc-sf", "svf-order"), () -> false);
            RunLog one = comparison.lanes().get(0).log();
            RunLog other = comparison.lanes().get(1).log();
            Optional<Departure> departure = Departure.of(one, other);
            long first = firstByDefinition(one, other);
            assertThat(departure.orElseThrow().round()).isEqualTo(first);
            assertThat(Departure.of(one, one).orElseThrow().happens()).isFalse();
            if (first != Departure.NEVER) {
                differing++;
                Departure back = Departure.of(other, one).orElseThrow();
                assertThat(back.started()).isEqualTo(departure.get().missed());
                assertThat(back.missed()).isEqualTo(departure.get().started());
                assertThat(back.started().size() + back.missed().size()).isPositive();
            }
        }
        assertThat(differing).isGreaterThan(5);
    }

    private static long firstByDefinition(RunLog one, RunLog other) {
        for (long round = 0; round <= TheoryMode.round(Math.max(one.endTick(), other.endTick())); round++) {
            if (!startedAt(one, round).equals(startedAt(other, round))) {
                return round;
            }
        }
        return Departure.NEVER;
    }

    /** What kinds of requests start at a round, as a sorted list. */
    private static List<String> startedAt(RunLog log, long round) {
        return IntStream.range(0, log.trace().size())
                .filter(r -> TheoryMode.round(log.outcomes().firstScheduledTick(r)) == round)
                .mapToObj(r -> log.trace().arrivalTick(r) + ":" + log.trace().promptTokens(r) + ":"
                        + log.trace().outputTokens(r))
                .sorted()
                .toList();
    }
}
