package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.laws.RandomScenarios.AffineStepTime;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.RoutePolicy;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * More capacity never hurts, where that is a theorem: first come first served, one request at a time. There the waits
 * follow the recursions of Lindley (one server) and of Kiefer and Wolfowitz (several behind one queue), which are monotone
 * in service times and in the number of servers, request by request. With batches it is no theorem: more room can admit a
 * long prompt earlier and delay everybody else, and joining the shortest queue can choose the slower one.
 */
class CapacityLawsTest {
    private static final int SCENARIOS = 300;
    private static final int ROOM = 1_000_000;

    private static Trace trace(Random random) {
        TraceBuilder trace = Trace.builder("capacity");
        long arrival = 0;
        int n = 2 + random.nextInt(60);
        for (int r = 0; r < n; r++) {
            arrival += random.nextInt(3) == 0 ? 0 : (long) (random.nextDouble() * 400 * Ticks.PER_MILLISECOND);
            trace.add(arrival, 1 + random.nextInt(400), 1 + random.nextInt(100));
        }
        return trace.build();
    }

    private static RequestOutcomes fcfs(Trace trace, int kvBlocks, StepTimeModel stepTime) {
        InstanceInfo info = new InstanceInfo("server", "", "", 1, kvBlocks, 16, 1, 256);
        SimulationInput input = new SimulationInput(
                trace,
                List.of(SloClass.ttft("all", 1)),
                new int[trace.size()],
                List.of(new InstanceSetup(info, stepTime)),
                "one at a time",
                0,
                0,
                "",
                new int[0]);
        Policy policy = PolicyCatalog.byId("fcfs").create(Defaults.context(trace::outputTokens));
        return Simulator.run(input, policy, RunOptions.OUTCOMES_ONLY).outcomes();
    }

    private static AffineStepTime stepTime(Random random) {
        return new AffineStepTime(
                1_000_000 + random.nextInt(1 << 30),
                random.nextInt(1 << 20),
                random.nextInt(1 << 20),
                random.nextInt(1 << 12));
    }

    /** A GPU that is faster in any respect and slower in none serves every request no later. */
    @Test
    void aFasterGpuDelaysNobody() {
        int faster = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            Random random = new Random(s);
            Trace trace = trace(random);
            AffineStepTime slow = stepTime(random);
            AffineStepTime fast = new AffineStepTime(
                    (long) (slow.base() * random.nextDouble()) + 1,
                    slow.perSequence(),
                    slow.perToken() - random.nextInt((int) slow.perToken() + 1),
                    slow.perContext());
            RequestOutcomes before = fcfs(trace, ROOM, slow);
            RequestOutcomes after = fcfs(trace, ROOM, fast);
            for (int r = 0; r < trace.size(); r++) {
                assertThat(after.completedTick(r))
                        .as("scenario %d, request %d", s, r)
                        .isLessThanOrEqualTo(before.completedTick(r));
                assertThat(after.firstTokenTick(r)).isLessThanOrEqualTo(before.firstTokenTick(r));
                faster += after.completedTick(r) < before.completedTick(r) ? 1 : 0;
            }
        }
        assertThat(faster).isGreaterThan(SCENARIOS);
    }

    /** Once the largest request fits, further blocks change nothing; below that, they let more requests in. */
    @Test
    void moreBlocksOnlyLetMoreIn() {
        int refusals = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            Random random = new Random(s);
            Trace trace = trace(random);
            AffineStepTime stepTime = stepTime(random);
            int largest = 0;
            for (int r = 0; r < trace.size(); r++) {
                largest = Math.max(largest, Math.ceilDiv(trace.promptTokens(r) + trace.outputTokens(r) - 1, 16));
            }
            RequestOutcomes exact = fcfs(trace, largest, stepTime);
            RequestOutcomes roomy = fcfs(trace, ROOM, stepTime);
            RequestOutcomes tight = fcfs(trace, Math.max(1, largest / 2), stepTime);
            for (int r = 0; r < trace.size(); r++) {
                assertThat(exact.isCompleted(r)).isTrue();
                assertThat(roomy.completedTick(r)).isEqualTo(exact.completedTick(r));
                refusals += tight.isCompleted(r) ? 0 : 1;
            }
        }
        assertThat(refusals).isGreaterThan(SCENARIOS);
    }

    /** One queue for all servers, told by a ledger of when each will be free: the queue of Kiefer and Wolfowitz. */
    private record EarliestFree(Trace trace, long stepTicks, long[] freeTick) {
        RoutePolicy route() {
            return (request, requests, cluster) -> {
                int first = 0;
                for (int i = 1; i < freeTick.length; i++) {
                    first = freeTick[i] < freeTick[first] ? i : first;
                }
                long start = Math.max(freeTick[first], trace.arrivalTick(request));
                freeTick[first] = start + trace.outputTokens(request) * stepTicks;
                return first;
            };
        }
    }

    private static RequestOutcomes servers(Trace trace, int count, long[] freeTick) {
        long step = 10 * Ticks.PER_MILLISECOND;
        PolicyContext context = new PolicyContext(
                Map.of(),
                trace::outputTokens,
                BatchingModes.byId(BatchingModes.DEFAULT).create(Map.of()),
                new EarliestFree(trace, step, freeTick).route());
        Policy policy = PolicyCatalog.byId("fcfs").create(context);
        return Simulator.run(SingleServer.input(trace, count, step), policy, RunOptions.OUTCOMES_ONLY)
                .outcomes();
    }

    @Test
    void oneMoreServerDelaysNobody() {
        int earlier = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            Random random = new Random(s);
            TraceBuilder oneTokenPrompts = Trace.builder("servers");
            Trace drawn = trace(random);
            for (int r = 0; r < drawn.size(); r++) {
                oneTokenPrompts.add(drawn.arrivalTick(r), 1, drawn.outputTokens(r));
            }
            Trace trace = oneTokenPrompts.build();
            int count = 1 + random.nextInt(4);
            long[] freeTick = new long[count];
            RequestOutcomes before = servers(trace, count, freeTick);
            RequestOutcomes after = servers(trace, count + 1, new long[count + 1]);
            long last = 0;
            for (int r = 0; r < trace.size(); r++) {
                assertThat(after.completedTick(r))
                        .as("scenario %d, request %d", s, r)
                        .isLessThanOrEqualTo(before.completedTick(r));
                earlier += after.completedTick(r) < before.completedTick(r) ? 1 : 0;
                last = Math.max(last, before.completedTick(r));
            }
            assertThat(Arrays.stream(freeTick).max().orElseThrow())
                    .as("the ledger and the engine agree")
                    .isEqualTo(last);
        }
        assertThat(earlier).isGreaterThan(SCENARIOS);
    }
}
