package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.MetricColumns;
import dev.tokenyard.app.session.MetricTable;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.SeedRuns;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.sim.metrics.Window;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the compare page shows: the figures of the present comparison, computed in the background while the page is
 * visible; where a range of time is marked they are those of the range. Until new figures are there the old ones stay. For the FX thread.
 */
public final class CompareViewModel {
    private final ReadOnlyObjectProperty<@Nullable Comparison> comparison;
    private final PlaybackViewModel playback;
    private final LatestWins<ComparisonMetrics> folding;
    private final BooleanProperty active = new SimpleBooleanProperty(this, "active", false);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy", false);
    private final ReadOnlyObjectWrapper<@Nullable ComparisonMetrics> metrics =
            new ReadOnlyObjectWrapper<>(this, "metrics");
    private final ReadOnlyObjectWrapper<@Nullable MetricTable> table = new ReadOnlyObjectWrapper<>(this, "table");
    private final ReadOnlyObjectWrapper<@Nullable Throwable> failure = new ReadOnlyObjectWrapper<>(this, "failure");
    private final ObjectProperty<@Nullable String> litPolicy = new SimpleObjectProperty<>(this, "litPolicy");
    private final ObjectProperty<@Nullable String> baseline = new SimpleObjectProperty<>(this, "baseline");
    private final BooleanProperty keyFiguresOnly = new SimpleBooleanProperty(this, "keyFiguresOnly", true);
    private volatile Function<Comparison, List<String>> notes = of -> List.of();
    private final SeedsViewModel seeds;
    private @Nullable Comparison wanted;
    private Window wantedWindow = Window.WHOLE;

    /**
     * A view-model of what {@code shown} shows; idle until {@link #activeProperty} is set.
     *
     * @param runner runs the scenario with other seeds
     * @param background where figures are computed
     * @param foreground runs work on the FX thread
     */
    public CompareViewModel(
            ComparisonViewModel shown, ScenarioRunner runner, Executor background, Executor foreground) {
        comparison = shown.comparisonProperty();
        playback = shown.playback();
        folding = new LatestWins<>(background, foreground);
        comparison.addListener((property, before, after) -> refresh());
        playback.rangeProperty().addListener((property, before, after) -> refresh());
        active.addListener((property, before, after) -> refresh());
        keyFiguresOnly.addListener((property, before, after) -> tabulate());
        seeds = new SeedsViewModel(metrics.getReadOnlyProperty(), runner, background, foreground);
        seeds.runsProperty().addListener((property, before, after) -> tabulate());
    }

    /** The same figures with other seeds. */
    public SeedsViewModel seeds() {
        return seeds;
    }

    /** Whether the page is visible, and so worth computing for; whoever shows the page sets it. */
    public BooleanProperty activeProperty() {
        return active;
    }

    /** Whether newer figures than those shown are being computed. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** The figures, null before the first ones and while the page is hidden after the comparison has been replaced. */
    public ReadOnlyObjectProperty<@Nullable ComparisonMetrics> metricsProperty() {
        return metrics.getReadOnlyProperty();
    }

    /** The figures as a table with the wanted columns, null before the first ones. */
    public ReadOnlyObjectProperty<@Nullable MetricTable> tableProperty() {
        return table.getReadOnlyProperty();
    }

    /** Why the latest figures could not be computed, null if they could. */
    public ReadOnlyObjectProperty<@Nullable Throwable> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** The name of the policy that stands out in the table and in all charts, null for none. */
    public ObjectProperty<@Nullable String> litPolicyProperty() {
        return litPolicy;
    }

    /** The name of the policy that the others are compared with, null for none. */
    public ObjectProperty<@Nullable String> baselineProperty() {
        return baseline;
    }

    /** Whether the table has only the columns that say most. */
    public BooleanProperty keyFiguresOnlyProperty() {
        return keyFiguresOnly;
    }

    /** Takes the whole run into account again. */
    public void showWholeRun() {
        playback.clearRange();
    }

    /** The row of the baseline in the table, {@link MetricTable#NO_BASELINE} for none. */
    public int baselineRow() {
        MetricTable shown = table.get();
        String name = baseline.get();
        return shown == null || name == null
                ? MetricTable.NO_BASELINE
                : shown.policies().indexOf(name);
    }

    /** The lane of a comparison that others are compared with, {@link MetricTable#NO_BASELINE} for none. */
    public int baselineOf(Comparison of) {
        String name = baseline.get();
        return IntStream.range(0, of.lanes().size())
                .filter(lane -> of.lanes().get(lane).card().title().equals(name))
                .findFirst()
                .orElse(MetricTable.NO_BASELINE);
    }

    /** The figures of part of a comparison with several seeds, null unless they are on show. */
    @SuppressWarnings("ReferenceEquality")
    public @Nullable SeedRuns seedsOf(Comparison of, Window window) {
        ComparisonMetrics figures = metrics.get();
        return figures != null && figures.comparison() == of && figures.window().equals(window)
                ? seeds.runsOf(figures)
                : null;
    }

    /** What of a comparison's scenario did not come into effect, or not as it may seem; may be asked on any thread. */
    public List<String> notesOn(Comparison of) {
        return notes.apply(of);
    }

    /** Says who knows what of a scenario did not come into effect. */
    public void setNotes(Function<Comparison, List<String>> source) {
        notes = source;
    }

    /** Comparisons are told apart by identity: an equal one that was run again is another. */
    @SuppressWarnings("ReferenceEquality")
    private void refresh() {
        Comparison present = comparison.get();
        Window window = present == null ? Window.WHOLE : TimeRange.window(playback.range(), present);
        if (present == wanted && window.equals(wantedWindow)) {
            return;
        }
        if (!active.get() || present == null) {
            release();
            return;
        }
        wanted = present;
        wantedWindow = window;
        busy.set(true);
        folding.submit(cancelled -> ComparisonMetrics.of(present, window), new LatestWins.Receiver<>() {
            @Override
            public void succeeded(ComparisonMetrics result, double millis) {
                show(result);
            }

            @Override
            public void failed(Throwable problem) {
                busy.set(false);
                failure.set(problem);
            }
        });
    }

    /**
     * The figures that it would show of another comparison if that were shown now, to be computed beforehand on any thread; null
     * for none.
     */
    public @Nullable Function<Comparison, ComparisonMetrics> computing() {
        if (!active.get()) {
            return null;
        }
        TimeRange marked = playback.markedProperty().get();
        return of -> ComparisonMetrics.of(of, TimeRange.window(marked == null ? null : marked.cutTo(of.endTick()), of));
    }

    /** A page that nobody sees keeps no recordings that have been replaced; its table and charts stay until it is seen. */
    private void release() {
        folding.cancel();
        wanted = null;
        busy.set(false);
        metrics.set(null);
    }

    @SuppressWarnings("ReferenceEquality")
    private void show(ComparisonMetrics result) {
        busy.set(result.comparison() != wanted || !result.window().equals(wantedWindow));
        failure.set(null);
        List<String> policies =
                result.lanes().stream().map(lane -> lane.card().title()).toList();
        forgetIfGone(baseline, policies);
        forgetIfGone(litPolicy, policies);
        metrics.set(result);
        tabulate();
    }

    private static void forgetIfGone(ObjectProperty<@Nullable String> name, List<String> policies) {
        if (name.get() != null && !policies.contains(Objects.requireNonNull(name.get()))) {
            name.set(null);
        }
    }

    private void tabulate() {
        ComparisonMetrics figures = metrics.get();
        if (figures == null) {
            return;
        }
        List<MetricColumn> columns = keyFiguresOnly.get() ? MetricColumns.keyOf(figures) : MetricColumns.of(figures);
        table.set(MetricTable.of(figures, columns, seeds.runsOf(figures)));
    }
}
