package dev.tokenyard.sim.policy;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers of knobs as people write them. */
final class KnobText {
    private KnobText() {}

    /** A number without a trailing zero, as it can be read back. */
    static String number(double value) {
        return isWhole(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** A number for a sentence, whole ones in groups of three digits. */
    static String grouped(double value) {
        return isWhole(value) ? String.format(Locale.ROOT, "%,d", (long) value) : Double.toString(value);
    }

    static OptionalDouble parse(String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text.strip()));
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15;
    }
}
