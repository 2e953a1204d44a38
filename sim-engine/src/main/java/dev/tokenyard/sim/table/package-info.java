/** Tables of numbers in CSV files, as measuring tools write them, and the step-time grids made of them. */
@NullMarked
package dev.tokenyard.sim.table;

import org.jspecify.annotations.NullMarked;
