package dev.tokenyard.app.session;

import dev.tokenyard.sim.policy.Knob;
import java.util.Locale;

/** Knobs as people read them, where there is no need to type their names. */
public final class KnobWords {
    private KnobWords() {}

    /** The name of a knob in words, for instance "aged after" for {@code agedAfter}. */
    public static String name(Knob knob) {
        return knob.name().replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
