package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Where a user is in a scenario, to come back to.
 *
 * @param scenario the scenario
 * @param tick the present moment
 * @param speed simulated seconds per second
 * @param viewStartTick the left end of the visible part of time
 * @param viewEndTick its right end
 * @param range the range of time that attention is on, null for all of it
 * @param lane the chosen lane, or {@link SelectionViewModel#NONE}
 * @param request the chosen request, or {@link SelectionViewModel#NONE}
 */
record Bookmark(
        ScenarioSpec scenario,
        long tick,
        double speed,
        long viewStartTick,
        long viewEndTick,
        @Nullable TimeRange range,
        int lane,
        int request) {
    /** Where the user is now. */
    static Bookmark of(ScenarioSpec scenario, ComparisonViewModel comparison) {
        PlaybackViewModel playback = comparison.playback();
        SelectionViewModel selection = comparison.selection();
        return new Bookmark(
                scenario,
                playback.tick(),
                playback.speedProperty().get(),
                playback.viewStartTickProperty().get(),
                playback.viewEndTickProperty().get(),
                playback.range(),
                selection.laneProperty().get(),
                selection.requestProperty().get());
    }

    /** Goes back there; the scenario's comparison must be on show. */
    void turnBack(ComparisonViewModel comparison) {
        PlaybackViewModel playback = comparison.playback();
        playback.setSpeed(speed);
        playback.mark(range);
        playback.show(viewStartTick, viewEndTick);
        playback.seek(tick);
        comparison.selection().laneProperty().set(lane);
        comparison.selection().requestProperty().set(request);
    }
}
