package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.sweep.SweepFigures;
import dev.tokenyard.app.session.sweep.SweepKnobs;
import dev.tokenyard.app.session.sweep.SweepPlan;
import dev.tokenyard.app.session.sweep.SweepRange;

/**
 * What the user wants swept.
 *
 * @param knobId what is varied
 * @param range over which values
 * @param typed whether the user chose the range, which then stays as it is for another trace
 * @param figureId what is drawn
 * @param seeds how many seeds
 * @param goal the share of requests that have to meet their objectives, above 0, at most 1
 */
public record SweepSettings(String knobId, SweepRange range, boolean typed, String figureId, int seeds, double goal) {
    /** Attainment against the arrival rate. */
    static final SweepSettings USUAL = new SweepSettings(
            SweepKnobs.RATE,
            new SweepRange(0, 1, SweepRange.USUAL),
            false,
            SweepFigures.ATTAINMENT,
            SweepPlan.USUAL_SEEDS,
            SweepPlan.USUAL_GOAL);

    SweepSettings withKnob(String id, SweepRange usual) {
        return new SweepSettings(id, usual, false, figureId, seeds, goal);
    }

    SweepSettings withUsual(SweepRange usual) {
        return new SweepSettings(knobId, usual, false, figureId, seeds, goal);
    }

    SweepSettings withRange(SweepRange newRange) {
        return new SweepSettings(knobId, newRange, true, figureId, seeds, goal);
    }

    SweepSettings withFigure(String id) {
        return new SweepSettings(knobId, range, typed, id, seeds, goal);
    }

    SweepSettings withSeeds(int count) {
        return new SweepSettings(knobId, range, typed, figureId, SweepPlan.checkSeeds(count), goal);
    }

    SweepSettings withGoal(double share) {
        return new SweepSettings(knobId, range, typed, figureId, seeds, SweepPlan.checkGoal(share));
    }
}
