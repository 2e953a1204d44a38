/** The run log: what happened, as append-only columns, and cursors that look any moment up. */
@NullMarked
package dev.tokenyard.sim.log;

import org.jspecify.annotations.NullMarked;
