/**
 * Pure folds over a run log: latencies, SLO attainment, memory use, and time series for strips and charts.
 *
 * <p>Nothing here simulates, draws or writes files; the same log always gives the same numbers.
 */
@NullMarked
package dev.tokenyard.sim.metrics;

import org.jspecify.annotations.NullMarked;
