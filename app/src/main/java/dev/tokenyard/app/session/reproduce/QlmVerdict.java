package dev.tokenyard.app.session.reproduce;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a row of QLM's evaluation should show, what was measured, and whether the two agree. */
final class QlmVerdict {
    private static final Pattern ROW = Pattern.compile("\\d+");

    private QlmVerdict() {}

    /** The number of the row that a verdict is about, with which it begins. */
    static int row(String verdict) {
        Matcher number = ROW.matcher(verdict);
        if (!number.lookingAt()) {
            throw new IllegalArgumentException("\"" + verdict + "\" does not begin with the number of its row.");
        }
        return Integer.parseInt(number.group());
    }

    static String of(String what, String expected, String measured, boolean agrees) {
        return what + ". Expected: " + expected + ". Measured: " + measured + ". "
                + (agrees ? "Agrees." : "Disagrees.");
    }

    /** The same with what a look into the runs has shown where the two disagree. */
    static String of(String what, String expected, String measured, boolean agrees, String why) {
        return of(what, expected, measured, agrees) + (agrees ? "" : " " + why);
    }
}
