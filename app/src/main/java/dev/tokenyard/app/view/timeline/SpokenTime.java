package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.sim.time.Ticks;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** A picture of time that a screen reader knows as a slider over the whole run, at the present moment in simulated seconds. */
abstract class SpokenTime extends Region {
    final PlaybackViewModel playback;

    SpokenTime(PlaybackViewModel playback) {
        this.playback = playback;
        setAccessibleRole(AccessibleRole.SLIDER);
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case VALUE -> Ticks.toSeconds(playback.tick());
            case MIN_VALUE -> 0.0;
            case MAX_VALUE -> Ticks.toSeconds(playback.endTick());
            case VALUE_STRING -> TimeText.duration(Ticks.toSeconds(playback.tick()));
            case ORIENTATION -> Orientation.HORIZONTAL;
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        boolean sets = action == AccessibleAction.SET_VALUE && parameters.length > 0 && parameters[0] instanceof Number;
        if (sets) {
            playback.seek(Ticks.fromSeconds(Math.max(0, ((Number) parameters[0]).doubleValue())));
        } else {
            super.executeAccessibleAction(action, parameters);
        }
    }
}
