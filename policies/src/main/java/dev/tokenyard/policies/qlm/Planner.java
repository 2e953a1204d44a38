package dev.tokenyard.policies.qlm;

/** Orders waiting groups. */
@FunctionalInterface
interface Planner {
    /** A plan in which every group stands in one queue that it fits, deterministic for the problem. */
    QueuePlan plan(PlanProblem problem);
}
