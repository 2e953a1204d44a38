package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.sim.time.Ticks;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import org.jspecify.annotations.Nullable;

/** The present moment as a screen reader knows it: the value of a slider, in simulated seconds. */
final class SpokenTime {
    private SpokenTime() {}

    /** What a slider over the whole run has to say of an attribute; null for what it does not know. */
    static @Nullable Object attribute(PlaybackViewModel playback, AccessibleAttribute attribute) {
        return switch (attribute) {
            case VALUE -> Ticks.toSeconds(playback.tick());
            case MIN_VALUE -> 0.0;
            case MAX_VALUE -> Ticks.toSeconds(playback.endTick());
            case VALUE_STRING -> TimeText.duration(Ticks.toSeconds(playback.tick()));
            case ORIENTATION -> Orientation.HORIZONTAL;
            default -> null;
        };
    }

    /** Goes to the moment that a screen reader asks for; says whether it asked for one. */
    static boolean perform(PlaybackViewModel playback, AccessibleAction action, Object... parameters) {
        boolean sets = action == AccessibleAction.SET_VALUE && parameters.length > 0 && parameters[0] instanceof Number;
        if (sets) {
            playback.seek(Ticks.fromSeconds(Math.max(0, ((Number) parameters[0]).doubleValue())));
        }
        return sets;
    }
}
