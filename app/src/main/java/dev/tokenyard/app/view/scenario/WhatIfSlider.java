package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.view.theme.FilledSlider;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A slider that stands for a change of the scenario. The thumb goes where the hand goes, but the scenario is changed in steps, about
 * as wide as the figure beside the slider can tell apart: there are few enough of them to be simulated before the hand comes there.
 */
final class WhatIfSlider extends FilledSlider {
    private final int stepsPerUnit;
    private final DoubleFunction<UnaryOperator<ScenarioSpec>> change;

    /**
     * A slider that stands at its start.
     *
     * @param name what it sets, for those who do not see it
     * @param min below {@code max}
     * @param max its end
     * @param stepsPerUnit values that are told apart from one whole number to the next, 1 or more
     * @param change what a value does to the scenario
     */
    WhatIfSlider(
            String name, double min, double max, int stepsPerUnit, DoubleFunction<UnaryOperator<ScenarioSpec>> change) {
        super(name, min, max);
        this.stepsPerUnit = stepsPerUnit;
        this.change = change;
    }

    /** Whether it is in the user's hand. */
    boolean isHeld() {
        return isPressed() || isValueChanging();
    }

    /** The change for where it stands. */
    UnaryOperator<ScenarioSpec> change() {
        return change.apply(stepAt(getValue()));
    }

    /** The changes for all its other steps, the nearest first. */
    List<UnaryOperator<ScenarioSpec>> otherChanges() {
        double present = getValue();
        double own = stepAt(present);
        int first = (int) Math.ceil(getMin() * stepsPerUnit);
        int last = (int) Math.floor(getMax() * stepsPerUnit);
        return DoubleStream.concat(
                        DoubleStream.of(getMin(), getMax()),
                        IntStream.rangeClosed(first, last).mapToDouble(step -> (double) step / stepsPerUnit))
                .map(this::stepAt)
                .distinct()
                .filter(step -> step != own)
                .boxed()
                .sorted(Comparator.comparingDouble(step -> Math.abs(step - present)))
                .map(change::apply)
                .toList();
    }

    /** Both ends are steps, wherever they are. */
    private double stepAt(double value) {
        double step = (double) Math.round(value * stepsPerUnit) / stepsPerUnit;
        double toStep = Math.abs(value - step);
        if (value - getMin() <= toStep || step < getMin()) {
            return getMin();
        }
        return getMax() - value <= toStep || step > getMax() ? getMax() : step;
    }
}
