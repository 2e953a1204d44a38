package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.MemoryForecast.Candidate;
import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.cost.UnitStepTime;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryForecastTest {
    private static final int SCENARIOS = 60;

    static Trace trace(int[][] arrivalPromptOutput) {
        TraceBuilder builder = Trace.builder("case");
        for (int[] request : arrivalPromptOutput) {
            builder.add(request[0] * Ticks.PER_SECOND, request[1], request[2]);
        }
        return builder.build();
    }

    /** A run of the theory with true lengths. */
    static RunLog theory(Trace trace, int memoryTokens, Map<String, Double> knobs) {
        SimulationInput input = TheoryMode.input(trace, memoryTokens, trueLengths(trace));
        return run(input, "mc-sf", TheoryMode.BATCHING, knobs);
    }

    private static int[] trueLengths(Trace trace) {
        return IntStream.range(0, trace.size()).map(trace::outputTokens).toArray();
    }

    private static RunLog run(SimulationInput input, String policy, String mode, Map<String, Double> knobs) {
        PolicyContext plain = Defaults.context(r -> input.predictedTokens()[r]);
        PolicyContext context = new PolicyContext(
                knobs,
                plain.lengths(),
                BatchingModes.byId(mode).create(Map.of()),
                plain.route(),
                new RandomStreams(input.seed()));
        return Simulator.run(input, PolicyCatalog.byId(policy).create(context), RunOptions.RECORDED);
    }

    private static MemoryForecast at(RunLog log, int round) {
        RunCursor cursor = log.cursor();
        cursor.seek(round * Ticks.PER_SECOND);
        return MemoryForecast.of(cursor, 0).orElseThrow();
    }

    /** Residents as "request: tokens now, rounds to stay", then what is held at steps 0, 1, ... */
    private static String residents(MemoryForecast forecast) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < forecast.residents(); k++) {
            text.append('#')
                    .append(forecast.request(k))
                    .append(" to ")
                    .append(forecast.endSteps(k))
                    .append(", ");
        }
        LongStream.rangeClosed(0, forecast.lastEndSteps())
                .forEach(step -> text.append(forecast.tokensAt(step)).append(' '));
        return text.toString().strip();
    }

    /** Three requests in six tokens: (0, 1, 3), (0, 1, 3), (0, 2, 2). Starts 1, 3, 0, worked out by hand. */
    @Test
    void threeRequestsInSixTokensAreForeseenRoundByRound() {
        RunLog log = theory(trace(new int[][] {{0, 1, 3}, {0, 1, 3}, {0, 2, 2}}), 6, Map.of());
        assertThat(IntStream.rangeClosed(0, 6).mapToObj(t -> residents(at(log, t))))
                .containsExactly(
                        "#2 to 2, 2 3 4",
                        "#2 to 1, #0 to 3, 4 6 3 4",
                        "#0 to 2, 2 3 4",
                        "#0 to 1, #1 to 3, 4 6 3 4",
                        "#1 to 2, 2 3 4",
                        "#1 to 1, 3 4",
                        "0");
        // At 0, request 0 beside 2 would need 4 + 3 = 7 tokens at round 2; at 2, request 1 beside 0 the same at round
        // 4.
        assertThat(at(log, 0).candidate()).isEqualTo(new Candidate(0, 1, 3, 7, 2, 2));
        assertThat(at(log, 1).candidate()).isEqualTo(new Candidate(1, 1, 3, 8, 1, 1));
        assertThat(at(log, 2).candidate()).isEqualTo(new Candidate(1, 1, 3, 7, 2, 2));
        assertThat(IntStream.rangeClosed(3, 6).mapToObj(t -> at(log, t).candidate()))
                .containsOnlyNulls();
        assertThat(at(log, 0).plannedTokens()).isEqualTo(6);
        assertThat(at(log, 1).peakTokens()).isEqualTo(6);
        assertThat(at(log, 1).peakSteps()).isEqualTo(1);
        assertThat(at(log, 1).tokensAfter(1)).isEqualTo(2);
    }

    /** Four requests in eight tokens: (0, 2, 5), (1, 1, 2), (2, 1, 1), (2, 1, 3). Starts 0, 1, 3, 5. */
    @Test
    void fourRequestsInEightTokensAreForeseenRoundByRound() {
        RunLog log = theory(trace(new int[][] {{0, 2, 5}, {1, 1, 2}, {2, 1, 1}, {2, 1, 3}}), 8, Map.of());
        assertThat(IntStream.rangeClosed(0, 8).mapToObj(t -> residents(at(log, t))))
                .containsExactly(
                        "#0 to 5, 2 3 4 5 6 7",
                        "#1 to 2, #0 to 4, 4 6 8 6 7",
                        "#1 to 1, #0 to 3, 6 8 6 7",
                        "#2 to 1, #0 to 2, 6 8 7",
                        "#0 to 1, 6 7",
                        "#3 to 3, 1 2 3 4",
                        "#3 to 2, 2 3 4",
                        "#3 to 1, 3 4",
                        "0");
        assertThat(at(log, 1).candidate()).isNull();
        assertThat(at(log, 2).candidate()).isEqualTo(new Candidate(2, 1, 1, 10, 1, 1));
        assertThat(at(log, 3).candidate()).isEqualTo(new Candidate(3, 1, 3, 10, 1, 1));
        // The log's figure is that of round 3, when request 3 became the head; a round later it would reach less.
        assertThat(at(log, 4).candidate()).isEqualTo(new Candidate(3, 1, 3, 9, 1, 1));
        assertThat(at(log, 5).candidate()).isNull();
    }

    @Test
    void aProtectedShareIsNotPlannedWith() {
        RunLog log = theory(trace(new int[][] {{0, 1, 3}, {0, 1, 3}}), 10, Map.of("protection", 0.2));
        MemoryForecast forecast = at(log, 0);
        assertThat(forecast.capacityTokens()).isEqualTo(10);
        assertThat(forecast.plannedTokens()).isEqualTo(8);
        assertThat(forecast.residents()).isEqualTo(2);
        assertThat(ForecastWords.whole(forecast, "worker", log.info()))
                .isEqualTo(
                        "Memory look-ahead of worker: 2 residents held 2 of 10 tokens as this round began, peak to come 8 of 8 tokens in"
                                + " 3 rounds. Of 10 tokens it leaves 2 free.");
    }

    @Test
    void itSaysWhatItForesees() {
        RunLog log = theory(trace(new int[][] {{0, 1, 3}, {0, 1, 3}, {0, 2, 2}}), 6, Map.of());
        assertThat(ForecastWords.gist(at(log, 0), log.info()).get(0))
                .isEqualTo("#0 would reach 7 of 6 tokens in 2 rounds");
        assertThat(ForecastWords.gist(at(log, 5), log.info()).get(0))
                .isEqualTo("peak to come 4 of 6 tokens in 1 round");
        assertThat(ForecastWords.gist(at(log, 6), log.info()).get(0)).isEqualTo("all 6 tokens free");
        assertThat(ForecastWords.whole(at(log, 0), "worker", log.info()))
                .isEqualTo(
                        "Memory look-ahead of worker: 1 resident held 2 of 6 tokens as this round began, peak to come 4 of 6 tokens in 2"
                                + " rounds. #0 would reach 7 of 6 tokens in 2 rounds and exceed them first at the predicted end in 2"
                                + " rounds.");
    }

    @Test
    void whoDoesNotLookAheadForeseesNothing() {
        Trace trace = trace(new int[][] {{0, 1, 3}, {0, 1, 3}, {0, 2, 2}});
        for (String policy : List.of("fcfs", "svf", "alpha-greedy")) {
            RunLog log = run(TheoryMode.input(trace, 6, trueLengths(trace)), policy, TheoryMode.BATCHING, Map.of());
            assertThat(MemoryForecast.of(log.cursor(), 0)).isEmpty();
            assertThat(ForecastReader.of(log)).isEmpty();
        }
    }

    private static SimulationInput scenario(long seed, boolean theory, String mode, boolean trueLengths) {
        Random random = new Random(seed);
        TraceBuilder builder = Trace.builder("random");
        long arrival = 0;
        for (int i = 10 + random.nextInt(60); i > 0; i--) {
            arrival += random.nextInt(4) * Ticks.PER_SECOND;
            builder.add(arrival, 1 + random.nextInt(120), 1 + random.nextInt(80));
        }
        Trace trace = builder.build();
        int[] predicted = trueLengths(trace);
        for (int r = 0; r < predicted.length && !trueLengths; r++) {
            predicted[r] = Math.max(1, predicted[r] + random.nextInt(61) - 30);
        }
        if (theory) {
            return TheoryMode.input(trace, 300 + random.nextInt(400), predicted);
        }
        InstanceInfo info =
                new InstanceInfo("gpu", "gpu", "model", 1, 30 + random.nextInt(30), 16, 8, 8 + random.nextInt(120));
        return new SimulationInput(
                trace,
                List.of(SloClass.ttft("all", 1)),
                new int[trace.size()],
                List.of(
                        new InstanceSetup(info, UnitStepTime.ONE_SECOND),
                        new InstanceSetup(info, UnitStepTime.ONE_SECOND)),
                mode,
                0,
                seed,
                "",
                predicted);
    }

    @ParameterizedTest
    @CsvSource({
        "mc-sf, theory, 100",
        "mc-benchmark, theory, 100",
        "svf-order, theory, 100",
        "mc-sf, vllm-v1, 100",
        "mc-sf, vllm-v0, 100",
        "mc-sf, sarathi, 100",
        "sorted-f, vllm-v1, 100",
        "a-max, vllm-v1, 100",
        "a-min, vllm-v1, 100"
    })
    void theFiguresOfABlockedQueueAreThoseOfTheForecast(String policy, String mode, int fewest) {
        boolean theory = mode.equals(TheoryMode.BATCHING);
        int compared = 0;
        for (long seed = 0; seed < SCENARIOS; seed++) {
            Map<String, Double> knobs = policy.equals("mc-sf") ? Map.of("protection", 0.1 * (seed % 3)) : Map.of();
            RunLog log = run(scenario(seed, theory, mode, seed % 2 == 0), policy, mode, knobs);
            RunCursor cursor = log.cursor();
            for (int e = 0; e < log.events().size(); e++) {
                if (log.events().kind(e) != EventKind.BLOCKED) {
                    continue;
                }
                int i = log.events().instance(e);
                cursor.seek(log.events().tick(e));
                MemoryForecast forecast = MemoryForecast.of(cursor, i).orElseThrow();
                Candidate candidate = forecast.candidate();
                assertThat(candidate != null).isEqualTo(cursor.blockReason(i) == BlockReason.LOOK_AHEAD);
                if (candidate != null) {
                    assertThat(candidate.request()).isEqualTo(cursor.blockedHead(i));
                    assertThat(candidate.peakTokens()).isEqualTo(cursor.blockNeeded(i));
                    assertThat(forecast.plannedTokens()).isEqualTo(cursor.blockAvailable(i));
                    assertThat(candidate.exceeds()).isTrue();
                    assertThat(candidate.firstExcessSteps()).isBetween(1L, candidate.steps());
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(fewest);
    }

    /** The profile is what one gets by adding up the residents at every step, and knows its own peaks and excesses. */
    @ParameterizedTest
    @CsvSource({"theory", "vllm-v1"})
    void itIsTheSumOfItsResidentsAtEveryStep(String mode) {
        boolean theory = mode.equals(TheoryMode.BATCHING);
        for (long seed = 0; seed < SCENARIOS; seed++) {
            RunLog log = run(scenario(seed, theory, mode, false), "mc-sf", mode, Map.of());
            RunCursor cursor = log.cursor();
            Random random = new Random(seed);
            for (int k = 0; k < 20; k++) {
                cursor.seek((long) (random.nextDouble() * log.endTick()));
                MemoryForecast forecast = MemoryForecast.of(cursor, 0).orElseThrow();
                long peak = 0;
                long peakWith = 0;
                for (long step = 0; step <= 2000; step++) {
                    long held = 0;
                    long staying = 0;
                    for (int j = 0; j < cursor.residentCount(0); j++) {
                        int r = cursor.resident(0, j);
                        long now = cursor.forecast().step(0);
                        long tokens = cursor.forecast().offsetTokens(r) + now + step;
                        long end = Math.max(1, cursor.forecast().endStep(r) - now);
                        held += step <= end ? tokens : 0;
                        staying += step < end ? tokens : 0;
                    }
                    assertThat(forecast.tokensAt(step)).isEqualTo(held);
                    assertThat(forecast.tokensAfter(step)).isEqualTo(staying);
                    Candidate candidate = forecast.candidate();
                    if (candidate != null && step > 0 && step <= candidate.steps()) {
                        peakWith = Math.max(peakWith, held + candidate.tokensAt(step));
                    }
                    peak = Math.max(peak, held);
                }
                assertThat(forecast.peakTokens()).isEqualTo(peak);
                assertThat(forecast.peakTokens()).isEqualTo(forecast.tokensAt(forecast.peakSteps()));
                assertCandidate(forecast, peakWith);
            }
        }
    }

    private static void assertCandidate(MemoryForecast forecast, long peak) {
        Candidate candidate = forecast.candidate();
        if (candidate == null) {
            return;
        }
        assertThat(candidate.peakTokens()).isEqualTo(peak);
        long there = candidate.peakSteps();
        assertThat(forecast.tokensAt(there) + candidate.tokensAt(there)).isEqualTo(peak);
        long first = candidate.firstExcessSteps();
        assertThat(forecast.tokensAt(first) + candidate.tokensAt(first)).isGreaterThan(forecast.plannedTokens());
        for (int k = 0; k < forecast.residents() && forecast.endSteps(k) < first; k++) {
            long end = forecast.endSteps(k);
            assertThat(forecast.tokensAt(end) + candidate.tokensAt(end)).isLessThanOrEqualTo(forecast.plannedTokens());
        }
    }

    /** With true lengths no moment of the future needs more than there is, and nobody outlives a prediction. */
    @ParameterizedTest
    @CsvSource({"theory", "vllm-v1"})
    void whoKnowsTheLengthsNeverForeseesTooMuch(String mode) {
        boolean theory = mode.equals(TheoryMode.BATCHING);
        for (long seed = 0; seed < SCENARIOS; seed++) {
            RunLog log = run(scenario(seed, theory, mode, true), "mc-sf", mode, Map.of());
            RunCursor cursor = log.cursor();
            for (int e = 0; e < log.events().size(); e++) {
                cursor.seek(log.events().tick(e));
                for (int i = 0; i < log.instances().size(); i++) {
                    MemoryForecast forecast = MemoryForecast.of(cursor, i).orElseThrow();
                    assertThat(forecast.peakTokens()).isLessThanOrEqualTo(forecast.capacityTokens());
                    assertThat(forecast.overdue()).isZero();
                }
            }
        }
    }
}
