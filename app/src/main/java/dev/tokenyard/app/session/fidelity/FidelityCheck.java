package dev.tokenyard.app.session.fidelity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to compare a run, and what came of it.
 *
 * @param kind what was compared
 * @param figures reference and ours; empty if the check was skipped
 * @param steps how the steps compare, for {@link Kind#SCHEDULER} only
 * @param skipped why the check was not made, a sentence; empty if it was
 * @param failed whether it was skipped although it should have been possible: a file is damaged or missing, or the
 *     simulation failed
 */
public record FidelityCheck(
        Kind kind, List<FidelityFigure> figures, @Nullable StepComparison steps, String skipped, boolean failed) {
    /** What is compared. */
    public enum Kind {
        /** Our scheduler with the step times of the reference. */
        SCHEDULER("scheduler", "scheduler alone", "the reference run's step times, replayed"),
        /** Scheduler and grid. */
        GRID("grid", "grid", "step times from the measured grid, made monotone"),
        /** The same with points as they were measured. */
        GRID_AS_MEASURED("grid-as-measured", "grid, not smoothed", "the grid's points as they were measured"),
        /** Scheduler and roofline. */
        ROOFLINE("roofline", "roofline", "step times from data sheets and efficiencies");

        private final String id;
        private final String title;
        private final String meaning;

        Kind(String id, String title, String meaning) {
            this.id = id;
            this.title = title;
            this.meaning = meaning;
        }

        /** Name in files. */
        public String id() {
            return id;
        }

        /** Name in tables. */
        public String title() {
            return title;
        }

        /** What it compares, for a legend. */
        public String meaning() {
            return meaning;
        }
    }

    /** The verdict on a check. */
    public enum Verdict {
        /** All figures with a bar keep within it. */
        WITHIN,
        /** One does not. */
        MISSED,
        /** No figure has a bar. */
        NO_BAR,
        /** It was not made. */
        SKIPPED
    }

    /** Copies the list. */
    public FidelityCheck {
        figures = List.copyOf(figures);
    }

    static FidelityCheck made(Kind kind, List<FidelityFigure> figures, @Nullable StepComparison steps) {
        return new FidelityCheck(kind, figures, steps, "", false);
    }

    /** A check that nothing here corresponds to. */
    static FidelityCheck skipped(Kind kind, String why) {
        return new FidelityCheck(kind, List.of(), null, why, false);
    }

    /** A check that damaged or missing input prevented. */
    static FidelityCheck failed(Kind kind, String why) {
        return new FidelityCheck(kind, List.of(), null, why, true);
    }

    /** The verdict. */
    public Verdict verdict() {
        if (figures.isEmpty()) {
            return Verdict.SKIPPED;
        }
        if (figures.stream().noneMatch(FidelityFigure::judged)) {
            return Verdict.NO_BAR;
        }
        return figures.stream().allMatch(FidelityFigure::passes) ? Verdict.WITHIN : Verdict.MISSED;
    }
}
