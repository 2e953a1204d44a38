package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.view.parts.Part;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.ComparisonViewModel;
import dev.tokenyard.app.viewmodel.Delay;
import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import dev.tokenyard.app.viewmodel.SelectionViewModel;
import dev.tokenyard.app.zoom.SharpCanvas;
import dev.tokenyard.sim.log.BlockMap;
import dev.tokenyard.sim.metrics.RunningTtft;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The stage: a lane for each policy, all on one clock. It draws on the next pulse after the clock, the selection, the size,
 * the theme or the comparison has changed, and only then.
 *
 * <p>The pointer over a request sets {@link SelectionViewModel#hoveredRequestProperty()}, a click chooses it, a click
 * beside any request drops it and chooses the lane, and the instance if it was on one; the up and down keys go from lane to
 * lane.
 */
public final class StageView extends Region {
    /** How long motions last, in seconds of the viewer's time. */
    private static final double MOTION_SECONDS = 0.35;
    /** How long a comparison must have stood before the background goes through all of it. */
    private static final long QUIET_MILLIS = 400;
    /** Under a slider in the hand pictures come faster, and each does without the places of blocks. */
    private static final long SETTLE_MILLIS = 200;

    /** Runs of so many requests are replayed in no time worth mentioning. */
    private static final int SHORT_REPLAY = 50_000;

    private static final int STRETCHES = 64;
    private static final double REMARK_WIDTH = 420;

    private final ComparisonViewModel viewModel;
    private final ObservableValue<Theme> theme;
    private final Executor background;
    private final Delay delay;
    private final LatestWins<StageModel> preparations;
    private final LatestWins<List<Counted>> counts;
    private final SharpCanvas canvas = new SharpCanvas();
    private final Surface surface = new Surface();
    private final StagePainter painter = new StagePainter(canvas.getGraphicsContext2D());
    private StageModel model = StageModel.EMPTY;
    private StageLayout layout = StageLayout.of(0, 0, 0, 0, 0);
    private final ReadOnlyObjectWrapper<@Nullable Comparison> shown = new ReadOnlyObjectWrapper<>(this, "shown");
    private final ReadOnlyObjectWrapper<@Nullable Comparison> placed = new ReadOnlyObjectWrapper<>(this, "placed");
    /** The comparison to show, for the background to see that it has been overtaken. */
    private volatile @Nullable Comparison wanted;

    private final Tooltip remark = new Tooltip();
    private final BooleanProperty forecastsShown = new SimpleBooleanProperty(this, "forecastsShown", true);
    private final BooleanProperty calm = new SimpleBooleanProperty(this, "calm", false);
    private final BooleanProperty active = new SimpleBooleanProperty(this, "active", true);
    private double arrangedWidth;
    private double arrangedHeight;
    private double lastFrameMillis;

    /** A layout root of its own, so that a frame lays out nothing else in the window. */
    private final class Surface extends Region {
        Surface() {
            setManaged(false);
            getChildren().add(canvas);
        }

        @Override
        protected void layoutChildren() {
            canvas.fit(getWidth(), getHeight());
            draw();
        }
    }

    /**
     * A stage with a given executor.
     *
     * @param viewModel what to show
     * @param theme the colours
     * @param background where new comparisons are gone through before they are shown; may run tasks at once
     */
    public StageView(ComparisonViewModel viewModel, ObservableValue<Theme> theme, Executor background) {
        this(viewModel, theme, background, (millis, work) -> work.run());
    }

    /**
     * A stage that puts off what a picture can do without.
     *
     * @param delay puts work off; may do it at once
     */
    public StageView(ComparisonViewModel viewModel, ObservableValue<Theme> theme, Executor background, Delay delay) {
        this.delay = delay;
        this.viewModel = viewModel;
        this.theme = theme;
        this.background = background;
        preparations = new LatestWins<>(background, StageView::onFxThread);
        counts = new LatestWins<>(background, StageView::onFxThread);
        getStyleClass().add("stage-view");
        setMinSize(320, 160);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        remark.setWrapText(true);
        remark.setMaxWidth(REMARK_WIDTH);
        getChildren().add(surface);
        InvalidationListener redraw = changed -> surface.requestLayout();
        viewModel.playback().tickProperty().addListener(redraw);
        viewModel.playback().speedProperty().addListener(redraw);
        viewModel.playback().rangeProperty().addListener(changed -> countRange());
        viewModel.selection().requestProperty().addListener(redraw);
        viewModel.selection().hoveredRequestProperty().addListener(redraw);
        viewModel.selection().laneProperty().addListener(redraw);
        viewModel.selection().instanceProperty().addListener(redraw);
        theme.addListener(redraw);
        calm.addListener(redraw);
        forecastsShown.addListener(changed -> arrange());
        viewModel.comparisonProperty().addListener((property, before, after) -> prepare(after));
        active.subscribe(() -> prepare(viewModel.comparisonProperty().get()));
        addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        addEventHandler(
                MouseEvent.MOUSE_EXITED,
                exit -> viewModel.selection().hoveredRequestProperty().set(SelectionViewModel.NONE));
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        prepare(viewModel.comparisonProperty().get());
    }

    /** Whether lanes whose policies look ahead at the memory show it, where there is room. */
    public BooleanProperty forecastsShownProperty() {
        return forecastsShown;
    }

    /** Whether nothing moves but what moves in the simulation: each request is where it is, and nothing pulses. */
    public BooleanProperty calmProperty() {
        return calm;
    }

    /** Whether it is in sight; while it is not, comparisons pass by and nothing is drawn. */
    public BooleanProperty activeProperty() {
        return active;
    }

    /** What its parts are, and where in the window. */
    public List<Part> parts() {
        return StageParts.of(this, layout, painter.hits());
    }

    /** Where in the window the lanes' names and figures are. */
    List<Bounds> figures() {
        return StageParts.figures(this, layout);
    }

    /** How long the last frame took to draw on the FX thread, in milliseconds. */
    public double lastFrameMillis() {
        return lastFrameMillis;
    }

    /** Goes through a comparison in the background; the picture stays until it is ready. The latest one wins. */
    @SuppressWarnings("ReferenceEquality")
    private void prepare(@Nullable Comparison next) {
        if (!active.get() && next != null) {
            // What is out of sight and no longer true need not be completed.
            wanted = next == wanted ? wanted : null;
            return;
        }
        if (next != null && next == shown.get() && next == wanted) {
            surface.requestLayout();
            return;
        }
        wanted = next;
        if (next == null) {
            preparations.cancel();
            show(null, StageModel.EMPTY);
            return;
        }
        long tick = viewModel.playback().tick();
        preparations.submit(cancelled -> StageModel.of(next, tick), new LatestWins.Receiver<>() {
            @Override
            public void succeeded(StageModel ready, double millis) {
                show(next, ready);
                later(SETTLE_MILLIS, next, () -> placeBlocks(next, ready, tick));
                later(QUIET_MILLIS, next, () -> completeBlockMaps(next, ready));
            }

            @Override
            public void failed(Throwable failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    /** Works in the background once no other comparison has come for a while. */
    @SuppressWarnings("ReferenceEquality")
    private void later(long millis, Comparison comparison, Runnable work) {
        delay.after(millis, () -> {
            if (wanted == comparison) {
                background.execute(work);
            }
        });
    }

    /** Finds out what the first picture did without: where blocks lie, percentiles of all moments, and ways back in time. */
    @SuppressWarnings("ReferenceEquality")
    private void placeBlocks(Comparison comparison, StageModel ready, long tick) {
        for (LaneModel lane : ready.lanes()) {
            if (wanted != comparison) {
                return;
            }
            if (lane.trace().size() <= SHORT_REPLAY) {
                BlockMap map = new BlockMap(lane.log());
                map.seek(tick);
                onFxThread(() -> replaceBlocks(lane, map));
            }
            if (!lane.ttft().isComplete()) {
                RunningTtft ttft = RunningTtft.of(lane.log());
                onFxThread(() -> lane.ttft().set(ttft));
            }
            lane.log().prepareSeeks();
        }
        if (comparison.trace().size() <= SHORT_REPLAY) {
            onFxThread(() -> placed.set(comparison));
        }
    }

    private void replaceBlocks(LaneModel lane, BlockMap map) {
        lane.replaceBlocks(map);
        surface.requestLayout();
    }

    /** The comparison whose memory maps show where blocks lie; null while they show only how many each request has. */
    public ReadOnlyObjectProperty<@Nullable Comparison> placedProperty() {
        return placed.getReadOnlyProperty();
    }

    /**
     * Lets a second block map of each lane pass through all of the run, so that later leaps in time are short. It waits
     * until changes have come to rest, and goes in short stretches, so that it gives way to what is simulated next.
     */
    @SuppressWarnings("ReferenceEquality")
    private void completeBlockMaps(Comparison comparison, StageModel ready) {
        for (LaneModel lane : ready.lanes()) {
            BlockMap passed = new BlockMap(lane.log());
            for (int k = 1; k <= STRETCHES; k++) {
                if (wanted != comparison) {
                    return;
                }
                passed.seek(k == STRETCHES ? comparison.endTick() : comparison.endTick() / STRETCHES * k);
            }
            onFxThread(() -> replaceBlocks(lane, passed));
        }
        onFxThread(() -> placed.set(comparison));
    }

    private static void onFxThread(Runnable action) {
        if (Platform.isFxApplicationThread()) {
            action.run();
        } else {
            Platform.runLater(action);
        }
    }

    /** Has the heads of the lanes count the requests of the marked range, or all. */
    private void countRange() {
        Comparison comparison = shown.get();
        StageModel lanes = model;
        if (comparison == null) {
            return;
        }
        Window window = TimeRange.window(viewModel.playback().rangeProperty().get(), comparison);
        counts.submit(
                cancelled -> lanes.lanes().stream()
                        .map(lane -> Counted.of(
                                lane.lane(), window, lane.attainmentByClass().size()))
                        .toList(),
                new LatestWins.Receiver<>() {
                    @Override
                    public void succeeded(List<Counted> counted, double millis) {
                        for (int k = 0; k < counted.size(); k++) {
                            lanes.lanes().get(k).count(counted.get(k));
                        }
                        surface.requestLayout();
                    }

                    @Override
                    public void failed(Throwable failure) {
                        throw new IllegalStateException(failure);
                    }
                });
    }

    private void show(@Nullable Comparison comparison, StageModel next) {
        model = next;
        placed.set(null);
        shown.set(comparison);
        painter.forget();
        arrange();
        if (viewModel.playback().rangeProperty().get() != null) {
            countRange();
        }
    }

    /** The comparison that the lanes show, null if none; it lags behind the view-model while one is prepared. */
    public ReadOnlyObjectProperty<@Nullable Comparison> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    @Override
    protected void layoutChildren() {
        surface.resizeRelocate(0, 0, getWidth(), getHeight());
        if (arrangedWidth != getWidth() || arrangedHeight != getHeight()) {
            arrange();
        }
    }

    private void arrange() {
        arrangedWidth = getWidth();
        arrangedHeight = getHeight();
        layout = arranged(InstanceLayout.Detail.FULL);
        if (layout.detail() != InstanceLayout.Detail.FULL) {
            // What is left out is said in the legend, which may need a line for that; lanes then have no more room than
            // before.
            layout = arranged(layout.detail());
        }
        surface.requestLayout();
    }

    private StageLayout arranged(InstanceLayout.Detail explained) {
        boolean forecasts = forecastsShown.get() && model.foreseesMemory();
        return StageLayout.of(
                getWidth(),
                getHeight(),
                model.lanes().size(),
                model.placeCount(),
                model.hasHostMemory(),
                lane -> forecastsShown.get() && model.lanes().get(lane).foreseesMemory(),
                painter.legendWidth(model, new LegendPainter.Shown(forecasts, explained)));
    }

    private void draw() {
        if (!active.get() || getWidth() <= 0 || getHeight() <= 0) {
            return;
        }
        long start = System.nanoTime();
        PlaybackViewModel playback = viewModel.playback();
        SelectionViewModel selection = viewModel.selection();
        // At the end nothing comes to rest any more, so all has.
        boolean still = calm.get() || playback.tick() >= playback.endTick();
        double motionSeconds =
                still ? 0 : MOTION_SECONDS * playback.speedProperty().get();
        long motion = Math.max(1, Math.round(motionSeconds * Ticks.PER_SECOND));
        Moment moment = new Moment(
                playback.tick(),
                motion,
                selection.requestProperty().get(),
                selection.hoveredRequestProperty().get(),
                selection.laneProperty().get());
        painter.selectInstance(selection.instanceProperty().get());
        painter.paint(model, layout, getWidth(), getHeight(), theme.getValue(), moment);
        lastFrameMillis = (System.nanoTime() - start) / 1e6;
    }

    private void hover(MouseEvent event) {
        int request = painter.hits().requestAt(event.getX(), event.getY());
        viewModel.selection().hoveredRequestProperty().set(request);
        say(painter.hits().remarkAt(event.getX(), event.getY()));
    }

    /** A canvas has no children to hang tooltips on, so the stage wears the one of the mark under the pointer. */
    private void say(String words) {
        if (words.equals(remark.getText())) {
            return;
        }
        remark.setText(words);
        if (words.isEmpty()) {
            remark.hide();
            Tooltip.uninstall(this, remark);
        } else {
            Tooltip.install(this, remark);
        }
    }

    private void click(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        requestFocus();
        int request = painter.hits().requestAt(event.getX(), event.getY());
        int instance = request == SelectionViewModel.NONE
                ? painter.hits().instanceAt(event.getX(), event.getY())
                : SelectionViewModel.NONE;
        viewModel.selection().requestProperty().set(request);
        viewModel.selection().instanceProperty().set(instance);
        for (int k = 0; k < layout.lanes().size(); k++) {
            if (layout.lanes().get(k).box().contains(event.getX(), event.getY())) {
                viewModel.selection().laneProperty().set(model.lanes().get(k).index());
            }
        }
    }

    private void key(KeyEvent event) {
        int step = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
        if (step == 0 || model.lanes().isEmpty() || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        viewModel.stepLane(step);
        event.consume();
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.TEXT
                ? StageWords.of(model, viewModel.playback().tick())
                : super.queryAccessibleAttribute(attribute, parameters);
    }
}
