package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import dev.tokenyard.app.viewmodel.TimelineViewModel;
import java.util.function.Supplier;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * How a pointer marks a range of time in the strips: a drag along the axis, or with Ctrl anywhere, marks one; its edges are
 * dragged wherever they are seen, and along the axis the whole of it. A click without a drag is left to be a click.
 */
final class BrushGestures {
    /** How near the pointer must be to an edge, in pixels. */
    private static final double EDGE = 5;
    /** From so many pixels on a press has become a drag. */
    private static final double DRAG = 3;

    private enum Grip {
        NEW,
        EDGE,
        WHOLE
    }

    private final Supplier<TimeScale> scale;
    private final Supplier<StripLayout> layout;
    private final TimelineViewModel model;
    private final PlaybackViewModel playback;
    private @Nullable Grip grip;
    private double pressedX;
    private boolean moved;
    /** The moment that stays, or for the whole range that which was grabbed, counted from its beginning. */
    private long heldTicks;

    BrushGestures(Supplier<TimeScale> scale, Supplier<StripLayout> layout, TimelineViewModel model) {
        this.scale = scale;
        this.layout = layout;
        this.model = model;
        playback = model.playback();
    }

    /** Begins to mark; says whether the press was one for a range. */
    boolean pressed(MouseEvent event) {
        grip = event.getButton() != MouseButton.PRIMARY || event.isShiftDown() ? null : gripAt(event);
        pressedX = event.getX();
        moved = false;
        TimeRange range = playback.range();
        long tick = scale.get().tick(event.getX());
        if (grip == Grip.EDGE && range != null) {
            boolean first = isFirstEdgeNearer(range, event.getX());
            heldTicks = first ? range.toTick() : range.fromTick();
        } else if (grip == Grip.WHOLE && range != null) {
            heldTicks = tick - range.fromTick();
        } else {
            heldTicks = tick;
        }
        return grip != null;
    }

    private @Nullable Grip gripAt(MouseEvent event) {
        TimeRange range = playback.range();
        double x = event.getX();
        boolean anywhere = event.isShortcutDown() || event.isControlDown();
        if (range != null && !anywhere && (near(range.fromTick(), x) || near(range.toTick(), x))) {
            return Grip.EDGE;
        }
        boolean onAxis = event.getY() >= layout.get().axisTop();
        if (range != null && onAxis && !anywhere && range.holds(scale.get().tick(x))) {
            return Grip.WHOLE;
        }
        return onAxis || anywhere ? Grip.NEW : null;
    }

    private boolean near(long tick, double x) {
        return Math.abs(scale.get().x(tick) - x) <= EDGE;
    }

    private boolean isFirstEdgeNearer(TimeRange range, double x) {
        double first = Math.abs(scale.get().x(range.fromTick()) - x);
        double last = Math.abs(scale.get().x(range.toTick()) - x);
        return first < last || (first == last && x < scale.get().x(range.fromTick()));
    }

    /** Goes on; says whether a range is being marked. */
    boolean dragged(MouseEvent event) {
        if (grip == null) {
            return false;
        }
        moved |= Math.abs(event.getX() - pressedX) >= DRAG;
        TimeRange range = playback.range();
        long tick = scale.get().tick(event.getX());
        if (moved && grip == Grip.WHOLE && range != null) {
            long from = Math.max(0, Math.min(playback.endTick() - range.ticks(), tick - heldTicks));
            playback.markRange(from, from + range.ticks());
        } else if (moved) {
            playback.markRange(heldTicks, tick);
        }
        return true;
    }

    /** Ends; what was no drag goes to the moment. */
    void released(MouseEvent event) {
        if (grip != null && !moved) {
            model.seek(scale.get().tick(event.getX()));
        }
        grip = null;
    }

    /** What a press would do, as a cursor. */
    Cursor cursor(MouseEvent event) {
        Grip wanted = gripAt(event);
        if (wanted == null) {
            return Cursor.DEFAULT;
        }
        return switch (wanted) {
            case EDGE -> Cursor.H_RESIZE;
            case WHOLE -> Cursor.OPEN_HAND;
            case NEW -> Cursor.CROSSHAIR;
        };
    }
}
