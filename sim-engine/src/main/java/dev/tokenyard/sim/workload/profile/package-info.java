/**
 * What a trace is like, in the few numbers that charts draw.
 *
 * <p>{@link dev.tokenyard.sim.workload.profile.TraceProfile} is the way in.
 */
@NullMarked
package dev.tokenyard.sim.workload.profile;

import org.jspecify.annotations.NullMarked;
