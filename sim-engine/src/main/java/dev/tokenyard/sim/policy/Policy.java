package dev.tokenyard.sim.policy;

/**
 * A policy made for one run: its card and its decision points. The parts may keep state; a run uses them from one
 * thread, and they serve no second run.
 *
 * @param card what it says of itself
 * @param order who is next
 * @param batch what a step processes
 * @param route which instance a request goes to
 * @param residency told of admissions and departures
 */
public record Policy(
        PolicyCard card, OrderPolicy order, BatchPolicy batch, RoutePolicy route, ResidencyListener residency) {}
