package dev.tokenyard.app.session.workbench;

import dev.tokenyard.sim.workload.fit.TraceFit.LengthKind;
import org.jspecify.annotations.Nullable;

/** Whether a recipe is fitted to the trace, and how it tells lengths. */
public enum FitKind {
    /** No fit. */
    OFF("Off", null),
    /** Log-normal mixtures and spikes. */
    MIXTURES("Mixtures", LengthKind.PARAMETRIC),
    /** Lengths as they were counted. */
    COUNTED("Counted", LengthKind.COUNTED);

    private final String title;
    private final @Nullable LengthKind lengths;

    FitKind(String title, @Nullable LengthKind lengths) {
        this.title = title;
        this.lengths = lengths;
    }

    /** A word for people. */
    public String title() {
        return title;
    }

    /** How lengths are told; null for no fit. */
    @Nullable
    LengthKind lengths() {
        return lengths;
    }
}
