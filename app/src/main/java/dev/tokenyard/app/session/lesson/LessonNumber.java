package dev.tokenyard.app.session.lesson;

import dev.tokenyard.app.session.FigureFormat;
import dev.tokenyard.app.session.RangeWords;
import dev.tokenyard.sim.time.Ticks;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/**
 * A figure with its unit, as a sentence says it: to about three digits, and small ones to two.
 *
 * @param value the figure
 * @param unit its unit, empty for a count or a factor; {@link #CLOCK} and {@link #ROUND} are of moments, in seconds
 */
record LessonNumber(double value, String unit) {
    /** The unit of a moment that reads as on the stage's clock: {@code 05:00}. */
    static final String CLOCK = "clock";
    /** The unit of a moment of the theory: {@code round 12}. */
    static final String ROUND = "round";

    private static final double MILLIS = 1000;
    /** Units as a sentence says them, where tables have less room. */
    private static final Map<String, String> WORDS =
            Map.of("tok", "tokens", "tok/s", "tokens/s", "req/s", "requests/s", "seq", "requests");

    /** The figure in words; a dash for NaN. */
    String text() {
        if (!Double.isFinite(value)) {
            return "–";
        }
        if (unit.equals(CLOCK) || unit.equals(ROUND)) {
            boolean theory = unit.equals(ROUND);
            return (theory ? "round " : "") + RangeWords.moment(Ticks.fromSeconds(value), theory);
        }
        if (unit.equals("s") && Math.abs(value) < 0.0995 && value != 0) {
            return number(value * MILLIS) + " ms";
        }
        if (unit.equals("%") && value < 100 && value >= 99.95) {
            return FigureFormat.percent(value / 100);
        }
        return number(value) + (unit.isEmpty() ? "" : " " + WORDS.getOrDefault(unit, unit));
    }

    private static String number(double value) {
        double size = Math.abs(value);
        boolean whole = value == Math.rint(value);
        if (!whole && size < 0.0995) {
            return new BigDecimal(value)
                    .round(new MathContext(2, RoundingMode.HALF_EVEN))
                    .stripTrailingZeros()
                    .toPlainString()
                    .replace('-', '−');
        }
        String pattern = whole || size >= 99.95 ? "%,.0f" : size >= 9.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, value).replace('-', '−');
    }
}
