package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.cost.UnitStepTime;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.LoadPolicy;
import dev.tokenyard.sim.policy.PlanRejectedException;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two models on one GPU, steps of a second, worked by hand. */
class SharedGpusExamplesTest {
    private static final long SECOND = Ticks.PER_SECOND;

    private static InstanceSetup model(String id, long loadSeconds) {
        return new InstanceSetup(new InstanceInfo("gpu " + id, "gpu", id, 1, 100, 16, 8, 4096), UnitStepTime.ONE_SECOND)
                .onSharedGpus(0, loadSeconds * SECOND);
    }

    private static SimulationInput input(Trace trace) {
        return new SimulationInput(
                trace,
                List.of(SloClass.ttft("all", Double.POSITIVE_INFINITY)),
                new int[trace.size()],
                List.of(model("a", 5), model("b", 10)),
                BatchingModes.DEFAULT,
                0,
                0,
                "",
                new int[0]);
    }

    private static Policy fcfs() {
        PolicyContext context = Defaults.context(r -> 0);
        return PolicyCatalog.byId("fcfs").create(context);
    }

    private static Trace trace(Object... rows) {
        TraceBuilder builder = Trace.builder("turns");
        for (int i = 0; i < rows.length; i += 3) {
            builder.add((int) rows[i] * SECOND, 10, (int) rows[i + 1], "", (String) rows[i + 2]);
        }
        return builder.build();
    }

    /**
     * Request 0 decodes until 4. Request 1, of b, comes at 1 and is first in line, so request 2, of a, may not join. b is
     * loaded from 4 to 14 and serves request 1 until 17; a is loaded again until 22.
     */
    @Test
    void theFirstInLineGetsItsModelOnceTheBatchHasEnded() {
        RunLog log = Simulator.run(input(trace(0, 4, "a", 1, 3, "b", 2, 2, "a")), fcfs(), RunOptions.RECORDED);
        assertThat(log.outcomes().completedTick(0)).isEqualTo(4 * SECOND);
        assertThat(log.outcomes().firstScheduledTick(1)).isEqualTo(14 * SECOND);
        assertThat(log.outcomes().completedTick(1)).isEqualTo(17 * SECOND);
        assertThat(log.outcomes().firstScheduledTick(2)).isEqualTo(22 * SECOND);
        assertThat(log.outcomes().completedTick(2)).isEqualTo(24 * SECOND);
        assertThat(log.info().totals().loads().count()).isEqualTo(2);
        assertThat(log.info().totals().loads().ticks()).isEqualTo(15 * SECOND);

        RunCursor cursor = log.cursor();
        cursor.seek(3 * SECOND);
        assertThat(cursor.isLoaded(0)).isTrue();
        assertThat(cursor.blockReason(0)).isEqualTo(BlockReason.OTHER_MODEL);
        assertThat(cursor.blockedHead(0)).isEqualTo(2);
        cursor.seek(9 * SECOND);
        assertThat(cursor.isLoading(1)).isTrue();
        assertThat(cursor.isLoaded(0)).isFalse();
        assertThat(cursor.loadedShare(1)).isEqualTo(0.5);
        cursor.seek(14 * SECOND);
        assertThat(cursor.isLoaded(1)).isTrue();
        assertThat(cursor.loadedShare(0)).isZero();
        cursor.seek(5 * SECOND);
        assertThat(cursor.loadedShare(1)).isEqualTo(0.1);
    }

    /** GPUs that idle are turned over at once; a request that comes meanwhile for the old model waits for its turn. */
    @Test
    void idleGpusAreTurnedOverAtOnce() {
        RunLog log = Simulator.run(input(trace(1, 1, "b", 2, 1, "a")), fcfs(), RunOptions.RECORDED);
        assertThat(log.outcomes().completedTick(0)).isEqualTo(12 * SECOND);
        assertThat(log.outcomes().completedTick(1)).isEqualTo(18 * SECOND);
    }

    /** A policy that stays with the loaded model as long as it has requests loads once where first in line loads twice. */
    @Test
    void aPolicyMayStayWithTheLoadedModel() {
        LoadPolicy stay =
                gpus -> gpus.residentCount() > 0 || gpus.head(gpus.loaded()) >= 0 ? gpus.loaded() : gpus.firstInLine();
        RunLog log =
                Simulator.run(input(trace(0, 4, "a", 1, 3, "b", 2, 2, "a")), fcfs().with(stay), RunOptions.RECORDED);
        assertThat(log.outcomes().completedTick(2)).isEqualTo(4 * SECOND);
        assertThat(log.outcomes().completedTick(1)).isEqualTo(17 * SECOND);
        assertThat(log.info().totals().loads().count()).isEqualTo(1);
    }

    @Test
    void aPolicyThatNamesAnIdleInstanceIsRejected() {
        Trace trace = trace(0, 2, "a", 1, 2, "a");
        assertThatThrownBy(() -> Simulator.run(input(trace), fcfs().with((LoadPolicy) gpus -> 1), RunOptions.RECORDED))
                .isInstanceOf(PlanRejectedException.class)
                .hasMessageContaining("GPUs must be turned to an instance with requests");
        assertThatThrownBy(() -> Simulator.run(input(trace), fcfs().with((LoadPolicy) gpus -> 7), RunOptions.RECORDED))
                .isInstanceOf(PlanRejectedException.class)
                .hasMessageContaining("on the same GPUs");
        assertThatThrownBy(() -> Simulator.run(
                        input(trace(0, 1, "b")), fcfs().with((LoadPolicy) gpus -> 0), RunOptions.RECORDED))
                .isInstanceOf(PlanRejectedException.class);
    }

    @Test
    void sharedGpusTakeNoLinksAndEachModelOnce() {
        Trace trace = trace(0, 1, "a");
        InstanceSetup first = model("a", 1);
        assertThatThrownBy(() -> inputOf(trace, first, first))
                .hasMessageContaining("Model a is named twice on the same GPUs");
        InstanceSetup split = new InstanceSetup(
                first.info().withRole(InstanceRole.DECODE), first.stepTime(), first.hostLink(), first.kvLink(), 1);
        assertThatThrownBy(() -> inputOf(trace, model("b", 1), split))
                .hasMessageContaining("shares its GPUs with other models");
        assertThatThrownBy(() -> model("a", -1)).hasMessageContaining("give a time from 0 to 100 days");
    }

    private static SimulationInput inputOf(Trace trace, InstanceSetup... instances) {
        return new SimulationInput(
                trace,
                List.of(SloClass.ttft("all", 1)),
                new int[trace.size()],
                List.of(instances),
                BatchingModes.DEFAULT,
                0,
                0,
                "",
                new int[0]);
    }
}
