package dev.tokenyard.policies.laws;

import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.cost.UnitStepTime;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyContext;
import java.util.Collections;
import java.util.List;

/**
 * The engine as the single server of queueing theory: one request in the batch, prompts of one token and steps of equal
 * length, so that a request's service lasts as many steps as it has output tokens.
 */
final class SingleServer {
    private SingleServer() {}

    /** A server, or several side by side. */
    static SimulationInput input(Trace trace, int servers, long stepTicks) {
        InstanceInfo info = new InstanceInfo("server", "", "", 1, Integer.MAX_VALUE, 16, 1, Integer.MAX_VALUE);
        return new SimulationInput(
                trace,
                List.of(SloClass.ttft("all", Double.POSITIVE_INFINITY)),
                new int[trace.size()],
                Collections.nCopies(servers, new InstanceSetup(info, new UnitStepTime(stepTicks))),
                "one at a time",
                0,
                0,
                "",
                new int[0]);
    }

    /** Policies that ask for lengths are told the truth. */
    static PolicyContext truth(Trace trace) {
        return PolicyContext.of(trace::outputTokens);
    }

    static RunLog run(Trace trace, long stepTicks, String policyId) {
        return run(trace, stepTicks, PolicyCatalog.byId(policyId).create(truth(trace)));
    }

    static RunLog run(Trace trace, long stepTicks, Policy policy) {
        return Simulator.run(input(trace, 1, stepTicks), policy, RunOptions.OUTCOMES_ONLY);
    }

    /** Times from arrival to completion, summed. */
    static long totalSojournTicks(RunLog log) {
        long sum = 0;
        for (int r = 0; r < log.trace().size(); r++) {
            sum += log.outcomes().completedTick(r) - log.trace().arrivalTick(r);
        }
        return sum;
    }
}
