package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.sweep.SweepRange;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of {@code --over}: what is varied, and over which values.
 *
 * @param knob the knob's id
 * @param range the values
 */
record OverOption(String knob, SweepRange range) {
    static final String USAGE = "KNOB=FROM:TO[:POINTS]";

    private static final Pattern FORM = Pattern.compile("([^=]+)=([^:]+):([^:]+)(?::([+-]?\\d+))?");

    /**
     * Reads {@code KNOB=FROM:TO[:POINTS]}.
     *
     * @throws CommandFailure if the text has another form
     */
    static OverOption parse(String text) throws CommandFailure {
        Matcher form = FORM.matcher(text.strip());
        if (form.matches()) {
            try {
                return new OverOption(
                        form.group(1).strip(),
                        new SweepRange(
                                Double.parseDouble(form.group(2)),
                                Double.parseDouble(form.group(3)),
                                form.group(4) == null ? SweepRange.USUAL : points(form.group(4))));
            } catch (NumberFormatException noNumber) {
                throw refused(text, noNumber);
            }
        }
        throw refused(text, null);
    }

    /** Numbers that are too large for the type are refused as those are that are too large for a sweep. */
    private static int points(String digits) throws CommandFailure {
        try {
            return SweepRange.checkPoints(new BigInteger(digits));
        } catch (IllegalArgumentException refused) {
            throw new CommandFailure(CommandFailure.BAD_INPUT, "Option --over: " + refused.getMessage(), refused);
        }
    }

    private static CommandFailure refused(String text, @Nullable Throwable cause) {
        String sentence = "Option --over is \"" + text + "\"; write " + USAGE + ", such as rate=0.5:4:8.";
        return cause == null
                ? new CommandFailure(CommandFailure.BAD_INPUT, sentence)
                : new CommandFailure(CommandFailure.BAD_INPUT, sentence, cause);
    }
}
