package dev.tokenyard.app.session.workbench;

import dev.tokenyard.app.session.AssignmentRule;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.edit.TraceEdit;
import dev.tokenyard.sim.trace.edit.TraceEdit.Cut;
import dev.tokenyard.sim.trace.edit.TraceEdit.Merge;
import dev.tokenyard.sim.trace.edit.TraceEdit.Sample;
import dev.tokenyard.sim.trace.edit.TraceEdit.Scale;
import dev.tokenyard.sim.trace.edit.TraceEdit.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the workbench makes of a trace, in the order of the components.
 *
 * @param fromSeconds where the stretch begins that is kept, in seconds of the trace; 0 or more
 * @param toSeconds where it ends, after that; infinite for the end of the trace
 * @param share the share of the requests that is kept by chance, above 0 to 1
 * @param rate how many times faster they arrive, positive
 * @param shiftSeconds by how many seconds they all arrive later, 0 or more
 * @param other a trace to merge with
 * @param otherShiftSeconds by how many seconds that one's requests arrive later, 0 or more
 * @param classes what gives requests their classes
 * @param fit whether a recipe is fitted to all this
 * @param times how many times the rate and the requests of the recipe are drawn, positive
 * @param seed the seed of chance in all of it
 */
public record WorkloadEdits(
        double fromSeconds,
        double toSeconds,
        double share,
        double rate,
        double shiftSeconds,
        Optional<TraceSource> other,
        double otherShiftSeconds,
        AssignmentRule classes,
        FitKind fit,
        double times,
        long seed) {
    /** The trace as it is. */
    public static final WorkloadEdits NONE = new WorkloadEdits(
            0, Double.POSITIVE_INFINITY, 1, 1, 0, Optional.empty(), 0, AssignmentRule.TRACE, FitKind.OFF, 1, 7);

    /**
     * The edits of times and requests, those that change nothing left out.
     *
     * @param otherTrace the trace to merge with, null for none
     * @throws IllegalArgumentException with a sentence for the user if one is out of range
     */
    List<TraceEdit> traceEdits(@Nullable Trace otherTrace) {
        List<TraceEdit> edits = new ArrayList<>();
        if (fromSeconds > 0 || toSeconds != Double.POSITIVE_INFINITY) {
            edits.add(new Cut(fromSeconds, toSeconds));
        }
        if (share != 1) {
            edits.add(new Sample(share, seed));
        }
        if (rate != 1) {
            edits.add(new Scale(rate));
        }
        if (shiftSeconds != 0) {
            edits.add(new Shift(shiftSeconds));
        }
        if (otherTrace != null) {
            edits.add(new Merge(new Shift(otherShiftSeconds).apply(otherTrace)));
        }
        return edits;
    }

    /** The same edits without the fit and what only the fit depends on: equal ones make the same trace. */
    WorkloadEdits withoutFit() {
        boolean chance = share != 1 || classes.by().draws();
        return with(draft -> {
            draft.fit = FitKind.OFF;
            draft.times = 1;
            draft.seed = chance ? seed : NONE.seed;
            draft.otherShiftSeconds = other.isPresent() ? otherShiftSeconds : 0;
        });
    }

    /** Whether they leave every trace as it is. */
    public boolean areNone() {
        return withoutFit().equals(NONE) && fit == FitKind.OFF;
    }

    /** The same with another stretch of time. */
    public WorkloadEdits withCut(double newFromSeconds, double newToSeconds) {
        return with(draft -> {
            draft.fromSeconds = newFromSeconds;
            draft.toSeconds = newToSeconds;
        });
    }

    /** The same with another share of the requests. */
    public WorkloadEdits withShare(double newShare) {
        return with(draft -> draft.share = newShare);
    }

    /** The same at another rate. */
    public WorkloadEdits withRate(double newRate) {
        return with(draft -> draft.rate = newRate);
    }

    /** The same, so many seconds later. */
    public WorkloadEdits withShift(double seconds) {
        return with(draft -> draft.shiftSeconds = seconds);
    }

    /** The same, merged with another trace at its own times, or with none. */
    public WorkloadEdits withOther(Optional<TraceSource> newOther) {
        return with(draft -> {
            draft.other = newOther;
            draft.otherShiftSeconds = 0;
        });
    }

    /** The same with the other trace so many seconds later. */
    public WorkloadEdits withOtherShift(double seconds) {
        return with(draft -> draft.otherShiftSeconds = seconds);
    }

    /** The same with classes by another rule. */
    public WorkloadEdits withClasses(AssignmentRule rule) {
        return with(draft -> draft.classes = rule);
    }

    /** The same with another fit. */
    public WorkloadEdits withFit(FitKind newFit) {
        return with(draft -> draft.fit = newFit);
    }

    /** The same with so many times the requests drawn from the fit. */
    public WorkloadEdits withTimes(double newTimes) {
        return with(draft -> draft.times = newTimes);
    }

    /** The same with another seed. */
    public WorkloadEdits withSeed(long newSeed) {
        return with(draft -> draft.seed = newSeed);
    }

    private WorkloadEdits with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new WorkloadEdits(
                draft.fromSeconds,
                draft.toSeconds,
                draft.share,
                draft.rate,
                draft.shiftSeconds,
                draft.other,
                draft.otherShiftSeconds,
                draft.classes,
                draft.fit,
                draft.times,
                draft.seed);
    }

    /** The components, to be changed one by one. */
    private static final class Draft {
        private double fromSeconds;
        private double toSeconds;
        private double share;
        private double rate;
        private double shiftSeconds;
        private Optional<TraceSource> other;
        private double otherShiftSeconds;
        private AssignmentRule classes;
        private FitKind fit;
        private double times;
        private long seed;

        Draft(WorkloadEdits edits) {
            fromSeconds = edits.fromSeconds;
            toSeconds = edits.toSeconds;
            share = edits.share;
            rate = edits.rate;
            shiftSeconds = edits.shiftSeconds;
            other = edits.other;
            otherShiftSeconds = edits.otherShiftSeconds;
            classes = edits.classes;
            fit = edits.fit;
            times = edits.times;
            seed = edits.seed;
        }
    }
}
