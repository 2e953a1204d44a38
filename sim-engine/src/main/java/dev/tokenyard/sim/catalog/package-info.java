/** The GPUs and models that a scenario can name, read from JSON; each figure with its unit and source. */
@NullMarked
package dev.tokenyard.sim.catalog;

import org.jspecify.annotations.NullMarked;
