/** Tests of the charts of a comparison. */
@NullMarked
package dev.tokenyard.app.chart.comparison;

import org.jspecify.annotations.NullMarked;
