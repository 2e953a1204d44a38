package dev.tokenyard.sim.catalog;

import java.util.Objects;
import tools.jackson.core.JacksonException;

/** Says for people what is wrong with a JSON document. */
public final class JsonFault {
    private static final String SOURCE = " (start marker at [Source:";

    private JsonFault() {}

    /** Where and what, for instance {@code " at line 1, column 9: Unexpected end-of-input"}, without a full stop. */
    public static String describe(JacksonException fault) {
        String what = reason(fault);
        // Some failures, such as nesting that is too deep, have no place.
        return fault.getLocation() == null
                ? ": " + what
                : " at line " + fault.getLocation().getLineNr() + ", column "
                        + fault.getLocation().getColumnNr() + ": " + what;
    }

    /** What alone, without the parser's own account of where. */
    public static String reason(JacksonException fault) {
        String message = Objects.requireNonNullElse(fault.getOriginalMessage(), "unreadable");
        int source = message.indexOf(SOURCE);
        return source < 0 ? message : message.substring(0, source);
    }
}
