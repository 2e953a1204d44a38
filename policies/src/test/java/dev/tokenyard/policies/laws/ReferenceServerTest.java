package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.cost.UnitStepTime;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator against {@link ReferenceServer}, to the tick, over all policies that vLLM v1 itself could run. */
class ReferenceServerTest {
    private static final int SCENARIOS = 1_500;

    @ParameterizedTest
    @ValueSource(strings = {"fcfs", "sjf", "ssjf", "edf"})
    void everyRequestFaresAsInTheReference(String policyId) {
        long preemptions = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input =
                    RandomScenarios.of(s, PolicyCatalog.byId(policyId).card());
            RunLog log = run(policyId, input);
            assertSame(ReferenceServer.serve(input, priorities(policyId, input)), log, s);
            preemptions += log.info().totals().preemptions();
        }
        assertThat(preemptions).as("the scenarios must provoke shortages").isGreaterThan(SCENARIOS / 10);
    }

    private static RunLog run(String policyId, SimulationInput input) {
        return Simulator.run(
                input,
                PolicyCatalog.byId(policyId).create(Defaults.context(r -> input.predictedTokens()[r])),
                RunOptions.OUTCOMES_ONLY);
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
        ReferenceServer.Result reference = ReferenceServer.serve(input, new long[0]);
        assertThat(reference.requests())
                .extracting(r -> List.of(r.firstScheduled, r.firstToken, r.completed))
                .containsExactly(seconds(0, 2, 5), seconds(1, 3, 7));
        RunLog log = run("fcfs", input);
        assertSame(reference, log, 0);
        assertThat(log.info().totals()).isEqualTo(new RunTotals(7, 10, 2, 2, 0, 1, 4));
    }

    private static List<Long> seconds(long... moments) {
        return Arrays.stream(moments).map(s -> s * Ticks.PER_SECOND).boxed().toList();
    }
}
