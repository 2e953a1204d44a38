package dev.tokenyard.sim.workload;

import dev.tokenyard.sim.model.TraceBuilder;

/** The requests of one stream in the order in which they arrive, one request ahead. */
interface StreamSource {
    /** The place of the stream in its recipe, from 0. */
    int number();

    /** When the next request arrives, in seconds; infinite if there is none. */
    double nextSeconds();

    /** Adds the next request to a trace. */
    void emit(TraceBuilder trace);
}
