package dev.tokenyard.app.view.stage;

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

    private final Pen pen;
    private final HitMap hits;

    ClassStripPainter(Pen pen, HitMap hits) {
        this.pen = pen;
        this.hits = hits;
    }

    /** Draws them at the right end of a box, and returns the left end of what they take. */
    double paint(LaneModel lane, Box box, long tick) {
        List<Attainment> classes = lane.attainmentByClass();
        if (classes.isEmpty() || box.w() < LEAST_ROOM) {
            return box.right();
        }
        double pitch = box.h() / classes.size();
        double thick = Math.min(THICKEST, pitch * 0.7);
        double x = box.right() - WIDTH;
        for (int c = 0; c < classes.size(); c++) {
            double share = classes.get(c).at(tick, Ticks.NEVER);
            Box strip = new Box(x, box.y() + c * pitch + (pitch - thick) / 2, WIDTH, thick);
            pen.fill(strip, pen.theme().freeCell());
            if (share > 0) {
                pen.fill(
                        new Box(x, strip.y(), share * WIDTH, thick),
                        pen.classes().solid(c));
            }
        }
        hits.addRemark(new Box(x, box.y(), WIDTH, box.h()), () -> words(lane, tick));
        return x - GAP;
    }

    private static String words(LaneModel lane, long tick) {
        StringBuilder words = new StringBuilder("Met so far");
        for (int c = 0; c < lane.attainmentByClass().size(); c++) {
            words.append(c == 0 ? ": " : ", ")
                    .append(lane.log().info().sloClasses().get(c).name())
                    .append(' ')
                    .append(StageText.percent(lane.attainmentByClass().get(c).at(tick, Ticks.NEVER)));
        }
        return words.append('.').toString();
    }
}
