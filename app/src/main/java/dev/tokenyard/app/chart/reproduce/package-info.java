/** Charts of published experiments that were run again. */
@NullMarked
package dev.tokenyard.app.chart.reproduce;

import org.jspecify.annotations.NullMarked;
