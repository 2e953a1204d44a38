package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.session.FigureFormat;
import dev.tokenyard.sim.metrics.Attainment;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;

/** How many requests of each SLO class have met their objectives so far: a strip for each class, one below the other. */
final class ClassStripPainter {
    private static final double WIDTH = 44;
    private static final double GAP = 18;
    private static final double THICKEST = 3.5;
    /** In narrower headers the policy's name needs the room. */
    private static final double LEAST_ROOM = 260;

    private static final double LEAST_PITCH = 2.5;

    private final Pen pen;
    private final HitMap hits;

    ClassStripPainter(Pen pen, HitMap hits) {
        this.pen = pen;
        this.hits = hits;
    }

    /**
     * Draws them at the right end of a box, and returns the left end of what they take; nothing where there is no room.
     *
     * @param titled what the left end of the box is needed for, in pixels
     */
    double paint(LaneModel lane, Box box, double titled, long tick) {
        if (lane.counted().byClass().isEmpty() || !hasRoom(box, titled)) {
            return box.right();
        }
        double x = box.right() - WIDTH;
        strips(lane, new Box(x, box.y(), WIDTH, box.h()), tick);
        return x - GAP;
    }

    /** Whether a box has room for them beside what its left end is needed for. */
    static boolean hasRoom(Box box, double titled) {
        return box.w() >= Math.max(LEAST_ROOM, titled + GAP + WIDTH);
    }

    /** Draws them in a low box, if they are seen there. */
    void paintLow(LaneModel lane, Box box, long tick) {
        if (lane.counted().byClass().size() * LEAST_PITCH <= box.h()) {
            strips(lane, box, tick);
        }
    }

    private void strips(LaneModel lane, Box box, long tick) {
        List<Attainment> classes = lane.counted().byClass();
        double pitch = box.h() / Math.max(1, classes.size());
        double thick = Math.min(THICKEST, pitch * 0.7);
        for (int c = 0; c < classes.size(); c++) {
            double share = classes.get(c).at(tick, Ticks.NEVER);
            Box strip = new Box(box.x(), box.y() + c * pitch + (pitch - thick) / 2, box.w(), thick);
            pen.fill(strip, pen.theme().freeCell());
            if (share > 0) {
                pen.fill(
                        new Box(box.x(), strip.y(), share * box.w(), thick),
                        pen.classes().solid(c));
            }
        }
        hits.addRemark(box, () -> words(lane, tick));
    }

    private static String words(LaneModel lane, long tick) {
        StringBuilder words = new StringBuilder("Met so far");
        for (int c = 0; c < lane.counted().byClass().size(); c++) {
            words.append(c == 0 ? ": " : ", ")
                    .append(lane.log().info().sloClasses().get(c).name())
                    .append(' ')
                    .append(FigureFormat.percent(lane.counted().byClass().get(c).at(tick, Ticks.NEVER)));
        }
        return words.append('.').toString();
    }
}
