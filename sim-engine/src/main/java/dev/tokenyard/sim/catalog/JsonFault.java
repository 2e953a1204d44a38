package dev.tokenyard.sim.catalog;

import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;

/** Says for people what is wrong with a JSON document. */
public final class JsonFault {
    /** What the parser calls its input, in brackets of its own. */
    private static final String SOURCE = "[Source:";

    /** Where the parser begins to speak of itself. */
    private static final List<String> OWN_WORDS = List.of(
            ", from `StreamReadConstraints",
            " (`StreamReadConstraints",
            ": enable `JsonReadFeature",
            ": was expecting (JSON String");

    /** The number of a character, beside the character itself. */
    private static final String CODE = " \\(code \\d+\\)";

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
        String message = Objects.requireNonNullElse(fault.getOriginalMessage(), "unreadable")
                .replaceAll(CODE, "");
        int end = message.length();
        for (String words : OWN_WORDS) {
            int at = message.indexOf(words);
            end = at < 0 ? end : Math.min(end, at);
        }
        int source = message.indexOf(SOURCE);
        if (source >= 0) {
            int bracket = message.lastIndexOf(" (", source);
            end = Math.min(end, bracket < 0 ? source : bracket);
        }
        String what = message.substring(0, end);
        // What was cut off may have stood in brackets.
        long open = what.chars().filter(c -> c == '(').count()
                - what.chars().filter(c -> c == ')').count();
        return what + ")".repeat((int) Math.max(0, open));
    }
}
