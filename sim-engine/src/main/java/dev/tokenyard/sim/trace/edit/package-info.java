/**
 * Changes of traces: each takes a trace and gives another one, which keeps what is known of its requests.
 *
 * <p>{@link dev.tokenyard.sim.trace.edit.TraceEdit} is the way in.
 */
@NullMarked
package dev.tokenyard.sim.trace.edit;

import org.jspecify.annotations.NullMarked;
