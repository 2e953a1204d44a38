package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Comparison;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What was simulated last, how long it took, or why nothing was, in words for the window's head. For the FX thread. */
final class SimulationStatus {
    private final ReadOnlyStringWrapper inFull = new ReadOnlyStringWrapper(this, "inFull", "");
    private final ReadOnlyStringWrapper inShort = new ReadOnlyStringWrapper(this, "inShort", "");

    ReadOnlyStringProperty inFullProperty() {
        return inFull.getReadOnlyProperty();
    }

    /** The same without what was simulated, which is a matter of course where room is short. */
    ReadOnlyStringProperty inShortProperty() {
        return inShort.getReadOnlyProperty();
    }

    /** A comparison is there, so many milliseconds after it was asked for. */
    void simulated(Comparison comparison, double millis) {
        String took =
                " in " + (millis < 1000 ? Math.max(1, Math.round(millis)) + " ms" : TimeText.duration(millis / 1000));
        inShort.set("re-simulated" + took);
        inFull.set("re-simulated " + size(comparison) + took);
    }

    /** A comparison that was simulated earlier is there again. */
    void shownAgain(Comparison comparison) {
        inShort.set("simulated before");
        inFull.set(size(comparison) + ", simulated before");
    }

    private static String size(Comparison comparison) {
        return TimeText.count(comparison.trace().size(), "request", "requests") + " × "
                + TimeText.count(comparison.lanes().size(), "policy", "policies");
    }

    /** Nothing was simulated; what to say of it. */
    void say(String words) {
        inShort.set(words);
        inFull.set(words);
    }
}
