package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.ScenarioSpec;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** Where the user's hand is among the what-if sliders, and where it may come to. For the FX thread. */
public final class WhatIfHand {
    private final BooleanProperty trying = new SimpleBooleanProperty(this, "trying", false);
    private final ObjectProperty<List<UnaryOperator<ScenarioSpec>>> withinReach =
            new SimpleObjectProperty<>(this, "withinReach", List.of());
    private Supplier<List<UnaryOperator<ScenarioSpec>>> likely = List::of;

    /** A hand that is at none of them. */
    WhatIfHand() {}

    /** Whether the user has a slider in the hand: what was on show before lies under what comes of it until then. */
    public BooleanProperty tryingProperty() {
        return trying;
    }

    /**
     * The other steps of the slider that is in the hand, under the pointer or has the keys, the nearest first: changes of the
     * scenario that are likely to come. Empty while there is none.
     */
    public ObjectProperty<List<UnaryOperator<ScenarioSpec>>> withinReachProperty() {
        return withinReach;
    }

    /**
     * Says which changes may come next while no slider is within reach.
     *
     * @param changes gives them, the most likely first
     */
    public void setLikely(Supplier<List<UnaryOperator<ScenarioSpec>>> changes) {
        likely = changes;
    }

    /** Which changes may come next while no slider is within reach, the most likely first. */
    public List<UnaryOperator<ScenarioSpec>> likely() {
        return likely.get();
    }
}
