package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How long a run takes on a cluster of the size of QLM's evaluation: 30 A10 and 50 A100 that serve four models, and requests of
 * its three classes a little faster than the slowest model's instances complete them.
 */
public final class ClusterBenchmark {
    private static final int RUNS = 5;
    private static final long SEED = 1;
    private static final double LOAD = 1.05;
    private static final double HOST_GIB = 80;
    private static final String[] POLICIES = {"fcfs", "qlm"};
    private static final QlmWorkload WORKLOAD = new QlmWorkload(
            "cluster",
            QlmWorkload.ONE_MODEL.classShares(),
            List.of("mistral-7b", "llama-2-7b", "vicuna-13b", "llama-2-13b"),
            0);

    private ClusterBenchmark() {}

    /**
     * What was measured of a policy, in its fastest run.
     *
     * @param instances instances of the cluster
     * @param requests requests simulated
     * @param seconds wall-clock seconds of the run, without a recording
     * @param plans plans that were made
     * @param planSeconds seconds of the run that plans took, all together
     * @param longestPlanMillis milliseconds of the longest
     */
    public record Measurement(
            String policyId,
            int instances,
            int requests,
            double seconds,
            int plans,
            double planSeconds,
            double longestPlanMillis) {}

    /** Measures FCFS and QLM on so many requests. */
    public static List<Measurement> run(int requests, Consumer<String> progress) {
        QlmServer server = new QlmServer(
                List.of(
                        QlmServer.group(15, "a10", "mistral-7b", HOST_GIB),
                        QlmServer.group(15, "a10", "llama-2-7b", HOST_GIB),
                        QlmServer.group(25, "a100-80g", "vicuna-13b", HOST_GIB),
                        QlmServer.group(25, "a100-80g", "llama-2-13b", HOST_GIB)),
                WORKLOAD);
        double slowest = Double.POSITIVE_INFINITY;
        for (String model : WORKLOAD.models()) {
            double sum = 0;
            for (int i = 0; i < server.instances().size(); i++) {
                boolean serves = server.instances().get(i).info().modelId().equals(model);
                sum += serves ? server.requestsPerSecond(i, WORKLOAD) : 0;
            }
            slowest = Math.min(slowest, sum);
        }
        Trace trace = WORKLOAD.trace(requests, LOAD * WORKLOAD.models().size() * slowest, SEED);
        List<Measurement> measurements = new ArrayList<>();
        for (String policyId : POLICIES) {
            progress.accept("measuring " + policyId + " on a cluster of "
                    + server.instances().size() + " instances");
            Measurement best = null;
            for (int run = 0; run < RUNS; run++) {
                Measurement measured = measure(server, policyId, trace);
                best = best == null || measured.seconds < best.seconds ? measured : best;
            }
            measurements.add(best);
        }
        return measurements;
    }

    private static Measurement measure(QlmServer server, String policyId, Trace trace) {
        SimulationInput input = server.input(trace, SEED);
        PlanStopwatch plans = new PlanStopwatch();
        Policy policy = server.policy(new Contestant(policyId, policyId, Map.of()), SEED, plans);
        long start = System.nanoTime();
        Simulator.run(input, policy, RunOptions.OUTCOMES_ONLY);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Measurement(
                policyId,
                server.instances().size(),
                trace.size(),
                seconds,
                plans.count(),
                plans.sumSeconds(),
                1e3 * plans.longestSeconds());
    }
}
