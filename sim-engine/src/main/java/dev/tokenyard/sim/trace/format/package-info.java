/**
 * The file formats of traces: one class for each, found by content through {@link dev.tokenyard.sim.trace.format.TraceFormats},
 * and what they share, from fields of CSV and flat JSON to numbers read straight from bytes. {@link
 * dev.tokenyard.sim.trace.TraceReader} feeds them lines; they know nothing of files.
 */
@NullMarked
package dev.tokenyard.sim.trace.format;

import org.jspecify.annotations.NullMarked;
