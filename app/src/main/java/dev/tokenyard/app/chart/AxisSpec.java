package dev.tokenyard.app.chart;

import java.util.List;

/**
 * One axis of a chart.
 *
 * @param label what it measures
 * @param unit its unit, or an empty string for a bare number
 * @param scale how values are spaced
 * @param categories the names along the axis of a {@link ChartKind#BARS} chart; empty otherwise
 */
public record AxisSpec(String label, String unit, Scale scale, List<String> categories) {
    /** How values are spaced along an axis. */
    public enum Scale {
        /** Evenly. */
        LINEAR,
        /** By their logarithm; values that are not positive cannot be shown and are left out of the picture. */
        LOGARITHMIC
    }

    public AxisSpec {
        categories = List.copyOf(categories);
    }

    /** A linear axis. */
    public static AxisSpec linear(String label, String unit) {
        return new AxisSpec(label, unit, Scale.LINEAR, List.of());
    }

    /** A logarithmic axis. */
    public static AxisSpec logarithmic(String label, String unit) {
        return new AxisSpec(label, unit, Scale.LOGARITHMIC, List.of());
    }

    /** An axis of named categories. */
    public static AxisSpec categories(String label, List<String> categories) {
        return new AxisSpec(label, "", Scale.LINEAR, categories);
    }

    /** The same axis with its values in a unit of another name. */
    public AxisSpec withUnit(String newUnit) {
        return new AxisSpec(label, newUnit, scale, categories);
    }

    /** The label with its unit, as in {@code TTFT (s)}. */
    public String labelWithUnit() {
        return unit.isEmpty() ? label : label + " (" + unit + ")";
    }

    boolean isLogarithmic() {
        return scale == Scale.LOGARITHMIC;
    }
}
