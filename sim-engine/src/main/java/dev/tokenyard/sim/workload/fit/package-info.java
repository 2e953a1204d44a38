/**
 * Recipes from traces: what a recorded trace is like as streams of requests, and how near a synthetic one comes to it.
 *
 * <p>{@link dev.tokenyard.sim.workload.fit.TraceFit} is the way in.
 */
@NullMarked
package dev.tokenyard.sim.workload.fit;

import org.jspecify.annotations.NullMarked;
