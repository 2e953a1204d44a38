package dev.tokenyard.sim.policy;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What values a knob takes. Each value is a number underneath, which is what runs are made with, and has a text, which is
 * what files, tables and the command line show.
 */
public sealed interface KnobKind {
    /** The smallest value. */
    double min();

    /** The largest value. */
    double max();

    /** Whether a knob of this kind can stand at {@code value}. */
    boolean allows(double value);

    /** What is allowed, to follow the word "give", for instance {@code a whole number from 1 to 4,096}. */
    String allowed();

    /** One word for files: {@code real}, {@code whole}, {@code switch} or {@code choice}. */
    String label();

    /** An allowed value as people write it. */
    default String text(double value) {
        return KnobText.number(value);
    }

    /** The value that a text stands for, whether it is allowed or not; empty if it stands for none. */
    default OptionalDouble read(String text) {
        return KnobText.parse(text);
    }

    /**
     * Any number of a range.
     *
     * @param min the smallest
     * @param max the largest
     */
    record Real(double min, double max) implements KnobKind {
        @Override
        public boolean allows(double value) {
            return value >= min && value <= max;
        }

        @Override
        public String allowed() {
            return "a number from " + KnobText.grouped(min) + " to " + KnobText.grouped(max);
        }

        @Override
        public String label() {
            return "real";
        }
    }

    /**
     * A whole number of a range.
     *
     * @param least the smallest
     * @param most the largest
     */
    record Whole(int least, int most) implements KnobKind {
        @Override
        public double min() {
            return least;
        }

        @Override
        public double max() {
            return most;
        }

        @Override
        public boolean allows(double value) {
            return value >= least && value <= most && value == Math.rint(value);
        }

        @Override
        public String allowed() {
            return "a whole number from " + KnobText.grouped(least) + " to " + KnobText.grouped(most);
        }

        @Override
        public String label() {
            return "whole";
        }
    }

    /** Off, which is 0, or on, which is 1. */
    record OnOff() implements KnobKind {
        @Override
        public double min() {
            return 0;
        }

        @Override
        public double max() {
            return 1;
        }

        @Override
        public boolean allows(double value) {
            return value == 0 || value == 1;
        }

        @Override
        public String allowed() {
            return "off or on";
        }

        @Override
        public String label() {
            return "switch";
        }

        @Override
        public String text(double value) {
            return value == 0 ? "off" : "on";
        }

        @Override
        public OptionalDouble read(String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "off", "false", "no" -> OptionalDouble.of(0);
                case "on", "true", "yes" -> OptionalDouble.of(1);
                default -> KnobText.parse(text);
            };
        }
    }

    /**
     * One of several named values. Underneath stands a name's place in the list, from 0, which is also understood where
     * no name is itself a number.
     *
     * @param names the names, in the order in which they are offered; at least two
     */
    record Choice(List<String> names) implements KnobKind {
        /** Copies the list. */
        public Choice {
            names = List.copyOf(names);
        }

        @Override
        public double min() {
            return 0;
        }

        @Override
        public double max() {
            return names.size() - 1.0;
        }

        @Override
        public boolean allows(double value) {
            return value >= 0 && value < names.size() && value == Math.rint(value);
        }

        @Override
        public String allowed() {
            return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.get(names.size() - 1);
        }

        @Override
        public String label() {
            return "choice";
        }

        @Override
        public String text(double value) {
            return names.get((int) value);
        }

        @Override
        public OptionalDouble read(String text) {
            int place = names.indexOf(text.strip());
            if (place >= 0) {
                return OptionalDouble.of(place);
            }
            boolean ambiguous =
                    names.stream().anyMatch(name -> KnobText.parse(name).isPresent());
            return ambiguous ? OptionalDouble.empty() : KnobText.parse(text);
        }
    }
}
