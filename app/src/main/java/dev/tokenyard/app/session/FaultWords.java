package dev.tokenyard.app.session;

/** What is said, in the window and in the terminal alike, of a failure that is the program's own fault. */
public final class FaultWords {
    private FaultWords() {}

    /**
     * A sentence for the user, with what helps to find the fault.
     *
     * @param what what did not come about: {@code The lesson cannot be shown}
     * @param with what is to be reported with the fault: {@code the scenario}
     */
    public static String of(String what, Throwable fault, String with) {
        return what + " because of a defect in the program (" + fault + where(fault) + "); please report it with "
                + with + ".";
    }

    private static String where(Throwable fault) {
        StackTraceElement[] places = fault.getStackTrace();
        return places.length == 0 ? "" : " in " + places[0].getFileName() + ", line " + places[0].getLineNumber();
    }
}
