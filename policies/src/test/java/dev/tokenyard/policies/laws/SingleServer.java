package dev.tokenyard.policies.laws;

import dev.tokenyard.policies.Defaults;
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
import java.util.Collections;
import java.util.List;

/**
 * The engine as the single server of queueing theory: one request in the batch, prompts of one token and steps of equal
 * length, so that a request's service lasts as many steps as it has output tokens.
 */
final class SingleServer {
    private static final int ROOM = 1 << 20;

    private SingleServer() {}

    /** A server, or several side by side. */
    static SimulationInput input(Trace trace, int servers, long stepTicks) {
        InstanceInfo info = new InstanceInfo("server", "", "", 1, ROOM, 16, 1, ROOM);
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

    /** A policy that is told true lengths if it asks for any. */
    static RunLog run(Trace trace, long stepTicks, String policyId) {
        return run(trace, stepTicks, PolicyCatalog.byId(policyId).create(Defaults.context(trace::outputTokens)));
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
