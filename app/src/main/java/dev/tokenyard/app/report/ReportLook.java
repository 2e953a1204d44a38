package dev.tokenyard.app.report;

import dev.tokenyard.app.chart.ChartPalette;

/**
 * The colours of a report.
 *
 * @param light on paper, and on the screen of a reader who prefers light pages
 * @param dark on the screen of one who prefers dark ones
 */
public record ReportLook(ChartPalette light, ChartPalette dark) {}
