package dev.tokenyard.app.session.workbench;

import dev.tokenyard.app.session.AssignmentRules;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.workload.WorkloadGenerator;
import dev.tokenyard.sim.workload.WorkloadSpec;
import dev.tokenyard.sim.workload.fit.TraceFit;
import dev.tokenyard.sim.workload.fit.TraceFit.LengthKind;
import dev.tokenyard.sim.workload.profile.TraceProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Edits and fits traces, and keeps the last step of each kind, so that a slider costs no more than what it changes. Safe for use
 * by several threads, one after the other.
 */
public final class WorkloadBench {
    /** More requests are not drawn for a picture; the recipe can still be saved and carried out by the command line. */
    public static final int MOST_DRAWN = 5_000_000;

    private final ScenarioRunner traces;
    private final Latest<TraceProfile> recordedProfiles = new Latest<>();
    private final Latest<Edited> edited = new Latest<>();
    private final Latest<WorkloadSpec> fits = new Latest<>();

    private record EditKey(Trace recorded, @Nullable Trace other, WorkloadEdits edits) {}

    private record FitKey(Trace trace, LengthKind lengths) {}

    private record Edited(TraceProfile profile, List<String> history) {}

    /** A bench that has its traces from a runner. */
    public WorkloadBench(ScenarioRunner traces) {
        this.traces = traces;
    }

    /**
     * Edits a trace.
     *
     * @param source where the trace comes from
     * @param scenarioSeed the seed with which recipes are carried out
     * @param edits what to do
     * @param cancelled asked now and then
     * @throws ScenarioException if a trace cannot be read or an edit not be made; the message is for the user
     * @throws CancellationException if {@code cancelled} said so
     */
    public synchronized WorkloadStudy study(
            TraceSource source, long scenarioSeed, WorkloadEdits edits, BooleanSupplier cancelled)
            throws ScenarioException {
        Trace recorded = traces.recorded(source, scenarioSeed, cancelled);
        Trace other =
                edits.other().isEmpty() ? null : traces.recorded(edits.other().get(), scenarioSeed, cancelled);
        try {
            return study(recorded, other, edits, cancelled);
        } catch (IllegalArgumentException refused) {
            throw ScenarioException.passingOn(refused);
        }
    }

    private WorkloadStudy study(Trace recorded, @Nullable Trace other, WorkloadEdits edits, BooleanSupplier cancelled) {
        TraceProfile base = recordedProfiles.get(recorded, () -> TraceProfile.of(recorded));
        stopIf(cancelled);
        Edited changed = edited.get(new EditKey(recorded, other, edits.withoutFit()), () -> edited(base, other, edits));
        stopIf(cancelled);
        LengthKind lengths = edits.fit().lengths();
        if (lengths == null) {
            return new WorkloadStudy(
                    edits,
                    base,
                    base,
                    changed.profile,
                    null,
                    TraceProfile.distances(base, changed.profile),
                    changed.history);
        }
        Trace toFit = changed.profile.trace();
        WorkloadSpec recipe = fits.get(
                        new FitKey(toFit, lengths),
                        () -> TraceFit.of(toFit, lengths, WorkloadEdits.NONE.seed(), cancelled))
                .withSeed(edits.seed())
                .times(edits.times());
        TraceProfile drawn = TraceProfile.of(drawn(recipe));
        List<String> history = new ArrayList<>(changed.history);
        history.add(recipe.recipe());
        return new WorkloadStudy(
                edits,
                base,
                changed.profile,
                drawn,
                recipe,
                TraceProfile.distances(changed.profile, drawn, edits.times()),
                history);
    }

    private static Trace drawn(WorkloadSpec recipe) {
        if (recipe.expectedRequests() > MOST_DRAWN) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The fit of %s would draw %,.0f requests, and the window draws at most %,d; give a smaller number of times.",
                    recipe.name(),
                    recipe.expectedRequests(),
                    MOST_DRAWN));
        }
        Trace drawn = WorkloadGenerator.generate(recipe);
        requireRequests(drawn, "The fit draws no request; take another seed, or more times the requests.");
        return drawn;
    }

    private static Edited edited(TraceProfile base, @Nullable Trace other, WorkloadEdits edits) {
        EditedTrace changed =
                EditedTrace.of(base.trace(), other, edits, AssignmentRules.NONE.withClasses(edits.classes()));
        return new Edited(changed.trace() == base.trace() ? base : TraceProfile.of(changed.trace()), changed.history());
    }

    private static void requireRequests(Trace trace, String sentence) {
        if (trace.size() == 0) {
            throw new IllegalArgumentException(sentence);
        }
    }

    private static void stopIf(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("The study was cancelled.");
        }
    }

    /** The last thing that was made of its kind. */
    private static final class Latest<V> {
        private @Nullable Object key;
        private @Nullable V value;

        V get(Object wanted, Supplier<V> maker) {
            V known = value;
            if (known == null || !wanted.equals(key)) {
                known = Objects.requireNonNull(maker.get());
                value = known;
                key = wanted;
            }
            return known;
        }
    }
}
