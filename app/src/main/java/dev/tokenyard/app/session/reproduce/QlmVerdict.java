package dev.tokenyard.app.session.reproduce;

/** What a row of QLM's evaluation should show, what was measured, and whether the two agree. */
final class QlmVerdict {
    private QlmVerdict() {}

    static String of(String what, String expected, String measured, boolean agrees) {
        return what + ". Expected: " + expected + ". Measured: " + measured + ". "
                + (agrees ? "Agrees." : "Disagrees.");
    }

    /** The same with what a look into the runs has shown. */
    static String of(String what, String expected, String measured, boolean agrees, String why) {
        return of(what, expected, measured, agrees) + " " + why;
    }
}
