package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.FigureFormat;
import java.util.Locale;

/** Numbers as tables show them. */
final class Numbers {
    private Numbers() {}

    /** Three significant digits or more, a dash for what is not defined. */
    static String of(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** A whole number without decimals, any other as {@link #of}. */
    static String wholeOr(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? whole((long) value) : of(value);
    }

    static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A count and what is counted, for instance {@code 1 request} or {@code 1,273 requests}. */
    static String count(long number, String one) {
        return whole(number) + " " + one + (number == 1 ? "" : "s");
    }

    static String percent(double share) {
        return Double.isNaN(share) ? "-" : FigureFormat.percent(share);
    }
}
