/** Tests of charts of predictions. */
@NullMarked
package dev.tokenyard.app.chart.prediction;

import org.jspecify.annotations.NullMarked;
