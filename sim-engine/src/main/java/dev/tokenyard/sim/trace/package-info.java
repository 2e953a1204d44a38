/**
 * Traces of requests: readers of the public formats, the project's own CSV, and statistics.
 *
 * <p>{@link dev.tokenyard.sim.trace.TraceReader} is the way in. A new format is one class in {@code format} that implements
 * {@link dev.tokenyard.sim.trace.format.TraceFormat} and one entry in {@link dev.tokenyard.sim.trace.format.TraceFormats}.
 */
@NullMarked
package dev.tokenyard.sim.trace;

import org.jspecify.annotations.NullMarked;
