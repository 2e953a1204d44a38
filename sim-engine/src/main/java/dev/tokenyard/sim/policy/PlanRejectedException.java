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
        super(message(
                policyId, tick, request, String.format("%s (asked for %d, allowed %d).", rule, required, available)));
    }

    private PlanRejectedException(String message) {
        super(message);
    }

    /**
     * A route that breaks a rule.
     *
     * @param policyId the policy
     * @param routerId what routes for it
     * @param tick the moment in ticks
     * @param request the request
     * @param why where it was sent and why it cannot go there, to follow "sends it"
     */
    public static PlanRejectedException ofRoute(String policyId, String routerId, long tick, int request, String why) {
        return new PlanRejectedException(
                message(policyId, tick, request, "router " + routerId + " sends it " + why + "."));
    }

    private static String message(String policyId, long tick, int request, String rule) {
        return String.format(
                Locale.ROOT,
                "Policy %s broke a rule at %.6f s%s: %s",
                policyId,
                Ticks.toSeconds(tick),
                request < 0 ? "" : " with request " + request,
                rule);
    }
}
