package dev.tokenyard.app.session.reproduce;

import java.util.Arrays;
import java.util.List;

/**
 * A picture of a table's figures, as data: lines over numbers, or groups of bars over names.
 *
 * @param id a short name without spaces, of its own within the experiment
 * @param title its heading
 * @param along where its figures stand
 * @param measure what its figures are
 * @param series the figures, first in the legend first
 * @param levels published figures that belong to no single place
 */
public record Plot(String id, String title, Along along, Measure measure, List<Series> series, List<Level> levels) {
    /** Checks that every series has a figure for each place. */
    public Plot {
        series = List.copyOf(series);
        levels = List.copyOf(levels);
        for (Series one : series) {
            if (one.figures().size() != along.size()) {
                throw new IllegalArgumentException("Series " + one.name() + " of \"" + title + "\" has "
                        + one.figures().size() + " figures for " + along.size() + " places.");
            }
        }
    }

    /** The same picture with levels. */
    public Plot withLevels(List<Level> published) {
        return new Plot(id, title, along, measure, series, published);
    }

    /**
     * The places along the horizontal axis.
     *
     * @param label what they are
     * @param unit their unit, empty for none
     * @param values where they stand, in ascending order; empty if they are names
     * @param names what they are called; empty if they are numbers
     */
    public record Along(String label, String unit, List<Double> values, List<String> names) {
        /** Copies the lists. */
        public Along {
            values = List.copyOf(values);
            names = List.copyOf(names);
            if (values.isEmpty() == names.isEmpty()) {
                throw new IllegalArgumentException(
                        "Axis " + label + " needs either values or names, not " + values + " and " + names + ".");
            }
        }

        /** Numbers, as of a sweep. */
        public static Along values(String label, String unit, double... values) {
            return new Along(label, unit, Arrays.stream(values).boxed().toList(), List.of());
        }

        /** Names. */
        public static Along names(String label, List<String> names) {
            return new Along(label, "", List.of(), names);
        }

        /** Whether the places are numbers, so that lines lead from one to the next. */
        public boolean isSweep() {
            return names.isEmpty();
        }

        /** How many places there are. */
        public int size() {
            return Math.max(values.size(), names.size());
        }
    }

    /**
     * What figures are.
     *
     * @param label in words
     * @param unit their unit, empty for none
     */
    public record Measure(String label, String unit) {}

    /**
     * Figures that belong together.
     *
     * @param name what they are
     * @param published whether they come from the publication
     * @param figures a figure for each place, NaN where there is none
     */
    public record Series(String name, boolean published, List<Double> figures) {
        /** Copies the figures. */
        public Series {
            figures = List.copyOf(figures);
        }

        /** Figures of ours. */
        public static Series ours(String name, List<Double> figures) {
            return new Series(name, false, figures);
        }

        /** Figures of the publication. */
        public static Series published(String name, List<Double> figures) {
            return new Series(name, true, figures);
        }
    }

    /**
     * A published figure that belongs to no single place, such as a mean over all of them.
     *
     * @param name what it is
     * @param figure the figure
     */
    public record Level(String name, double figure) {}
}
