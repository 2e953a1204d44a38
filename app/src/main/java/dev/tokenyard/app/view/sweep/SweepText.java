package dev.tokenyard.app.view.sweep;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in the fields of the page. */
final class SweepText {
    private static final MathContext DIGITS = new MathContext(10);

    private SweepText() {}

    /** As it was typed: without an exponent, trailing zeros and what binary fractions add. */
    static String number(double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
