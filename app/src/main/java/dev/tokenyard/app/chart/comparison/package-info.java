/** What a comparison looks like as charts: from run logs and metrics to chart descriptions, for window and terminal. */
@NullMarked
package dev.tokenyard.app.chart.comparison;

import org.jspecify.annotations.NullMarked;
