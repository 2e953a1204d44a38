package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.LateRequest;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.metrics.Window;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The inspector: what is known of the request under the pointer or the chosen one, without one of the chosen instance, and
 * without either of the chosen lane.
 * It is worked out in the background; until it is there the old one stands.
 */
public final class InspectorViewModel {
    /** The inspector shows a comparison once no other has come for so long. */
    private static final long PACE_MILLIS = 120;
    /** But while they go on coming it shows one after so many such times: words that change faster are not read. */
    private static final int MOST_PACES = 4;

    private final ComparisonViewModel model;
    private final HardwareCatalog catalog;
    private final Delay delay;
    private boolean awaiting;
    /** Whether a comparison has come since the last look. */
    private boolean coming;

    private final SelectionViewModel selection;
    private final LatestWins<InspectorContent> folds;
    private final ReadOnlyObjectWrapper<@Nullable InspectorContent> content =
            new ReadOnlyObjectWrapper<>(this, "content");

    private final IntegerProperty forecastInstance = new SimpleIntegerProperty(this, "forecastInstance", -1);

    private @Nullable Inspection inspection;
    private Subscription subscriptions = Subscription.EMPTY;

    /**
     * Makes a model that does nothing before {@link #activate()}.
     *
     * @param model the comparison and the selection
     * @param background where contents are worked out
     * @param foreground the FX thread, where they are handed over
     */
    public InspectorViewModel(ComparisonViewModel model, Executor background, Executor foreground) {
        this(model, HardwareCatalog.builtIn(), background, foreground, (millis, work) -> work.run());
    }

    /**
     * The same with a catalogue of hardware that instances are explained by.
     *
     * @param model the comparison and the selection
     * @param catalog the program's catalogue; a scenario may bring entries of its own
     * @param background where contents are worked out
     * @param foreground the FX thread, where they are handed over
     * @param delay puts off what need not follow a slider's every step; may do it at once
     */
    public InspectorViewModel(
            ComparisonViewModel model, HardwareCatalog catalog, Executor background, Executor foreground, Delay delay) {
        this.model = model;
        this.catalog = catalog;
        this.delay = delay;
        selection = model.selection();
        folds = new LatestWins<>(background, foreground);
    }

    /** Begins to follow the comparison and the selection. */
    public void activate() {
        deactivate();
        subscriptions = Subscription.combine(
                model.comparisonProperty().subscribe(this::refreshSoon),
                selection.requestProperty().subscribe(this::refresh),
                selection.hoveredRequestProperty().subscribe(this::refresh),
                selection.instanceProperty().subscribe(this::refresh),
                model.playback().rangeProperty().subscribe(this::refresh),
                selection.laneProperty().subscribe(this::refresh));
        refresh();
    }

    /** Stops following. */
    public void deactivate() {
        subscriptions.unsubscribe();
        subscriptions = Subscription.EMPTY;
        folds.cancel();
    }

    /** What to show, null before the first comparison. */
    public ReadOnlyObjectProperty<@Nullable InspectorContent> contentProperty() {
        return content.getReadOnlyProperty();
    }

    /** The present moment. */
    public ReadOnlyLongProperty tickProperty() {
        return model.playback().tickProperty();
    }

    /** The instance whose memory to come was chosen to be shown, -1 as long as none was. */
    public IntegerProperty forecastInstanceProperty() {
        return forecastInstance;
    }

    /** Chooses a request. */
    public void selectRequest(int request) {
        selection.requestProperty().set(request);
    }

    /** The clock and the range of time that attention is on. */
    public PlaybackViewModel playback() {
        return model.playback();
    }

    /** Whether an instance is chosen, which is shown where no request is. */
    public boolean hasInstance() {
        return selection.instanceProperty().get() != SelectionViewModel.NONE;
    }

    /** Chooses no request, so that the instance is shown if one is chosen. */
    public void showInstance() {
        selection.requestProperty().set(SelectionViewModel.NONE);
    }

    /** Moves the clock to the arrival of a request, and the timeline with it. */
    public void goToArrival(int request) {
        Comparison shown = model.comparisonProperty().get();
        if (shown != null) {
            long tick = shown.trace().arrivalTick(request);
            model.playback().seek(tick);
            model.playback().reveal(tick);
        }
    }

    /** Chooses neither a request nor an instance, so that the lane is shown. */
    public void showLane() {
        selection.instanceProperty().set(SelectionViewModel.NONE);
        selection.requestProperty().set(SelectionViewModel.NONE);
    }

    /** Chooses a lane. */
    public void selectLane(int lane) {
        selection.laneProperty().set(lane);
    }

    /** Chooses the latest request of the lane that is shown, if one of its requests was late. */
    @SuppressWarnings("ReferenceEquality")
    public void selectWorstRequest() {
        Inspection source = inspection;
        InspectorContent shown = content.get();
        if (source != null && shown != null && shown.comparison() == source.comparison()) {
            List<LateRequest> worst = source.lane(shown.lane()).worst();
            if (!worst.isEmpty()) {
                selectRequest(worst.get(0).request());
            }
        }
    }

    /** Shows the first comparison at once, and of those that follow each other fast the one that is newest by then. */
    private void refreshSoon() {
        coming = true;
        if (content.get() == null) {
            refresh();
        } else if (!awaiting) {
            awaiting = true;
            await(MOST_PACES);
        }
    }

    private void await(int paces) {
        coming = false;
        delay.after(PACE_MILLIS, () -> {
            if (coming && paces > 1) {
                await(paces - 1);
                return;
            }
            awaiting = false;
            if (subscriptions != Subscription.EMPTY) {
                refresh();
            }
        });
    }

    @SuppressWarnings("ReferenceEquality")
    private void refresh() {
        Comparison comparison = model.comparisonProperty().get();
        if (comparison == null || comparison.lanes().isEmpty()) {
            return;
        }
        Inspection source = inspection;
        Window window = TimeRange.window(model.playback().range(), comparison);
        if (source == null
                || source.comparison() != comparison
                || !source.window().equals(window)) {
            source = new Inspection(comparison, window, catalog);
            inspection = source;
        }
        Inspection present = source;
        int lane = Math.max(
                0,
                Math.min(comparison.lanes().size() - 1, selection.laneProperty().get()));
        int request = selection.shownRequest();
        boolean exists = request >= 0 && request < comparison.trace().size();
        int instance = selection.instanceProperty().get();
        boolean chosen = instance >= 0
                && instance < comparison.lanes().get(lane).log().instances().size();
        folds.submit(
                cancelled -> exists
                        ? present.request(request, lane)
                        : chosen ? present.instance(instance, lane) : present.lane(lane),
                new Delivery<InspectorContent>(content::set));
    }
}
