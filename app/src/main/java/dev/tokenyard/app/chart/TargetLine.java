package dev.tokenyard.app.chart;

/**
 * A line across a chart at a value that matters, such as a service objective.
 *
 * @param label its words
 * @param onX true for a vertical line at an abscissa, false for a horizontal one at an ordinate
 * @param value where, in the axis's unit
 */
public record TargetLine(String label, boolean onX, double value) {}
