package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.session.plan.PlanBoard;
import dev.tokenyard.app.session.plan.PlanBoard.Group;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.sim.log.PlanTrack;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/**
 * A request group as a pack: a cell for each member that waits, the first to arrive at the upper right, and their number. In a
 * large group a cell stands for several.
 */
final class PackPainter {
    private static final double CELL = 3;
    private static final double PITCH = 4;
    private static final double SIDE = 4;
    private static final int MOST_COLUMNS = 12;
    private static final double ROUND = 3;

    private final Pen pen;
    private final HitMap hits;

    PackPainter(Pen pen, HitMap hits) {
        this.pen = pen;
        this.hits = hits;
    }

    private static int rows(double height) {
        return Math.max(1, (int) ((height - 3) / PITCH));
    }

    private static int columns(Group group, double height) {
        return Math.min(MOST_COLUMNS, Math.ceilDiv(group.waiting(), rows(height)));
    }

    private static Font font() {
        return Type.semiBold(Type.SMALL);
    }

    /** How wide a pack is that is so high, in pixels. */
    double width(Group group, double height) {
        return columns(group, height) * PITCH + besideCells(group);
    }

    /** The least width of a pack, in pixels: its number alone. */
    double leastWidth(Group group) {
        return number(group) + 2 * SIDE;
    }

    private double number(Group group) {
        return pen.width(StageText.count(group.waiting()), font());
    }

    private double besideCells(Group group) {
        return number(group) + 3 * SIDE - 1;
    }

    /** Paints it with as many columns of cells as its box is wide enough for. */
    void paint(LaneModel lane, PlanBoard plan, Group group, Box box, Moment moment) {
        Theme theme = pen.theme();
        GraphicsContext gc = pen.gc();
        int sloClass = lane.outcomes().sloClass(group.first());
        pen.fillRound(box.x(), box.y(), box.w(), box.h(), ROUND, pen.classes().pale(sloClass));
        pen.text(StageText.count(group.waiting()), box.x() + SIDE, box.centreY() + 0.5, font(), theme.text());
        int rows = rows(box.h());
        int fitting = (int) Math.max(0, (box.w() - besideCells(group)) / PITCH + 1e-6);
        int cells = Math.min(group.waiting(), rows * Math.min(fitting, columns(group, box.h())));
        double top = box.y() + (box.h() - rows * PITCH + PITCH - CELL) / 2;
        double right = box.right() - SIDE + PITCH - CELL;
        Color body = pen.classes().solid(sloClass);
        for (int c = 0; c < cells; c++) {
            int request = plan.member(group, (int) ((long) c * group.waiting() / cells));
            double x = right - (Math.floorDiv(c, rows) + 1) * PITCH;
            double y = top + c % rows * PITCH;
            gc.setFill(lane.urgency(request) == Urgency.LATE ? theme.violation() : body);
            gc.fillRect(x, y, CELL, CELL);
            hits.add(lane.index(), request, x - 0.5, y - 0.5, PITCH, PITCH);
            Rings.around(pen, request, new Box(x, y, CELL, CELL), moment);
        }
        if (group.isLate()) {
            pen.ring(box.x() + 0.5, box.y() + 0.5, box.w() - 1, box.h() - 1, ROUND, 1.2, theme.violation());
        }
        if (isOf(lane, group, moment.selected()) || isOf(lane, group, moment.hovered())) {
            Color ring = isOf(lane, group, moment.selected()) ? theme.accent() : theme.text();
            pen.ring(box.x() - 1.5, box.y() - 1.5, box.w() + 3, box.h() + 3, ROUND + 1, 1.4, ring);
        }
    }

    private static boolean isOf(LaneModel lane, Group group, int request) {
        PlanTrack track = lane.log().plans(lane.cursor().tick());
        return request >= 0 && track != null && track.groupOf(request) == group.id();
    }
}
