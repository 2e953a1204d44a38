package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.model.Trace;

/**
 * A trace read from a file, and how the reading went.
 *
 * @param trace the requests, never none
 * @param report the counts and the refused rows
 */
public record TraceImport(Trace trace, ImportReport report) {}
