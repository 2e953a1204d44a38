package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ScenarioSpec;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the user was in the own scenario, and in what was made of those of lessons: leaving, undoing and redoing lead between them,
 * and the clock of one says nothing in another.
 */
final class Places {
    private final ComparisonViewModel comparison;
    /** Only those to which undoing or redoing may lead: whoever is in one has its moment in the clock. */
    private final Map<ScenarioSpec, Bookmark> places = new HashMap<>();
    /** Where to go with the next picture. */
    private @Nullable Bookmark next;

    Places(ComparisonViewModel comparison) {
        this.comparison = comparison;
    }

    /** Keeps the present moment as the place in a scenario. */
    void keep(ScenarioSpec scenario) {
        places.put(scenario, Bookmark.of(scenario, comparison));
    }

    /** Keeps the present moment as the one to go to when the scenario is on show again. */
    void comeBackTo(ScenarioSpec own) {
        next = Bookmark.of(own, comparison);
    }

    /** Follows a change of the scenario by which no lesson begins; stops the clock if it leads to a known place. */
    void step(ScenarioSpec before, ScenarioSpec now) {
        if (!places.containsKey(now)) {
            return;
        }
        Comparison shown = comparison.comparisonProperty().get();
        if (shown != null && shown.scenario().equals(before)) {
            keep(before);
        } else if (next != null && next.scenario().equals(before)) {
            places.put(before, next);
        }
        next = places.remove(now);
        comparison.playback().playingProperty().set(false);
    }

    /** Goes to where the user was in the scenario of a new picture, if that is known. */
    void arrive(Comparison shown) {
        Bookmark to = next;
        next = null;
        if (to != null && shown.scenario().equals(to.scenario())) {
            to.turnBack(comparison);
        }
    }
}
