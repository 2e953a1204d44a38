package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.policies.shepherd.Shepherd;
import dev.tokenyard.sim.cost.UnitStepTime;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.DecisionClock;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.ServiceProfile;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** SHEPHERD with steps of a second, worked by hand. Prompts have 10 tokens, blocks 16, and a first token takes a step. */
class ShepherdExamplesTest {
    private static final long SECOND = Ticks.PER_SECOND;
    private static final ServiceProfile PROFILE = new ServiceProfile(4, 1, 1, 4, 4, 0);

    private static InstanceSetup gpu(String model, int kvBlocks) {
        return new InstanceSetup(
                new InstanceInfo("gpu " + model, "gpu", model, 1, kvBlocks, 16, 8, 4096), UnitStepTime.ONE_SECOND);
    }

    private static InstanceSetup shared(int gpus, String model, long loadSeconds) {
        return gpu(model, 100).onSharedGpus(gpus, loadSeconds * SECOND);
    }

    /** Rows of arrival in seconds, output tokens and model. */
    private static Trace trace(Object... rows) {
        TraceBuilder builder = Trace.builder("example");
        for (int i = 0; i < rows.length; i += 3) {
            builder.add((int) rows[i] * SECOND, 10, (int) rows[i + 1], "", (String) rows[i + 2]);
        }
        return builder.build();
    }

    private static RunLog run(
            Trace trace, double targetSeconds, Map<String, Double> knobs, List<InstanceSetup> instances) {
        SimulationInput input = new SimulationInput(
                trace,
                List.of(SloClass.ttft("all", targetSeconds)),
                new int[trace.size()],
                instances,
                BatchingModes.DEFAULT,
                0,
                0,
                "",
                new int[0]);
        RandomStreams streams = new RandomStreams(0);
        return Simulator.run(
                input,
                new Shepherd()
                        .create(new PolicyContext(
                                knobs,
                                request -> 1,
                                BatchingModes.byId(BatchingModes.DEFAULT).create(Map.of()),
                                Routers.byId(Routers.DEFAULT).create(streams),
                                streams,
                                (instance, sloClass, from, to) -> PROFILE,
                                DecisionClock.NONE)),
                RunOptions.RECORDED);
    }

    private static List<Long> starts(RunLog log) {
        List<Long> starts = new ArrayList<>();
        for (int r = 0; r < log.trace().size(); r++) {
            starts.add(log.outcomes().firstScheduledTick(r) / SECOND);
        }
        return starts;
    }

    private static List<Long> ends(RunLog log) {
        List<Long> ends = new ArrayList<>();
        for (int r = 0; r < log.trace().size(); r++) {
            ends.add(log.outcomes().completedTick(r) / SECOND);
        }
        return ends;
    }

    /** Requests 0 and 1 are one batch until 4; request 2 comes at 1 and waits for its end, although request 1 ends at 2. */
    @Test
    void nobodyJoinsABatchThatHasBegun() {
        RunLog log = run(
                trace(0, 4, "", 0, 2, "", 1, 1, ""),
                Double.POSITIVE_INFINITY,
                Map.of("max-output", 6.0),
                List.of(gpu("", 100)));
        assertThat(starts(log)).containsExactly(0L, 0L, 4L);
        assertThat(ends(log)).containsExactly(4L, 2L, 5L);
    }

    /** Four blocks hold two requests of up to 10 + 22 tokens, or four of up to 10 + 6, whatever they really generate. */
    @Test
    void aBatchIsSizedForTheLongestOutput() {
        Trace five = trace(0, 2, "", 0, 2, "", 0, 2, "", 0, 2, "", 0, 2, "");
        List<InstanceSetup> small = List.of(gpu("", 4));
        assertThat(starts(run(five, Double.POSITIVE_INFINITY, Map.of("max-output", 22.0), small)))
                .containsExactly(0L, 0L, 2L, 2L, 4L);
        assertThat(starts(run(five, Double.POSITIVE_INFINITY, Map.of("max-output", 6.0), small)))
                .containsExactly(0L, 0L, 0L, 0L, 2L);
    }

    /**
     * Request 0 runs alone. With the two that come at 1 a batch of three is possible, three times as large: request 0 is
     * evicted and begins again with them, computing its prompt and its first token together. A factor of 4 lets it run to 10.
     */
    @Test
    void aBatchThatIsLargeEnoughPreempts() {
        Trace three = trace(0, 10, "", 1, 2, "", 1, 2, "");
        List<InstanceSetup> one = List.of(gpu("", 100));
        RunLog preempting = run(three, Double.POSITIVE_INFINITY, Map.of("preemption", 3.0, "max-output", 6.0), one);
        assertThat(starts(preempting)).containsExactly(0L, 1L, 1L);
        assertThat(ends(preempting)).containsExactly(10L, 3L, 3L);
        assertThat(preempting.info().totals().preemptions()).isEqualTo(1);
        RunLog waiting = run(three, Double.POSITIVE_INFINITY, Map.of("preemption", 4.0, "max-output", 6.0), one);
        assertThat(starts(waiting)).containsExactly(0L, 10L, 10L);
        assertThat(waiting.info().totals().preemptions()).isZero();
    }

    /**
     * The three of b outnumber the one of a, which is evicted at 1; b is loaded until 6 and serves until 8, and a is loaded
     * again until 13. With 9 tokens to go, request 0 ends at 22.
     */
    @Test
    void aBatchOfAnotherModelPreemptsAndIsLoaded() {
        Trace trace = trace(0, 10, "a", 1, 2, "b", 1, 2, "b", 1, 2, "b");
        List<InstanceSetup> turns = List.of(shared(0, "a", 5), shared(0, "b", 5));
        RunLog log = run(trace, 60, Map.of("preemption", 3.0, "max-output", 6.0), turns);
        assertThat(starts(log)).containsExactly(0L, 6L, 6L, 6L);
        assertThat(ends(log)).containsExactly(22L, 8L, 8L, 8L);
        assertThat(log.info().totals().loads().count()).isEqualTo(2);
        // Due 5 s after their arrival they cannot be in time, as loading b takes as long, and count for nothing.
        assertThat(run(trace, 5, Map.of("preemption", 3.0, "max-output", 6.0), turns)
                        .info()
                        .totals()
                        .preemptions())
                .isZero();
    }

    /** Of two models that wait, the one with the larger batch is next, although the other waits longer. */
    @Test
    void idleGpusTakeTheLargestBatch() {
        RunLog log = run(
                trace(0, 4, "a", 1, 1, "b", 2, 1, "c", 2, 1, "c"),
                60,
                Map.of("max-output", 6.0),
                List.of(shared(0, "a", 5), shared(0, "b", 5), shared(0, "c", 5)));
        assertThat(starts(log)).containsExactly(0L, 15L, 9L, 9L);
    }

    /**
     * Twelve requests for a every ten seconds and, five seconds later, twelve for b: more than a batch, so that without a plan
     * those left over have the other GPU loaded. The plan gives each model a GPU of its own.
     */
    @Test
    void thePlanSharesTheGpusOut() {
        Object[] rows = new Object[3 * 240];
        for (int r = 0; r < 240; r++) {
            rows[3 * r] = 5 * (r / 12);
            rows[3 * r + 1] = 3;
            rows[3 * r + 2] = r / 12 % 2 == 0 ? "a" : "b";
        }
        assertThat(lateLoads(trace(rows), 30)).isZero();
        assertThat(lateLoads(trace(rows), 86_400)).isGreaterThan(4);
    }

    /** Loads later than 45 s, when what was begun by the plan of 30 s has ended. */
    private static int lateLoads(Trace trace, double periodSeconds) {
        List<InstanceSetup> turns = List.of(shared(0, "a", 2), shared(0, "b", 2), shared(1, "a", 2), shared(1, "b", 2));
        RunLog log = run(trace, 600, Map.of("period", periodSeconds, "max-output", 6.0), turns);
        int late = 0;
        for (int e = 0; e < log.events().size(); e++) {
            boolean isLate = log.events().tick(e) > 45 * SECOND;
            late += isLate && log.events().kind(e) == EventKind.LOADING ? 1 : 0;
        }
        return late;
    }
}
