package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.Ticks;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run sets its columns up for so many requests; after that, neither a step nor a request makes an object. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int REQUESTS = 3_000;

    static Stream<String> policies() {
        return PolicyCatalog.all().stream()
                .filter(factory -> !factory.plansWithProfiles())
                .map(factory -> factory.card().id());
    }

    private record Run(long bytes, long steps) {}

    /** Memory is short, so that there are preemptions, look-aheads and chunks as well as steps. */
    private static Run run(String policyId, int requests, int outputScale) {
        Random random = new Random(11);
        TraceBuilder builder = Trace.builder("steps");
        long arrival = 0;
        for (int r = 0; r < requests; r++) {
            arrival += random.nextInt(40) * Ticks.PER_MILLISECOND * outputScale;
            builder.add(arrival, 1 + random.nextInt(400), outputScale * (1 + random.nextInt(40)));
        }
        Trace trace = builder.build();
        int[] truth = new int[requests];
        for (int r = 0; r < requests; r++) {
            truth[r] = trace.outputTokens(r);
        }
        InstanceSetup instance = new InstanceSetup(
                new InstanceInfo("a", "gpu", "model", 1, 40 + 12 * outputScale, 16, 16, 256),
                new RandomScenarios.AffineStepTime(5_000_000_000L, 50_000_000, 10_000_000, 20_000));
        SimulationInput input = new SimulationInput(
                trace,
                List.of(SloClass.ttft("all", 1)),
                new int[requests],
                List.of(instance),
                "vllm-v1",
                0,
                1,
                "",
                truth);
        // Once before, so that what is set up for all runs is not counted.
        simulate(policyId, input);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        RunLog log = simulate(policyId, input);
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        return new Run(bytes, log.info().totals().steps());
    }

    private static RunLog simulate(String policyId, SimulationInput input) {
        return Simulator.run(
                input,
                PolicyCatalog.byId(policyId).create(Defaults.context(r -> input.predictedTokens()[r])),
                RunOptions.OUTCOMES_ONLY);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void moreStepsTakeNoMoreMemory(String policyId) {
        Run few = run(policyId, REQUESTS, 1);
        Run many = run(policyId, REQUESTS, 20);
        assertThat(many.steps()).isGreaterThan(5 * few.steps());
        // Room for structures that grow to the size of the largest batch or queue.
        assertThat(many.bytes() - few.bytes()).isLessThan((many.steps() - few.steps()) / 4);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aRequestTakesItsColumnsAndNoObject(String policyId) {
        Run half = run(policyId, REQUESTS, 1);
        Run whole = run(policyId, 2 * REQUESTS, 1);
        // The columns of RequestTable and a queue that may hold them all; where there is one, a backlog that may, whose
        // places grow too high for the queue's buckets. The smallest object would add 16 bytes an event.
        assertThat((whole.bytes() - half.bytes()) / REQUESTS).isLessThan(policyId.equals("sorted-f") ? 212 : 160);
    }
}
