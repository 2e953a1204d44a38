package dev.tokenyard.sim.policy;

import dev.tokenyard.sim.time.Ticks;
import java.util.Locale;

/** A policy's plan broke a rule. The message is for the author of the policy. */
public final class PlanRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Describes the broken rule.
     *
     * @param policyId the policy
     * @param tick the moment in ticks
     * @param request the request concerned, -1 for the plan as a whole
     * @param rule what must hold
     * @param required the number that the plan asked for
     * @param available the number that there was
     */
    public PlanRejectedException(String policyId, long tick, int request, String rule, long required, long available) {
        super(String.format(
                Locale.ROOT,
                "Policy %s broke a rule at %.6f s%s: %s (asked for %d, allowed %d).",
                policyId,
                Ticks.toSeconds(tick),
                request < 0 ? "" : " with request " + request,
                rule,
                required,
                available));
    }
}
