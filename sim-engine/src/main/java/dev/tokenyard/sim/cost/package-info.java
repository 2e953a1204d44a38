/** What a step costs: step-time models, KV-cache sizes and transfers. All rounding to ticks happens here. */
@NullMarked
package dev.tokenyard.sim.cost;

import org.jspecify.annotations.NullMarked;
