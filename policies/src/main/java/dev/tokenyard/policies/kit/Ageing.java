package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.BatchPolicy;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.LengthEstimate;
import dev.tokenyard.sim.time.Ticks;

/**
 * The ageing of SSJF's released simulator: a dispatch serves the queue in order of arrival if the request that has waited
 * longest has waited for too long.
 *
 * @param lengths predicted outputs
 * @param mostSeconds too long for any request
 * @param mostServices too long as a multiple of a request's own predicted service time
 */
public record Ageing(LengthEstimate lengths, double mostSeconds, double mostServices) {
    /** What the released simulator takes for a request's service time. */
    private static final double SERVICE_SECONDS = 0.1;

    private static final double SECONDS_PER_TOKEN = 0.02;

    /** A batch policy whose every step begins with the question whether the queue has aged. */
    public BatchPolicy before(BatchPolicy batch) {
        return (view, plan) -> {
            int longest = view.longestWaiting();
            if (longest != InstanceView.NONE) {
                long patience = Ticks.fromSeconds(patienceSeconds(longest, view));
                long due = Ticks.after(Ticks.after(view.requests().arrivalTick(longest), patience), 1);
                if (due <= view.nowTick()) {
                    plan.serveByArrival();
                } else {
                    plan.reconsiderAt(due);
                }
            }
            batch.plan(view, plan);
            if (view.longestWaiting() != longest) {
                // The next dispatch has another request to ask this of.
                plan.reconsiderAfterSteps(1);
            }
        };
    }

    private double patienceSeconds(int request, InstanceView view) {
        double remaining = Math.max(
                1, (double) lengths.outputTokens(request) - view.requests().generatedTokens(request));
        return Math.min(mostSeconds, mostServices * (SERVICE_SECONDS + SECONDS_PER_TOKEN * remaining));
    }
}
