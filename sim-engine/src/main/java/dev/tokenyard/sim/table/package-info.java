/** Tables of numbers in CSV files, as measuring tools write them. */
@NullMarked
package dev.tokenyard.sim.table;

import org.jspecify.annotations.NullMarked;
