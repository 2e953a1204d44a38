package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.cost.UnitStepTime;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The simulator against {@link ReferenceServer}, to the tick, in every batching mode with all policies that change nothing
 * but the order.
 */
class ReferenceServerTest {
    private static final int SCENARIOS = 300;
    /** Fewer, for the reference looks through its whole cache at every step. */
    private static final int CACHING_SCENARIOS = 120;

    private static final Set<String> PREEMPTING = Set.of("vllm-v1", "vllm-v0", "sarathi", "theory");

    static Stream<PolicyInMode> pairs() {
        return PolicyInMode.all().stream()
                .filter(pair -> Set.of("fcfs", "sjf", "ssjf", "edf")
                        .contains(pair.policy().card().id()));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyRequestFaresAsInTheReference(PolicyInMode pair) {
        long preemptions = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = pair.scenario(s);
            RunLog log = pair.run(input, pair.knobs(input), Map.of(), RunOptions.OUTCOMES_ONLY);
            assertSame(reference(pair, input), log, s);
            preemptions += log.info().totals().preemptions();
        }
        if (PREEMPTING.contains(pair.mode().card().id())) {
            assertThat(preemptions).as("the scenarios must provoke shortages").isGreaterThan(SCENARIOS / 10);
        } else {
            assertThat(preemptions).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("cachingPairs")
    void everyRequestFindsAsMuchOfItsPromptAsInTheReference(PolicyInMode pair) {
        long hits = 0;
        long preemptions = 0;
        for (int s = 0; s < CACHING_SCENARIOS; s++) {
            SimulationInput input = PrefixScenarios.of(s, pair.policy().card());
            List<CachingVllmV1> servers = new ArrayList<>();
            ReferenceServer.Result expected = ReferenceServer.serve(
                    input,
                    (setup, slotsAhead, fcfs) -> {
                        servers.add(new CachingVllmV1(setup, slotsAhead, fcfs, input.trace()));
                        return servers.getLast();
                    },
                    priorities(pair.policy().card().id(), input));
            RunLog log = pair.run(input, pair.knobs(input), Map.of(), RunOptions.OUTCOMES_ONLY);
            assertSame(expected, log, s);
            RunTotals totals = log.info().totals();
            assertThat(new long[] {
                        totals.prefixes().hitTokens(), totals.prefixes().promptTokens()
                    })
                    .as("scenario %d: cached tokens, prompt tokens", s)
                    .containsExactly(
                            servers.stream()
                                    .mapToLong(server -> server.cachedAtFirst)
                                    .sum(),
                            servers.stream()
                                    .mapToLong(server -> server.promptsAtFirst)
                                    .sum());
            hits += totals.prefixes().hitTokens();
            preemptions += totals.preemptions();
        }
        assertThat(hits).as("the scenarios must have prompts that begin alike").isGreaterThan(100L * CACHING_SCENARIOS);
        assertThat(preemptions).isGreaterThan(CACHING_SCENARIOS / 10);
    }

    static Stream<PolicyInMode> cachingPairs() {
        return pairs().filter(pair -> pair.mode().card().id().equals("vllm-v1"));
    }

    private static ReferenceServer.Result reference(PolicyInMode pair, SimulationInput input) {
        return ReferenceServer.serve(
                input,
                ReferenceSchedulers.of(pair.mode().card(), pair.knobs(input)),
                priorities(pair.policy().card().id(), input));
    }

    private static long[] priorities(String policyId, SimulationInput input) {
        IntStream requests = IntStream.range(0, input.trace().size());
        return switch (policyId) {
            case "fcfs" -> new long[0];
            case "edf" ->
                requests.mapToLong(r -> input.trace().arrivalTick(r)
                                + Ticks.fromSeconds(input.sloClasses()
                                        .get(input.sloClassOf()[r])
                                        .ttftSeconds()))
                        .toArray();
            default -> requests.mapToLong(r -> input.predictedTokens()[r]).toArray();
        };
    }

    private static void assertSame(ReferenceServer.Result expected, RunLog log, int scenario) {
        RequestOutcomes outcomes = log.outcomes();
        for (ReferenceServer.Request request : expected.requests()) {
            int r = request.number;
            assertThat(new long[] {
                        outcomes.instance(r),
                        outcomes.firstScheduledTick(r),
                        outcomes.firstTokenTick(r),
                        outcomes.completedTick(r),
                        outcomes.preemptions(r)
                    })
                    .as(
                            "scenario %d, request %d: instance, first scheduled, first token, completed, preemptions",
                            scenario, r)
                    .containsExactly(
                            request.server,
                            request.firstScheduled,
                            request.firstToken,
                            request.completed,
                            request.preemptions);
        }
        RunTotals totals = log.info().totals();
        assertThat(new long[] {totals.steps(), totals.batchSequences(), totals.preemptions(), totals.recomputedTokens()
                })
                .as("scenario %d: steps, sequences, preemptions, recomputed tokens", scenario)
                .containsExactly(
                        expected.servers().stream()
                                .mapToLong(server -> server.steps)
                                .sum(),
                        expected.servers().stream()
                                .mapToLong(server -> server.batchSequences)
                                .sum(),
                        expected.servers().stream()
                                .mapToLong(server -> server.preemptions)
                                .sum(),
                        expected.servers().stream()
                                .mapToLong(server -> server.recomputedTokens)
                                .sum());
    }

    /**
     * Four blocks of four tokens, four tokens a step. A (prompt 6, output 4) needs two steps for its prompt and lends the
     * second's rest to B (3, 3). At 4 s A's ninth token takes the last block, so B gives up its four tokens, waits for A
     * to end, and computes them again with the fifth in two steps.
     */
    @Test
    void bothAreRightOnACaseWorkedOutByHand() {
        SimulationInput input = new SimulationInput(
                Trace.builder("two").add(0, 6, 4).add(0, 3, 3).build(),
                List.of(SloClass.ttft("all", 1)),
                new int[2],
                List.of(new InstanceSetup(new InstanceInfo("i", "g", "m", 1, 4, 4, 2, 4), UnitStepTime.ONE_SECOND)),
                "vllm-v1",
                0,
                0,
                "",
                new int[0]);
        PolicyInMode pair = PolicyInMode.of("fcfs", "vllm-v1");
        ReferenceServer.Result reference = reference(pair, input);
        assertThat(reference.requests())
                .extracting(r -> List.of(r.firstScheduled, r.firstToken, r.completed))
                .containsExactly(seconds(0, 2, 5), seconds(1, 3, 7));
        RunLog log = pair.run(input, RunOptions.RECORDED);
        assertSame(reference, log, 0);
        assertThat(log.info().totals()).isEqualTo(new RunTotals(7, 10, 2, 2, 0, 1, 4));
    }

    private static List<Long> seconds(long... moments) {
        return Arrays.stream(moments).map(s -> s * Ticks.PER_SECOND).boxed().toList();
    }
}
