/**
 * QLM: request groups in virtual queues, planned by how long they will wait.
 *
 * <p>A request joins a {@link dev.tokenyard.policies.qlm.RequestGroup}; groups stand in {@link
 * dev.tokenyard.policies.qlm.VirtualQueue}s, one for each set of GPUs; {@link dev.tokenyard.policies.qlm.WaitingTimes}
 * estimates their waits; {@link dev.tokenyard.policies.qlm.GlobalScheduler} orders them anew by a {@link
 * dev.tokenyard.policies.qlm.Planner} where a target would be missed; and {@link
 * dev.tokenyard.policies.qlm.ServingOperations} carries the order out: pulling, eviction, model swapping.
 */
@NullMarked
package dev.tokenyard.policies.qlm;

import org.jspecify.annotations.NullMarked;
