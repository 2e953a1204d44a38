package dev.tokenyard.app.chart;

import java.util.List;

/**
 * One axis of a chart.
 *
 * @param label what it measures
 * @param unit its unit, or an empty string for a bare number
 * @param scale how values are spaced
 * @param categories the names along the axis of a {@link ChartKind#BARS} chart; empty otherwise
 * @param origin where a linear axis begins
 * @param least the least value of a logarithmic axis, at which all lower ones are drawn and which is labelled so; NaN where
 *     each value is drawn in its own place
 */
public record AxisSpec(String label, String unit, Scale scale, List<String> categories, Origin origin, double least) {
    /** How values are spaced along an axis. */
    public enum Scale {
        /** Evenly. */
        LINEAR,
        /** By their logarithm; values that are not positive cannot be shown and are left out of the picture. */
        LOGARITHMIC
    }

    /** Where a linear axis begins. */
    public enum Origin {
        /** Heights at zero, abscissas near the data, as suits the kind of chart. */
        USUAL,
        /** At zero or below. */
        ZERO,
        /** Near the data, for figures whose differences are small beside their size. */
        DATA
    }

    public AxisSpec {
        categories = List.copyOf(categories);
    }

    /** A linear axis. */
    public static AxisSpec linear(String label, String unit) {
        return new AxisSpec(label, unit, Scale.LINEAR, List.of(), Origin.USUAL, Double.NaN);
    }

    /** A logarithmic axis. */
    public static AxisSpec logarithmic(String label, String unit) {
        return new AxisSpec(label, unit, Scale.LOGARITHMIC, List.of(), Origin.USUAL, Double.NaN);
    }

    /** An axis of named categories. */
    public static AxisSpec categories(String label, List<String> categories) {
        return new AxisSpec(label, "", Scale.LINEAR, categories, Origin.USUAL, Double.NaN);
    }

    /** The same axis with its values in a unit of another name. */
    public AxisSpec withUnit(String newUnit) {
        return new AxisSpec(label, newUnit, scale, categories, origin, least);
    }

    /** The same axis under another name. */
    public AxisSpec withLabel(String newLabel) {
        return new AxisSpec(newLabel, unit, scale, categories, origin, least);
    }

    /** The same axis with another beginning. */
    public AxisSpec beginning(Origin newOrigin) {
        return new AxisSpec(label, unit, scale, categories, newOrigin, least);
    }

    /** The same logarithmic axis with a least value, which stands for all lower ones. */
    public AxisSpec atLeast(double value) {
        return new AxisSpec(label, unit, scale, categories, origin, value);
    }

    /** The label with its unit, as in {@code TTFT (s)}. */
    public String labelWithUnit() {
        return unit.isEmpty() ? label : label + " (" + unit + ")";
    }

    /** Whether the axis reaches to zero, given what is usual in its place. */
    boolean reachesZero(boolean usual) {
        return origin == Origin.ZERO || (origin == Origin.USUAL && usual);
    }

    boolean isLogarithmic() {
        return scale == Scale.LOGARITHMIC;
    }
}
