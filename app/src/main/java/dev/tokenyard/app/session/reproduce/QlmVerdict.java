package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.sim.metrics.ConfidenceInterval;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    /**
     * The same of differences between policies over the seeds, which they share: all must lie beyond their bounds with their
     * intervals.
     */
    static String ofDifferences(String what, String expected, String measured, String why, Difference... differences) {
        boolean agrees = Stream.of(differences).allMatch(Difference::holds);
        boolean disagrees = Stream.of(differences).anyMatch(Difference::fails);
        String verdict =
                agrees ? "Agrees." : disagrees ? "Disagrees. " + why : "Undecided: the seeds differ too much. " + why;
        return what + ". Expected: " + expected + ". Measured: " + measured + ". " + verdict;
    }

    /**
     * A difference that is expected to be above a bound.
     *
     * @param interval the difference by seed
     */
    record Difference(ConfidenceInterval interval, double bound) {
        private double halfWidth() {
            return Double.isNaN(interval.halfWidth()) ? 0 : interval.halfWidth();
        }

        boolean holds() {
            return interval.mean() - halfWidth() > bound;
        }

        boolean fails() {
            return interval.mean() + halfWidth() <= bound;
        }
    }

    /** The same with what a look into the runs has shown where the two disagree. */
    static String of(String what, String expected, String measured, boolean agrees, String why) {
        return of(what, expected, measured, agrees) + (agrees ? "" : " " + why);
    }
}
