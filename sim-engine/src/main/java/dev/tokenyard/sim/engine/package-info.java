/** The simulator: event loop, request life cycle, KV block ledger and plan checker. */
@NullMarked
package dev.tokenyard.sim.engine;

import org.jspecify.annotations.NullMarked;
