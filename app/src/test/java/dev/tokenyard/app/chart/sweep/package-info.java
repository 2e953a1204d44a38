/** Tests of charts of sweeps. */
@NullMarked
package dev.tokenyard.app.chart.sweep;

import org.jspecify.annotations.NullMarked;
