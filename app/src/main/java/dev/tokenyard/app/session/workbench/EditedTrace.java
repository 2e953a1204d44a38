package dev.tokenyard.app.session.workbench;

import dev.tokenyard.app.session.Assigner;
import dev.tokenyard.app.session.AssignmentRule;
import dev.tokenyard.app.session.AssignmentRules;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.edit.TraceEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A trace with edits and rules applied to it.
 *
 * @param trace what has come of it, of at least one request; the very same trace where nothing was done
 * @param history what was done, in lines for a file
 */
public record EditedTrace(Trace trace, List<String> history) {
    /** Copies the list. */
    public EditedTrace {
        history = List.copyOf(history);
    }

    /**
     * Applies the edits of times and requests, and then rules; the fit and the classes of the edits are left to others.
     *
     * @param recorded the trace
     * @param other the trace to merge with, null for none
     * @param edits what to do, and the seed of chance
     * @param rules what gives requests classes and models
     * @throws IllegalArgumentException with a sentence for the user if an edit is out of range, or leaves no request
     */
    public static EditedTrace of(Trace recorded, @Nullable Trace other, WorkloadEdits edits, AssignmentRules rules) {
        List<TraceEdit> steps = edits.traceEdits(other);
        Trace changed = TraceEdit.applyAll(steps, recorded);
        if (changed.size() == 0) {
            throw new IllegalArgumentException(
                    "No request of " + recorded.name() + " is left; keep more of its time, or a larger sample.");
        }
        changed = Assigner.assign(changed, rules, edits.seed());
        List<String> history = new ArrayList<>();
        if (changed != recorded) {
            history.add("Edited from " + recorded.name());
        }
        steps.forEach(step -> history.add(step.text()));
        add("classes", rules.classes(), edits.seed(), history);
        add("models", rules.models(), edits.seed(), history);
        return new EditedTrace(changed, history);
    }

    private static void add(String what, AssignmentRule rule, long seed, List<String> history) {
        if (rule.isTrace()) {
            return;
        }
        history.add(what + " by " + rule.by().id() + ": "
                + rule.parts().stream()
                        .map(part -> part.name() + " " + AssignmentRule.number(part.figure()))
                        .collect(Collectors.joining(", "))
                + (rule.by().draws() ? " (seed " + seed + ")" : ""));
    }
}
