package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.EventMoments;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.Overview;
import dev.tokenyard.app.session.StripFolder;
import dev.tokenyard.app.session.Strips;
import dev.tokenyard.app.session.TimeRange;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongFunction;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The timeline: stepping, zooming and panning, and the folds that its strips are drawn from. Folds are made in the
 * background for the visible range at the resolution of the screen; until a new one is there the old one stands.
 */
public final class TimelineViewModel {
    /** No moment is pointed at. */
    public static final long NO_TICK = -1;

    /** Width of the new view as a share of the old one for one step of zooming in. */
    public static final double ZOOM_STEP = 0.8;

    /** Share of the view's width for one step of panning. */
    public static final double PAN_STEP = 0.15;

    private final ComparisonViewModel model;
    private final PlaybackViewModel playback;
    private final Executor foreground;
    private final LatestWins<Strips> stripFolds;
    private final LatestWins<Overview> overviewFolds;
    private final ObjectProperty<EventMoments.Kind> stepKind =
            new SimpleObjectProperty<>(this, "stepKind", EventMoments.Kind.ARRIVAL);
    private final LongProperty hoveredTick = new SimpleLongProperty(this, "hoveredTick", NO_TICK);
    private final ReadOnlyObjectWrapper<@Nullable Strips> strips = new ReadOnlyObjectWrapper<>(this, "strips");
    private final ReadOnlyObjectWrapper<@Nullable Overview> overview = new ReadOnlyObjectWrapper<>(this, "overview");
    private final ReadOnlyObjectWrapper<@Nullable Strips> ghost = new ReadOnlyObjectWrapper<>(this, "ghost");
    private final Map<EventMoments.Kind, EventMoments> moments = new EnumMap<>(EventMoments.Kind.class);

    private final BooleanProperty active = new SimpleBooleanProperty(this, "active", true);

    private @Nullable StripFolder folder;
    private boolean refolding;
    private int columns;
    private Subscription subscriptions = Subscription.EMPTY;

    /**
     * Makes a model that does nothing before {@link #activate()}.
     *
     * @param model the comparison, clock and selection
     * @param background where folds are made
     * @param foreground the FX thread, where they are handed over
     */
    public TimelineViewModel(ComparisonViewModel model, Executor background, Executor foreground) {
        this.model = model;
        playback = model.playback();
        stripFolds = new LatestWins<>(background, foreground);
        overviewFolds = new LatestWins<>(background, foreground);
        active.subscribe(this::refold);
        this.foreground = foreground;
    }

    /** Begins to follow the comparison and the clock. */
    public void activate() {
        deactivate();
        subscriptions = Subscription.combine(
                model.comparisonProperty().subscribe(this::comparisonChanged),
                playback.viewStartTickProperty().subscribe(this::refoldStrips),
                playback.viewEndTickProperty().subscribe(this::refoldStrips),
                playback.tickProperty().subscribe(this::follow));
        comparisonChanged();
    }

    /** Stops following. */
    public void deactivate() {
        subscriptions.unsubscribe();
        subscriptions = Subscription.EMPTY;
        stripFolds.cancel();
        overviewFolds.cancel();
    }

    /** Whether it is in sight; while it is not, nothing is folded. */
    public BooleanProperty activeProperty() {
        return active;
    }

    /** The comparison, clock and selection. */
    public ComparisonViewModel model() {
        return model;
    }

    /** The clock and the visible range. */
    public PlaybackViewModel playback() {
        return playback;
    }

    /** What the step buttons step to. */
    public ObjectProperty<EventMoments.Kind> stepKindProperty() {
        return stepKind;
    }

    /** The moment under the pointer, or {@link #NO_TICK}. */
    public LongProperty hoveredTickProperty() {
        return hoveredTick;
    }

    /** The newest fold of the visible range, null before the first one; it may be one of an earlier range. */
    public ReadOnlyObjectProperty<@Nullable Strips> stripsProperty() {
        return strips.getReadOnlyProperty();
    }

    /** What the strips were before a slider was taken into the hand; null while none is. */
    public ReadOnlyObjectProperty<@Nullable Strips> ghostProperty() {
        return ghost.getReadOnlyProperty();
    }

    /** Keeps the present strips in sight under those to come, or no longer. */
    public void keepGhost(boolean kept) {
        ghost.set(kept ? strips.get() : null);
    }

    /** The newest fold of the whole run, null before the first one. */
    public ReadOnlyObjectProperty<@Nullable Overview> overviewProperty() {
        return overview.getReadOnlyProperty();
    }

    /**
     * Says how many pixels the strips are wide; folds have a column for each.
     *
     * @param newColumns width in pixels; with less than 1 nothing is folded
     */
    public void setColumns(int newColumns) {
        if (columns != newColumns) {
            columns = newColumns;
            refold();
        }
    }

    private void comparisonChanged() {
        moments.clear();
        Comparison comparison = model.comparisonProperty().get();
        if (comparison != null && !comparison.lanes().isEmpty()) {
            folder = new StripFolder(comparison);
            refold();
        }
    }

    private void refold() {
        refoldStrips();
        refoldOverview();
    }

    /** Folds once for all that changes at the same time: a comparison, and with it both ends of the visible range. */
    private void refoldStrips() {
        if (!refolding) {
            refolding = true;
            foreground.execute(this::foldStrips);
        }
    }

    private void foldStrips() {
        refolding = false;
        StripFolder source = folder;
        if (active.get() && source != null && columns > 0) {
            long from = playback.viewStartTickProperty().get();
            long to = Math.max(from + 1, playback.viewEndTickProperty().get());
            int width = columns;
            stripFolds.submit(cancelled -> source.strips(from, to, width), new Delivery<Strips>(strips::set));
        }
    }

    /**
     * What it would fold of another comparison if that were shown now, to be done beforehand on any thread; null for nothing.
     */
    public @Nullable Function<Comparison, Strips> folding() {
        if (!active.get() || columns <= 0) {
            return null;
        }
        int width = columns;
        LongFunction<TimeRange> visible = playback.visibleWithin();
        return comparison -> {
            TimeRange view = visible.apply(comparison.endTick());
            return new StripFolder(comparison).strips(view.fromTick(), view.toTick(), width);
        };
    }

    private void refoldOverview() {
        StripFolder source = folder;
        if (active.get() && source != null && columns > 0) {
            int width = columns;
            overviewFolds.submit(cancelled -> source.overview(width), new Delivery<Overview>(overview::set));
        }
    }

    /** While playing, turns the page when the playhead leaves the view. */
    private void follow() {
        if (playback.playingProperty().get()) {
            playback.reveal(playback.tick());
        }
    }

    /** Goes to the start: of the range if there is one, and from there to that of the run. */
    public void toStart() {
        seek(playback.tick() == playback.playStart() ? 0 : playback.playStart());
    }

    /** Goes to the end: of the range if there is one, and from there to that of the run. */
    public void toEnd() {
        seek(playback.tick() == playback.playEnd() ? playback.endTick() : playback.playEnd());
    }

    /** Goes to a moment, and shows it. */
    public void seek(long tick) {
        playback.seek(tick);
        playback.reveal(playback.tick());
    }

    /** Pauses and goes to the next event of the chosen kind. */
    public boolean stepToNext() {
        return stepToNext(stepKind.get());
    }

    /** Pauses and goes to the previous event of the chosen kind. */
    public boolean stepToPrevious() {
        return stepToPrevious(stepKind.get());
    }

    /** Pauses and goes to the next event of a kind in any lane, within the range if there is one; says whether there is. */
    public boolean stepToNext(EventMoments.Kind kind) {
        long next = moments(kind).after(Math.max(playback.tick(), playback.playStart() - 1));
        return step(next, next <= playback.playEnd());
    }

    /** Pauses and goes to the previous event of a kind in any lane, within the range; says whether there is one. */
    public boolean stepToPrevious(EventMoments.Kind kind) {
        long end = playback.playEnd();
        long previous = moments(kind).before(playback.tick() > end ? end + 1 : playback.tick());
        return step(previous, previous >= playback.playStart());
    }

    private boolean step(long tick, boolean exists) {
        playback.playingProperty().set(false);
        if (exists) {
            seek(tick);
        }
        return exists;
    }

    private EventMoments moments(EventMoments.Kind kind) {
        Comparison comparison = model.comparisonProperty().get();
        return comparison == null
                ? EventMoments.EMPTY
                : moments.computeIfAbsent(kind, wanted -> EventMoments.of(comparison, wanted));
    }

    /** Zooms about the moment under the pointer, else about the playhead if it is in view, else about the middle. */
    public void zoom(double factor) {
        long start = playback.viewStartTickProperty().get();
        long end = playback.viewEndTickProperty().get();
        boolean inView = playback.tick() >= start && playback.tick() <= end;
        long about = inView ? playback.tick() : start + (end - start) / 2;
        zoom(hoveredTick.get() != NO_TICK ? hoveredTick.get() : about, factor);
    }

    /** Zooms about a moment; {@code factor} below 1 shows less time. */
    public void zoom(long aboutTick, double factor) {
        playback.zoom(aboutTick, factor);
    }

    /** Shifts the view by a share of its width, positive to later times. */
    public void pan(double share) {
        playback.pan(share);
    }

    /** Shows the whole run. */
    public void showAll() {
        playback.showAll();
    }

    /** Plays at the next round speed above. */
    public void faster() {
        playback.setSpeed(Speeds.faster(playback.speedProperty().get()));
    }

    /** Plays at the next round speed below. */
    public void slower() {
        playback.setSpeed(Speeds.slower(playback.speedProperty().get()));
    }
}
