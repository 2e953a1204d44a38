package dev.tokenyard.app.session;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.policy.PolicyCard;

/**
 * One policy's run in a comparison.
 *
 * @param card the policy
 * @param log what happened
 */
public record Lane(PolicyCard card, RunLog log) {}
