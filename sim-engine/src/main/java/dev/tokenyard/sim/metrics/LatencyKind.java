package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;

/** The latencies of a request. Each is a number of seconds, or NaN where what it ends with did not happen. */
public enum LatencyKind {
    /** Time to first token: end of the step that yielded the first output token, less the arrival. */
    TTFT("TTFT"),
    /** Time per output token after the first: (completion - first token) / (output tokens - 1); needs two tokens. */
    TPOT("TPOT"),
    /** End-to-end latency: completion less arrival. */
    E2E("End-to-end latency"),
    /** Time in the queue before the first admission; waits after a preemption do not count. */
    QUEUE("Queueing time");

    private final String label;

    LatencyKind(String label) {
        this.label = label;
    }

    /** The words for people. */
    public String label() {
        return label;
    }

    /** This latency of request {@code r} in seconds, NaN if it has none. */
    public double seconds(RunLog log, int r) {
        RequestOutcomes outcomes = log.outcomes();
        long arrival = log.trace().arrivalTick(r);
        return switch (this) {
            case TTFT -> between(arrival, outcomes.firstTokenTick(r));
            case TPOT -> {
                int gaps = log.trace().outputTokens(r) - 1;
                yield gaps > 0 && outcomes.isCompleted(r)
                        ? between(outcomes.firstTokenTick(r), outcomes.completedTick(r)) / gaps
                        : Double.NaN;
            }
            case E2E -> between(arrival, outcomes.completedTick(r));
            case QUEUE -> between(arrival, outcomes.firstScheduledTick(r));
        };
    }

    private static double between(long fromTick, long toTick) {
        return toTick == RequestOutcomes.NEVER ? Double.NaN : Ticks.toSeconds(toTick - fromTick);
    }
}
