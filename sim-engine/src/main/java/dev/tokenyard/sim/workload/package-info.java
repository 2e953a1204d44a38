/**
 * Synthetic traces: recipes of streams of requests, the generator that carries them out, and the samples made so.
 *
 * <p>{@link dev.tokenyard.sim.workload.WorkloadSpec} is a recipe, {@link dev.tokenyard.sim.workload.WorkloadGenerator} makes a
 * trace of it.
 */
@NullMarked
package dev.tokenyard.sim.workload;

import org.jspecify.annotations.NullMarked;
