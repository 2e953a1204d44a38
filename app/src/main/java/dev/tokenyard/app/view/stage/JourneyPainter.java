package dev.tokenyard.app.view.stage;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.metrics.Violations;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/**
 * The way of requests between places: what has just arrived, been admitted, evicted, swapped or finished travels from where it was
 * to where it is, and what has just become late is circled. A pure function of the moment, so it plays backwards as well
 * and stands still in a pause. Where more happens than an eye can follow, motion fades and then stays away.
 */
final class JourneyPainter {
    private static final int MOST_GHOSTS = 24;
    /** With so many journeys in the time of one motion there are none drawn. */
    private static final int TOO_MANY = 56;

    private static final int MOST_SCANNED = 1500;

    private final Pen pen;
    private final HitMap hits;
    private final int[] events = new int[MOST_GHOSTS];

    JourneyPainter(Pen pen, HitMap hits) {
        this.pen = pen;
        this.hits = hits;
    }

    /** Paints the journeys, and returns whether there are any. */
    boolean paint(LaneModel lane, LaneLayout layout, Moment moment) {
        int journeys = collect(lane, moment);
        boolean shown = journeys > 0 && journeys < TOO_MANY;
        if (shown) {
            double presence = Math.min(1, 1.35 - 1.35 * journeys / TOO_MANY);
            for (int k = Math.min(journeys, MOST_GHOSTS) - 1; k >= 0; k--) {
                ghost(lane, layout, events[k], moment, presence);
            }
        }
        pen.gc().setGlobalAlpha(1);
        return shown;
    }

    /** Finds the latest journeys and returns how many there are in the time of one motion. */
    private int collect(LaneModel lane, Moment moment) {
        EventTrack track = lane.log().events();
        int count = 0;
        int last = lane.cursor().nextEvent() - 1;
        for (int e = last; e >= 0 && track.tick(e) > moment.tick() - moment.motionTicks(); e--) {
            EventKind kind = track.kind(e);
            if (moves(kind)) {
                if (count < MOST_GHOSTS) {
                    events[count] = e;
                }
                count++;
            }
            if (last - e > MOST_SCANNED || count >= TOO_MANY) {
                return TOO_MANY;
            }
        }
        return count;
    }

    /** Whether a request goes from one place of the picture to another. */
    private static boolean moves(EventKind kind) {
        return switch (kind) {
            case ARRIVED, REFUSED, ADMITTED, PREEMPTED, SWAPPED_OUT, SWAPPED_IN, HANDED_OVER, COMPLETED -> true;
            default -> false;
        };
    }

    private void ghost(LaneModel lane, LaneLayout layout, int e, Moment moment, double presence) {
        EventTrack track = lane.log().events();
        int r = track.request(e);
        double progress = moment.progress(track.tick(e));
        Box gate = new Box(layout.arrivals().right() - 6, arrivalY(layout.arrivals(), r) - 4, 14, 8);
        Box head = new Box(
                layout.queue().right() - 12,
                layout.queue().y(),
                22,
                Math.min(12, layout.queue().h()));
        Box queued = or(hits.placeOf(lane.index(), r), foldedPlace(layout.queue()));
        Color hue = pen.classes().solid(lane.outcomes().sloClass(r));
        switch (track.kind(e)) {
            case ARRIVED -> travel(gate, queued, progress, presence, hue, hue);
            case REFUSED ->
                travel(
                        gate,
                        new Box(gate.x(), layout.box().bottom() - 10, 14, 8),
                        progress,
                        presence * (1 - progress),
                        hue,
                        pen.theme().violation());
            case ADMITTED -> {
                InstanceLayout there = layout.instances().get(lane.place(track.instance(e)));
                travel(head, or(hits.placeOf(lane.index(), r), body(there)), progress, presence, hue, hue);
            }
            case PREEMPTED -> {
                Box row = formerRow(lane, layout, track.instance(e), r);
                travel(row, queued, progress, presence, hue, pen.theme().warning());
            }
            case COMPLETED -> {
                Box row = formerRow(lane, layout, track.instance(e), r);
                Box out = new Box(row.right() - 6, row.y() - 10, 20, row.h());
                travel(
                        row,
                        out,
                        progress,
                        presence * (1 - progress * progress),
                        hue,
                        pen.theme().success());
            }
            case SWAPPED_OUT -> {
                InstanceLayout there = layout.instances().get(lane.place(track.instance(e)));
                Box row = formerRow(lane, layout, track.instance(e), r);
                Box shelf = isNow(lane, r, RunCursor.Phase.SWAPPED)
                        ? or(hits.placeOf(lane.index(), r), shelf(there))
                        : shelf(there);
                travel(row, shelf, progress, presence, hue, pen.theme().warning());
            }
            case SWAPPED_IN -> {
                InstanceLayout there = layout.instances().get(lane.place(track.instance(e)));
                Box row = or(hits.placeOf(lane.index(), r), body(there));
                travel(shelf(there), row, progress, presence, hue, hue);
            }
            case HANDED_OVER -> {
                // Its way to the other instance is a transfer of its own, which may have begun.
                if (isNow(lane, r, RunCursor.Phase.WAITING)) {
                    Box row = formerRow(lane, layout, track.instance(e), r);
                    travel(row, queued, progress, presence, hue, hue);
                }
            }
            default -> {
                // It stays where it is, or is drawn as a transfer.
            }
        }
    }

    private static boolean isNow(LaneModel lane, int r, RunCursor.Phase phase) {
        return lane.cursor().phase(r) == phase;
    }

    private static Box shelf(InstanceLayout there) {
        return there.shelf().isEmpty() ? body(there) : ShelfPainter.place(there);
    }

    private static Box or(@Nullable Box one, Box other) {
        return one == null ? other : one;
    }

    /** Where a waiting request is that has no block of its own: in the strip, at the far end of the queue. */
    private static Box foldedPlace(Box queue) {
        double up = Math.min(queue.h(), QueuePainter.STRIP_WITH_LABEL - 4);
        return new Box(queue.x(), queue.bottom() - up, 14, 8);
    }

    private static Box body(InstanceLayout there) {
        return there.batch().isEmpty()
                ? new Box(
                        there.map().x(),
                        there.map().y(),
                        20,
                        Math.min(8, there.map().h()))
                : new Box(there.batch().x(), there.batch().y(), there.batch().w(), 7);
    }

    /** The height at which a request comes in; its chip and its ghost agree on it. */
    static double arrivalY(Box arrivals, int request) {
        // Fibonacci hashing sets consecutive requests far apart.
        return arrivals.y() + arrivals.h() * (0.08 + 0.84 * (((request * 0x9E3779B9) >>> 24) / 255.0));
    }

    /** About where the row of a request was that has left: below those that were admitted before it. */
    private static Box formerRow(LaneModel lane, LaneLayout layout, int instance, int r) {
        InstanceLayout there = layout.instances().get(lane.place(instance));
        if (there.batch().isEmpty()) {
            return body(there);
        }
        RunCursor cursor = lane.cursor();
        int residents = cursor.residentCount(instance);
        int older = 0;
        long since = lane.outcomes().firstScheduledTick(r);
        while (older < residents && lane.outcomes().firstScheduledTick(cursor.resident(instance, older)) <= since) {
            older++;
        }
        BatchPainter.Rows rows = BatchPainter.Rows.of(residents, there.batch());
        Box place = rows.place(Math.min(older / rows.residentsPerRow(), Math.max(0, rows.rows() - 1)));
        return new Box(place.x(), place.y(), place.w(), 7);
    }

    private void travel(Box from, Box to, double progress, double presence, Color fill, Color edge) {
        GraphicsContext gc = pen.gc();
        double at = Moment.eased(progress);
        double w = Math.min(46, from.w() + (to.w() - from.w()) * at);
        double h = Math.max(4, from.h() + (to.h() - from.h()) * at);
        double x = from.x() + (to.x() - from.x()) * at;
        double y = from.y() + (to.y() - from.y()) * at;
        double tail = Moment.eased(Math.max(0, progress - 0.22));
        double tailX = from.x() + (to.x() - from.x()) * tail + w / 2;
        double tailY = from.y() + (to.y() - from.y()) * tail + h / 2;
        gc.setGlobalAlpha(0.45 * presence * (1 - progress));
        gc.setStroke(edge);
        gc.setLineWidth(h * 0.45);
        gc.strokeLine(tailX, tailY, x + w / 2, y + h / 2);
        gc.setGlobalAlpha(presence * (1 - progress * progress * progress));
        pen.fillRound(x, y, w, h, 3, fill);
        pen.ring(x, y, w, h, 3, 1.4, edge);
        gc.setGlobalAlpha(1);
    }

    /** Circles what has just become late. */
    void newlyLate(LaneModel lane, Moment moment) {
        Violations violations = lane.attainment().violations();
        int last = violations.countUntil(moment.tick()) - 1;
        for (int k = last; k >= 0 && k > last - MOST_GHOSTS; k--) {
            double progress = moment.progress(violations.tick(k));
            if (progress >= 1) {
                return;
            }
            Box place = hits.placeOf(lane.index(), violations.request(k));
            if (place != null) {
                double spread = 2 + 9 * Moment.eased(progress);
                pen.gc().setGlobalAlpha(1 - progress);
                pen.ring(
                        place.x() - spread,
                        place.y() - spread,
                        place.w() + 2 * spread,
                        place.h() + 2 * spread,
                        4 + spread / 2,
                        2,
                        pen.theme().violation());
                pen.gc().setGlobalAlpha(1);
            }
        }
    }
}
