/** Simulated time: picosecond ticks, the total order of events, and named random streams. */
@NullMarked
package dev.tokenyard.sim.time;

import org.jspecify.annotations.NullMarked;
