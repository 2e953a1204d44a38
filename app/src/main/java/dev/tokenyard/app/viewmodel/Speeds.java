package dev.tokenyard.app.viewmodel;

import java.util.Locale;
import java.util.OptionalDouble;

/** Playing speeds on a logarithmic scale, and in words. */
public final class Speeds {
    private static final double[] STEPS = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

    private Speeds() {}

    /** Where a speed lies on the scale, as a power of ten: -2 to 3. */
    public static double toPower(double speed) {
        return Math.log10(speed);
    }

    /** The round speed nearest to a power of ten. */
    public static double fromPower(double power) {
        double nearest = STEPS[0];
        for (double step : STEPS) {
            if (Math.abs(toPower(step) - power) < Math.abs(toPower(nearest) - power)) {
                nearest = step;
            }
        }
        return nearest;
    }

    /** The next round speed above, or the fastest one. */
    public static double faster(double speed) {
        for (double step : STEPS) {
            if (step > speed * 1.0001) {
                return step;
            }
        }
        return STEPS[STEPS.length - 1];
    }

    /** The next round speed below, or the slowest one. */
    public static double slower(double speed) {
        for (int i = STEPS.length - 1; i >= 0; i--) {
            if (STEPS[i] < speed * 0.9999) {
                return STEPS[i];
            }
        }
        return STEPS[0];
    }

    /** A speed as {@code 0.5×} or {@code 20×}. */
    public static String format(double speed) {
        String digits = String.format(Locale.ROOT, speed < 1 ? "%.3f" : "%.2f", speed);
        return digits.replaceAll("0+$", "").replaceAll("\\.$", "") + "×";
    }

    /** Reads what a user typed, such as {@code 2}, {@code 0.5x} or {@code 20×}; empty if it is not a positive number. */
    public static OptionalDouble parse(String typed) {
        String digits = typed.strip().replaceAll("[xX×\\s]+$", "").strip().replace(',', '.');
        try {
            double speed = Double.parseDouble(digits);
            return speed > 0 && Double.isFinite(speed) ? OptionalDouble.of(speed) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
