package dev.tokenyard.app.session.workbench;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.workload.WorkloadSpec;
import dev.tokenyard.sim.workload.profile.TraceDistance;
import dev.tokenyard.sim.workload.profile.TraceProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trace beside what the workbench has made of it.
 *
 * @param edits what was done
 * @param recorded the scenario's trace as its file has it
 * @param before what is compared with: the recorded trace, or with a fit the edited one
 * @param after what has come of it: the edited trace, or one that was drawn from the fit; the same as {@code before} where
 *     nothing was done
 * @param recipe the fit at the rate asked for, null without a fit
 * @param distance how far both are apart; those of a fit at one rate
 * @param history what was done, in lines for a file
 */
public record WorkloadStudy(
        WorkloadEdits edits,
        TraceProfile recorded,
        TraceProfile before,
        TraceProfile after,
        @Nullable WorkloadSpec recipe,
        TraceDistance distance,
        List<String> history) {
    /** Copies the list. */
    public WorkloadStudy {
        history = List.copyOf(history);
    }

    /** Whether there is anything to compare. */
    public boolean isChanged() {
        return before != after;
    }

    /** What the trace before is called. */
    public String beforeName() {
        return before == recorded ? "recorded" : "edited";
    }

    /** What the trace after is called. */
    public String afterName() {
        return recipe != null ? "fit" : isChanged() ? "edited" : beforeName();
    }

    /** What has come of it. */
    public Trace trace() {
        return after.trace();
    }

    /** How the lines of a fit's gaps compare: they are those of a faster trace, unless this is 1. */
    public double timesRate() {
        return recipe == null ? 1 : edits.times();
    }
}
