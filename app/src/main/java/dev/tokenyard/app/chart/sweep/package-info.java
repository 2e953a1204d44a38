/** Charts of figures against a knob. */
@NullMarked
package dev.tokenyard.app.chart.sweep;

import org.jspecify.annotations.NullMarked;
