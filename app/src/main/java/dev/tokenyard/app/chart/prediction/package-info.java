/** Charts of predictions: beside the truth, and of what their errors cost. */
@NullMarked
package dev.tokenyard.app.chart.prediction;

import org.jspecify.annotations.NullMarked;
