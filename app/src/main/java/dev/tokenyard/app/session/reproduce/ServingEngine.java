package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.reproduce.ReleasedSimulator.Batching;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.util.Map;

/**
 * The same jobs in a serving engine: each takes as long as in {@link ReleasedSimulator} when it is alone, batches follow
 * the same rule under every order, nothing is preempted, and what is under way stays where it is.
 */
final class ServingEngine {
    private static final int ROOM = 1 << 20;

    private ServingEngine() {}

    /** Steps of 20 ms, and 100 ms more where a prompt is processed. */
    private static final class JobStepTime implements StepTimeModel {
        @Override
        public long stepTicks(int decodeSequences, long contextTokens, int prefillTokens, long prefillAttentionPairs) {
            return (prefillTokens > 0 ? 120 : 20) * Ticks.PER_MILLISECOND;
        }

        @Override
        public long contextTokenTicks(int decodeSequences, long contextTokens) {
            return 0;
        }

        @Override
        public String label() {
            return "20 ms a token";
        }
    }

    /** First come, first served. */
    static JobTimes firstComeFirstServed(Batching batching, int batchCap, ChatJobs jobs) {
        return run("fcfs", batching, batchCap, jobs, new int[jobs.tokens().length]);
    }

    /**
     * Shortest predicted job first.
     *
     * @param predicted numbers that order the jobs
     */
    static JobTimes shortestFirst(Batching batching, int batchCap, ChatJobs jobs, double[] predicted) {
        int[] lengths = new int[predicted.length];
        for (int job = 0; job < lengths.length; job++) {
            lengths[job] = (int) Math.max(0, Math.round(predicted[job]));
        }
        return run("ssjf", batching, batchCap, jobs, lengths);
    }

    private static JobTimes run(String policyId, Batching batching, int batchCap, ChatJobs jobs, int[] predicted) {
        Trace trace = jobs.trace();
        String mode = switch (batching) {
            case NONE -> "none";
            case DYNAMIC -> "static";
            case CONTINUOUS -> "vllm-v1";
        };
        InstanceInfo info = new InstanceInfo("server", "", "", 1, ROOM, 16, batchCap, ROOM);
        OneServer server = new OneServer(new InstanceSetup(info, new JobStepTime()), mode, 0);
        RequestOutcomes outcomes =
                server.run(policyId, Map.of(), trace, predicted, 0).outcomes();
        double[] finish = new double[trace.size()];
        for (int job = 0; job < finish.length; job++) {
            finish[job] = Ticks.toSeconds(outcomes.completedTick(job));
        }
        return new JobTimes(jobs.arrivalSeconds(), finish);
    }
}
