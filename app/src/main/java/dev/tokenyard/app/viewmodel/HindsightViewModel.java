package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.Hindsight;
import dev.tokenyard.app.session.HindsightWords;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.ScenarioResult;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The hindsight optimum as one more lane. Once a comparison stands and the scenario has been left alone for a moment, the
 * optimum is looked for in the background; what is found joins the comparison as its last lane. A change of the scenario
 * ends the search, and it starts anew with the next comparison. For the FX thread.
 */
public final class HindsightViewModel {
    /** How long the scenario must have been left alone before the search begins, in milliseconds. */
    public static final long QUIET_MILLIS = 300;

    /** How often progress is shown, in milliseconds. */
    static final long PROGRESS_MILLIS = 200;

    /** What the search has to say, beside the lanes' own messages. */
    static final String TOPIC = "hindsight";

    private static final double NANOS_PER_SECOND = 1e9;

    /** How things stand. */
    public enum State {
        /** The scenario is not one of the theory mode. */
        ELSEWHERE,
        /** It is not wanted. */
        OFF,
        /** It cannot be looked for, whether wanted or not. */
        OBSTACLE,
        /** It waits for a comparison, or for the scenario to be left alone. */
        WAITING,
        /** It is looked for. */
        SEARCHING,
        /** It joined the comparison. */
        FOUND,
        /** The search broke off. */
        FAILED
    }

    private final ScenarioViewModel scenario;
    private final ScenarioRunner runner;
    private final TimelineViewModel timeline;
    private final MessagesViewModel messages;
    private final LatestWins<Comparison> searches;
    private final Delay delay;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.ELSEWHERE);
    private final ReadOnlyObjectWrapper<HindsightProgress> progress =
            new ReadOnlyObjectWrapper<>(this, "progress", HindsightProgress.NONE);
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper(this, "sentence", "");
    private final ReadOnlyObjectWrapper<@Nullable Hindsight> found = new ReadOnlyObjectWrapper<>(this, "found");

    private @Nullable Search search;
    /** Tells what was put off for an earlier comparison from what is for the present one. */
    private int generation;

    /**
     * Makes the view-model; it follows the scenario from now on.
     *
     * @param scenario what is compared
     * @param runner looks for the optimum
     * @param timeline shows the comparison, and goes to the first difference
     * @param messages says what came of it
     * @param background where it is looked for, one search at a time
     * @param foreground the FX thread
     * @param delay puts off the search and the looks at its progress
     */
    public HindsightViewModel(
            ScenarioViewModel scenario,
            ScenarioRunner runner,
            TimelineViewModel timeline,
            MessagesViewModel messages,
            Executor background,
            Executor foreground,
            Delay delay) {
        this.scenario = scenario;
        this.runner = runner;
        this.timeline = timeline;
        this.messages = messages;
        this.delay = delay;
        searches = new LatestWins<>(background, foreground);
        scenario.specProperty().addListener((property, before, spec) -> scenarioChanged(spec));
        scenario.resultProperty().addListener((property, before, result) -> compared(result));
        scenario.problemProperty().addListener((property, before, problem) -> refused(problem));
        scenarioChanged(scenario.spec());
    }

    /** How things stand. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** How far the search has come; of the last one after its end. */
    public ReadOnlyObjectProperty<HindsightProgress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What is found, what stands in the way, or what went wrong; empty where there is nothing to say. */
    public ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    /** What was found for the comparison on show, null if nothing was. */
    public ReadOnlyObjectProperty<@Nullable Hindsight> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** How long the search may take, in seconds. */
    public int limitSeconds() {
        return scenario.spec().hindsight().seconds();
    }

    /** Ends the search with the best that it has found so far. */
    public void stop() {
        if (search != null) {
            search.stopped = true;
        }
    }

    /** Ends the search for good; nothing will be shown. */
    public void close() {
        abandon();
    }

    /**
     * Pauses and goes to the first round at which a lane departs from the optimum, choosing lane and request; and says what
     * there is to see. The lane is the chosen one if it departs, else that of MC-SF, else the first.
     */
    public void goToFirstDifference() {
        Comparison comparison = timeline.model().comparisonProperty().get();
        Hindsight hindsight = comparison == null ? null : comparison.hindsight();
        if (comparison == null || hindsight == null || hindsight.lane() == Hindsight.NO_LANE) {
            messages.warn(
                    TOPIC,
                    "There is no hindsight optimum to differ from; turn it on under Policies, in the theory mode.");
            return;
        }
        int lane = FirstDifference.laneToShow(
                comparison,
                hindsight,
                timeline.model().selection().laneProperty().get());
        messages.info(TOPIC, HindsightWords.difference(comparison, hindsight, lane));
        FirstDifference.show(timeline, hindsight, lane);
    }

    private void scenarioChanged(ScenarioSpec spec) {
        abandon();
        show(!spec.cluster().isTheory() ? State.ELSEWHERE : spec.hindsight().wanted() ? State.WAITING : State.OFF, "");
    }

    private void abandon() {
        generation++;
        search = null;
        searches.cancel();
        found.set(null);
    }

    private void show(State newState, String words) {
        sentence.set(words);
        state.set(newState);
    }

    private void refused(String problem) {
        if (!problem.isEmpty() && state.get() == State.WAITING) {
            show(State.OFF, "");
        }
    }

    private void compared(@Nullable ScenarioResult result) {
        if (result == null || !result.comparison().scenario().equals(scenario.spec())) {
            // A newer comparison is on its way.
            return;
        }
        scenarioChanged(scenario.spec());
        if (state.get() == State.ELSEWHERE) {
            return;
        }
        if (!result.hindsightObstacle().isEmpty()) {
            show(State.OBSTACLE, result.hindsightObstacle());
        } else if (state.get() == State.WAITING) {
            int asked = generation;
            delay.after(QUIET_MILLIS, () -> {
                if (asked == generation) {
                    begin(result.comparison());
                }
            });
        }
    }

    private void begin(Comparison comparison) {
        Search begun = new Search(comparison);
        search = begun;
        progress.set(HindsightProgress.NONE);
        show(State.SEARCHING, "");
        searches.submit(
                cancelled ->
                        runner.withHindsight(comparison, begun::heard, () -> begun.stopped || cancelled.getAsBoolean()),
                begun);
        look(begun);
    }

    private void look(Search looked) {
        if (looked == search && state.get() == State.SEARCHING) {
            progress.set(looked.latest.at((System.nanoTime() - looked.startNanos) / NANOS_PER_SECOND));
            delay.after(PROGRESS_MILLIS, () -> look(looked));
        }
    }

    /** One search; its progress is written by the thread that solves and looked at now and then by the FX thread. */
    private final class Search implements LatestWins.Receiver<Comparison> {
        private final Comparison comparison;
        private final long startNanos = System.nanoTime();
        private volatile HindsightProgress latest = HindsightProgress.NONE;
        private volatile boolean stopped;

        Search(Comparison comparison) {
            this.comparison = comparison;
        }

        void heard(String phase, long best, long bound) {
            latest = new HindsightProgress(phase, best, bound, 0);
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // An equal comparison that was run again is another.
        public void succeeded(Comparison next, double millis) {
            if (this != search || timeline.model().comparisonProperty().get() != comparison) {
                return;
            }
            Hindsight hindsight = next.hindsight();
            timeline.model().show(next);
            found.set(hindsight);
            show(State.FOUND, hindsight == null ? "" : HindsightText.found(hindsight, stopped));
        }

        @Override
        public void failed(Throwable failure) {
            if (this != search) {
                return;
            }
            show(State.FAILED, HindsightText.failed(failure));
        }
    }
}
