package dev.tokenyard.policies.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.sim.cost.UnitStepTime;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ageing of SSJF's released simulator. One request at a time, a second a token. */
class AgeingTest {
    private static final double NEVER = 1_000_000;

    /** A long request, and a shorter one every five seconds that takes just as long. */
    private static final Trace TRACE = trace();

    private static Trace trace() {
        TraceBuilder builder = Trace.builder("ageing").add(0, 1, 5).add(0, 1, 50);
        for (int i = 1; i <= 30; i++) {
            builder.add(5L * i * Ticks.PER_SECOND, 1, 5);
        }
        return builder.build();
    }

    private static long[] startSeconds(String policy, Map<String, Double> knobs) {
        int[] lengths =
                IntStream.range(0, TRACE.size()).map(TRACE::outputTokens).toArray();
        SimulationInput input = new SimulationInput(
                TRACE,
                List.of(SloClass.ttft("all", 1)),
                new int[TRACE.size()],
                List.of(new InstanceSetup(
                        new InstanceInfo("i", "g", "m", 1, 1000, 1, 1, 1000), UnitStepTime.ONE_SECOND)),
                "vllm-v1",
                0,
                0,
                "oracle",
                lengths);
        RunLog log = Simulator.run(
                input,
                PolicyCatalog.byId(policy)
                        .create(new PolicyContext(
                                knobs,
                                r -> lengths[r],
                                BatchingModes.byId("vllm-v1").create(Map.of()),
                                Routers.byId(Routers.DEFAULT).create(new RandomStreams(0)))),
                RunOptions.RECORDED);
        return IntStream.range(0, TRACE.size())
                .mapToLong(r -> log.outcomes().firstScheduledTick(r) / Ticks.PER_SECOND)
                .toArray();
    }

    @Test
    void withoutItTheLongOneStarves() {
        assertThat(startSeconds("ssjf", Map.of())[1]).isEqualTo(155);
        assertThat(startSeconds("ssjf", Map.of("ageing", 1.0, "agedAfter", NEVER, "agedServices", NEVER)))
                .isEqualTo(startSeconds("ssjf", Map.of()));
    }

    /** Over 100 s of waiting, not 100 s: the dispatch at 100 s still goes by length, the next one is at 105 s. */
    @Test
    void aHundredSecondsAreEnough() {
        assertThat(startSeconds("ssjf", Map.of("ageing", 1.0, "agedServices", NEVER))[1])
                .isEqualTo(105);
    }

    /** Ten times 0.1 s and 50 tokens of 0.02 s are 11 s. */
    @Test
    void tenTimesItsOwnServiceIsEnough() {
        assertThat(startSeconds("ssjf", Map.of("ageing", 1.0))[1]).isEqualTo(15);
    }

    @Test
    void withoutPatienceTheQueueGoesByArrival() {
        assertThat(startSeconds("ssjf", Map.of("ageing", 1.0, "agedAfter", 0.0)))
                .isEqualTo(startSeconds("fcfs", Map.of()));
    }
}
