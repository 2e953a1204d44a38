package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.FileStamp;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.sweep.GpuAnswer;
import dev.tokenyard.app.session.sweep.GpuSearch;
import dev.tokenyard.app.session.sweep.Sweeper;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** How many GPUs each policy needs for the goal of the sweep page: searched when asked, in the background. For the FX thread. */
public final class GpuViewModel {
    private static final String INSTANCES = "instances.";

    private final SweepViewModel page;
    private final Sweeper sweeper;
    private final Executor foreground;
    private final LatestWins<List<GpuAnswer>> searches;
    private final ReadOnlyObjectWrapper<List<GpuAnswer>> answers =
            new ReadOnlyObjectWrapper<>(this, "answers", List.of());
    private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper(this, "searching", false);
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper(this, "stale", false);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private @Nullable Asked asked;

    /** Equal ones have equal answers. */
    private record Asked(
            ScenarioSpec scenario, List<FileStamp> inputs, int group, double goal, int seeds, RunPart part) {}

    GpuViewModel(SweepViewModel page, Sweeper sweeper, Executor background, Executor foreground) {
        this.page = page;
        this.sweeper = sweeper;
        this.foreground = foreground;
        searches = new LatestWins<>(background, foreground);
    }

    /** What is known so far, for each policy; empty before anyone asked. */
    public ReadOnlyObjectProperty<List<GpuAnswer>> answersProperty() {
        return answers.getReadOnlyProperty();
    }

    /** Whether a search is on its way. */
    public ReadOnlyBooleanProperty searchingProperty() {
        return searching.getReadOnlyProperty();
    }

    /** Whether the answers are those to another scenario, goal, number of seeds or range of time. */
    public ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }

    /** Why there is no answer, empty if there is one or none was asked for. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** How many seeds the answers are means of. */
    public int seeds() {
        return asked == null ? 0 : asked.seeds();
    }

    /** Searches for the present scenario, goal and number of seeds. */
    public void search() {
        Asked next = present();
        asked = next;
        problem.set("");
        searching.set(true);
        stale.set(false);
        answers.set(List.of());
        searches.cancel();
        ScenarioSpec scenario = page.scenario().spec();
        searches.submit(
                cancelled -> new GpuSearch(sweeper, scenario, next.group(), next.goal(), next.seeds(), next.part())
                        .run(cancelled, partly -> foreground.execute(() -> show(next, partly))),
                new LatestWins.Receiver<>() {
                    @Override
                    public void succeeded(List<GpuAnswer> result, double millis) {
                        show(next, result);
                        searching.set(false);
                    }

                    @Override
                    public void failed(Throwable failure) {
                        searching.set(false);
                        if (!(failure instanceof CancellationException)) {
                            problem.set(FailureText.of(failure, "The search broke off", "the scenario"));
                        }
                    }
                });
    }

    /** Stops the search; what was found so far stays. */
    public void cancel() {
        searches.cancel();
        searching.set(false);
    }

    private void show(Asked of, List<GpuAnswer> partly) {
        if (of.equals(asked) && searching.get()) {
            answers.set(partly);
        }
    }

    void markStale() {
        boolean other = asked != null && !asked.equals(present());
        if (other && searching.get()) {
            cancel();
        }
        stale.set(other);
    }

    private Asked present() {
        SweepSettings settings = page.settingsProperty().get();
        ScenarioSpec spec = page.scenario().spec().named("").withForks(List.of());
        int group = group(spec, settings.knobId());
        // How many instances there are now makes no difference.
        ScenarioSpec sized = spec.withCluster(spec.cluster().withGroup(group, one -> one.withCount(1)));
        return new Asked(sized, page.scenario().inputs(), group, settings.goal(), settings.seeds(), page.part());
    }

    /** The group whose instances are swept; otherwise the first. */
    private static int group(ScenarioSpec spec, String knobId) {
        if (!knobId.startsWith(INSTANCES)) {
            return 0;
        }
        int group = Integer.parseInt(knobId.substring(INSTANCES.length())) - 1;
        return group < spec.cluster().groups().size() ? group : 0;
    }
}
