package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.sim.log.RunCursor;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * A row for each resident, oldest first. The part left of the seam is its prefill, hatched while it runs and pale when it
 * is done; the part right of it is its output, solid as far as it has been generated, against the longer of what was
 * predicted and what it will be. Where the two differ, a notch stands at the prediction.
 */
final class BatchPainter {
    private static final double SEAM = 0.26;
    private static final double HATCH = 4;

    private final Pen pen;
    private final HitMap hits;

    BatchPainter(Pen pen, HitMap hits) {
        this.pen = pen;
        this.hits = hits;
    }

    /**
     * How rows share a height.
     *
     * @param box where they are
     * @param rows number of rows, over all columns
     * @param columns columns side by side, filled from top to bottom and then from left to right
     * @param pitch pixels from row to row
     * @param bar pixels of a row that are drawn
     * @param residentsPerRow residents that one row stands for
     */
    record Rows(Box box, int rows, int columns, double pitch, double bar, int residentsPerRow) {
        private static final double WIDEST = 10;
        /** Three pixels of colour and one that parts them: less cannot be told apart. */
        private static final double NARROWEST = 4;

        private static final double NARROWEST_COLUMN = 60;
        private static final double COLUMN_GAP = 8;

        static Rows of(int residents, Box box) {
            int deep = Math.max(1, (int) (box.h() / NARROWEST));
            int most = Math.max(1, (int) ((box.w() + COLUMN_GAP) / (NARROWEST_COLUMN + COLUMN_GAP)));
            int columns = Math.max(1, Math.min(most, Math.ceilDiv(residents, deep)));
            int perRow = Math.max(1, Math.ceilDiv(residents, deep * columns));
            int rows = Math.ceilDiv(residents, perRow);
            double longest = Math.max(1, Math.ceilDiv(rows, columns));
            double pitch = Math.min(WIDEST, Math.min(box.h(), Math.floor(2 * box.h() / longest) / 2));
            double bar = Math.max(1, pitch - (pitch >= 8 ? 3 : pitch >= 5 ? 2 : 1));
            return new Rows(box, rows, columns, pitch, bar, perRow);
        }

        /** The place of a row. */
        Box place(int row) {
            int deep = Math.max(1, Math.ceilDiv(rows, columns));
            double width = (box.w() - COLUMN_GAP * (columns - 1)) / columns;
            double x = box.x() + Math.floorDiv(row, deep) * (width + COLUMN_GAP);
            return new Box(x, box.y() + row % deep * pitch, width, bar);
        }
    }

    void paint(LaneModel lane, int instance, Box box, Moment moment) {
        RunCursor cursor = lane.cursor();
        int residents = cursor.residentCount(instance);
        if (residents == 0) {
            pen.text(
                    "idle",
                    box.x(),
                    box.y() + 8,
                    Type.regular(Type.SMALL),
                    pen.theme().secondary());
            return;
        }
        Rows rows = Rows.of(residents, box);
        for (int k = 0; k < rows.rows(); k++) {
            int from = k * rows.residentsPerRow();
            int to = Math.min(residents, from + rows.residentsPerRow());
            row(lane, standIn(cursor, instance, from, to, moment), rows.place(k), moment);
        }
    }

    /** The resident that is shown of those that share a row: the chosen or pointed-at one, else the first. */
    private static int standIn(RunCursor cursor, int instance, int from, int to, Moment moment) {
        int shown = cursor.resident(instance, from);
        for (int k = from; k < to; k++) {
            int r = cursor.resident(instance, k);
            if (r == moment.selected()) {
                return r;
            }
            shown = r == moment.hovered() ? r : shown;
        }
        return shown;
    }

    /** The words for how rows are folded, in forms that become shorter; none if they are not. */
    static List<String> foldNote(int residents, Box box) {
        int perRow = Rows.of(residents, box).residentsPerRow();
        return perRow == 1 ? List.of() : List.of("1 in " + perRow + " shown", "1 in " + perRow);
    }

    private void row(LaneModel lane, int r, Box row, Moment moment) {
        GraphicsContext gc = pen.gc();
        RunCursor cursor = lane.cursor();
        int sloClass = lane.outcomes().sloClass(r);
        Color hue = pen.classes().solid(sloClass);
        double seam = Math.round(row.w() * SEAM);
        double outputX = row.x() + seam + 1;
        double outputWidth = row.w() - seam - 1;
        pen.fill(row, pen.theme().freeCell());
        int generated = cursor.generatedTokens(r);
        int expected = lane.expectedTokens(r);
        int truth = lane.trace().outputTokens(r);
        int scale = Math.max(expected, truth);
        double output = outputWidth * Math.min(1, (double) generated / scale);
        if (cursor.phase(r) == RunCursor.Phase.DECODE) {
            gc.setFill(pen.classes().pale(sloClass));
            gc.fillRect(row.x(), row.y(), seam, row.h());
            gc.setFill(hue);
            gc.fillRect(outputX, row.y(), Math.max(1, output), row.h());
        } else {
            // After a preemption what it had generated is prefilled again, so it is kept in sight.
            gc.setFill(pen.classes().pale(sloClass));
            gc.fillRect(outputX, row.y(), output, row.h());
            prefill(cursor, r, row.x(), row.y(), seam, row.h(), hue, moment);
        }
        if (expected > 0 && expected != truth) {
            double at = Math.round(outputX + (outputWidth - 1.5) * expected / scale);
            gc.setFill(
                    expected <= generated ? pen.theme().ground() : pen.theme().secondary());
            gc.fillRect(at, row.y(), 1.5, row.h());
        }
        if (lane.urgency(r) == Urgency.LATE && row.h() >= 3) {
            gc.setFill(pen.theme().violation());
            double edge = row.right();
            double notch = Math.min(5, row.h());
            gc.fillPolygon(
                    new double[] {edge - notch, edge, edge}, new double[] {row.y(), row.y(), row.y() + notch}, 3);
        }
        Rings.around(pen, r, row, moment);
        hits.add(lane.index(), r, row.x(), row.y(), row.w(), row.h());
    }

    /** Diagonal strokes that move on with the clock, as far as the prompt will be computed when the present step ends. */
    private void prefill(
            RunCursor cursor, int r, double x, double y, double width, double h, Color hue, Moment moment) {
        GraphicsContext gc = pen.gc();
        int target = Math.max(1, cursor.prefillTarget(r));
        double done = width * Math.min(1, (double) cursor.computedTokens(r) / target);
        double under = width * Math.min(1, (double) (cursor.computedTokens(r) + cursor.chunkTokens(r)) / target);
        gc.setFill(hue);
        gc.fillRect(x, y, done, h);
        gc.setStroke(hue);
        gc.setLineWidth(1.6);
        double shift = (double) (moment.tick() % Math.max(1, moment.motionTicks())) / moment.motionTicks() * HATCH;
        for (double at = x + done + shift; at < x + under; at += HATCH) {
            gc.strokeLine(at, y + h, Math.min(x + under, at + h * 0.7), y);
        }
    }
}
