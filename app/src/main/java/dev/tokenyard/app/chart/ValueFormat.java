package dev.tokenyard.app.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;

/** Numbers as axes and read-outs show them: few digits, thousands grouped, never in powers of ten. */
public final class ValueFormat extends NumberFormat {
    private static final double MILLION = 1e6;

    private static final int DIGITS_OF_TICKS = 6;

    private final int significantDigits;
    private final int leastDecimals;

    private ValueFormat(int significantDigits, int leastDecimals) {
        this.significantDigits = significantDigits;
        this.leastDecimals = leastDecimals;
    }

    /** For tick labels, whose values are round already. */
    static NumberFormat ofTicks() {
        return ofTicks(0);
    }

    /** Likewise, each with at least so many decimals, so that all of an axis look alike; millions have as many as they need. */
    static NumberFormat ofTicks(int decimals) {
        return new ValueFormat(DIGITS_OF_TICKS, decimals);
    }

    /** A round value without groups and units, to six significant digits. */
    static String plain(double value) {
        return new BigDecimal(value)
                .round(new MathContext(DIGITS_OF_TICKS, RoundingMode.HALF_EVEN))
                .toPlainString();
    }

    /** For values that stand side by side, all with as many decimals. */
    static NumberFormat ofDecimals(int decimals) {
        return new DecimalFormat(
                decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals),
                DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    /** {@code value} to four significant digits, with {@code unit} where there is one; a dash for no value. */
    public static String readout(double value, String unit) {
        if (Double.isNaN(value)) {
            return "–";
        }
        String number = new ValueFormat(4, 0).format(value);
        return unit.isEmpty() ? number : number + " " + unit;
    }

    @Override
    public StringBuffer format(double value, StringBuffer target, FieldPosition position) {
        if (!Double.isFinite(value)) {
            return target.append(value > 0 ? "∞" : value < 0 ? "−∞" : "–");
        }
        boolean millions = Math.abs(value) >= 10 * MILLION;
        double shown = millions ? value / MILLION : value;
        BigDecimal rounded = new BigDecimal(shown).round(new MathContext(significantDigits, RoundingMode.HALF_EVEN));
        DecimalFormat plain = new DecimalFormat("#,##0.############", DecimalFormatSymbols.getInstance(Locale.ROOT));
        plain.setMinimumFractionDigits(millions ? 0 : leastDecimals);
        target.append(plain.format(rounded).replace('-', '−'));
        return millions ? target.append(" M") : target;
    }

    @Override
    public StringBuffer format(long value, StringBuffer target, FieldPosition position) {
        return format((double) value, target, position);
    }

    @Override
    public Number parse(String text, ParsePosition position) {
        throw new UnsupportedOperationException("This format only writes.");
    }
}
