package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.sim.log.RunCursor;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;

/** The waiting queue, in the policy's order; what does not fit is folded into a density strip. */
final class QueuePainter {
    private static final double STRIP = 12;
    static final double STRIP_WITH_LABEL = STRIP + 18;
    private static final double NARROWEST = 4;
    private static final double WIDEST = 12;
    private static final int SAMPLES = 8;
    /** Keeps words apart from the requests that come in. */
    private static final double INDENT = 4;

    private final Pen pen;
    private final HitMap hits;
    private final Map<Integer, Cached> moreTexts = new HashMap<>();
    private int[] shown = new int[256];
    private Box[] places = new Box[256];
    /** Requests whose prompt was computed at another instance, where their KV blocks still are. */
    private final BitSet prefilledElsewhere = new BitSet();

    QueuePainter(Pen pen, HitMap hits) {
        this.pen = pen;
        this.hits = hits;
    }

    void paint(LaneModel lane, LaneLayout layout, Moment moment) {
        int waiting = lane.cursor().waitingCount();
        Box area = layout.queue();
        QueueOrder order = new QueueOrder(lane.cursor());
        int fitting = flow(lane, order, area);
        if (fitting < waiting) {
            double strip = area.h() >= 80 ? STRIP_WITH_LABEL : Math.min(STRIP, area.h());
            fitting = flow(lane, order, area.aboveBottom(strip));
            // Rows are lower where there is less room for them, so all may fit after all.
            if (fitting < waiting) {
                strip(lane, order, area.bottom(strip).belowTop(area.h() > strip ? 2 : 0), waiting - fitting);
            }
        }
        findPrefilledElsewhere(lane.cursor());
        for (int k = 0; k < fitting; k++) {
            block(lane, shown[k], places[k], moment);
        }
    }

    private void findPrefilledElsewhere(RunCursor cursor) {
        prefilledElsewhere.clear();
        for (int i = 0; i < cursor.log().instances().size(); i++) {
            for (int k = 0; k < cursor.departedCount(i); k++) {
                prefilledElsewhere.set(cursor.departed(i, k));
            }
        }
    }

    /** Places as many requests as fit, and returns how many. */
    private int flow(LaneModel lane, QueueOrder order, Box area) {
        order.start(lane.cursor());
        QueueFlow flow = new QueueFlow(area);
        int count = 0;
        for (int waiting = lane.cursor().waitingCount(); count < waiting; count++) {
            if (count == shown.length) {
                grow();
            }
            int r = order.next();
            places[count] = flow.place(width(lane, r));
            if (places[count].isEmpty()) {
                order.takeBack();
                break;
            }
            shown[count] = r;
        }
        return count;
    }

    private void grow() {
        int capacity = 2 * shown.length;
        shown = Arrays.copyOf(shown, capacity);
        places = Arrays.copyOf(places, capacity);
    }

    private static double width(LaneModel lane, int r) {
        int expected = lane.expectedTokens(r);
        return BlockScale.width(lane.trace().promptTokens(r))
                + (expected > 0 ? BlockScale.width(expected) : BlockScale.UNKNOWN);
    }

    private void block(LaneModel lane, int r, Box place, Moment moment) {
        GraphicsContext gc = pen.gc();
        int sloClass = lane.outcomes().sloClass(r);
        double prompt = Math.min(place.w(), BlockScale.width(lane.trace().promptTokens(r)));
        double x = place.x();
        double y = place.y();
        double h = place.h();
        if (lane.expectedTokens(r) > 0) {
            pen.fillRound(x, y, place.w(), h, 2.5, pen.classes().hatched(sloClass));
        } else {
            unknown(x + prompt, y, place.right(), h, sloClass);
        }
        if (prefilledElsewhere.get(r)) {
            ShelfPainter.outline(pen, sloClass, new Box(x, y, prompt, h));
        } else {
            pen.fillRound(x, y, prompt, h, 2.5, pen.classes().solid(sloClass));
        }
        pen.urgencyMark(lane.urgency(r), x, y, place.w(), h);
        if (lane.cursor().generatedTokens(r) > 0 && !prefilledElsewhere.get(r)) {
            // It was in a batch before and has been evicted: its prompt is barred by what it must compute again.
            gc.setStroke(pen.theme().ground());
            gc.setLineWidth(1.5);
            gc.strokeLine(x + 4, y + h - 2.5, x + Math.max(6, prompt - 3), y + h - 2.5);
        }
        Rings.around(pen, r, place, moment);
        hits.add(lane.index(), r, x, y, place.w(), h);
    }

    /** An output that nobody has a length for: strokes that fade out, without an end. */
    private void unknown(double from, double y, double to, double h, int sloClass) {
        GraphicsContext gc = pen.gc();
        gc.setFill(pen.classes().solid(sloClass));
        double alpha = 0.55;
        for (double x = from + 2; x < to - 1; x += 4) {
            gc.setGlobalAlpha(alpha);
            gc.fillRect(x, y + 2, 1.5, h - 4);
            alpha *= 0.6;
        }
        gc.setGlobalAlpha(1);
    }

    /** The rest of the queue: each column is a share of it, stacked by the classes that a few samples find there. */
    private void strip(LaneModel lane, QueueOrder order, Box box, int folded) {
        if (box.isEmpty()) {
            return;
        }
        Box bar = box.top(STRIP);
        double column = Math.max(NARROWEST, Math.min(WIDEST, bar.w() * SAMPLES / folded));
        int columns = Math.max(1, (int) (bar.w() / column));
        int[] found = new int[lane.log().info().sloClasses().size()];
        for (int c = 0; c < columns; c++) {
            Arrays.fill(found, 0);
            int late = 0;
            for (int s = 0; s < SAMPLES; s++) {
                int r = sample(lane.cursor(), order, s, (c + (s + 0.5) / SAMPLES) / columns);
                found[lane.outcomes().sloClass(r)]++;
                late += lane.urgency(r) == Urgency.LATE ? 1 : 0;
            }
            stack(new Box(bar.right() - (c + 1) * column, bar.y(), column - 1, bar.h()), found, late);
        }
        if (box.h() > STRIP + 8) {
            String text = moreTexts
                    .computeIfAbsent(lane.index(), key -> new Cached())
                    .of(folded, (long) box.w(), () -> pen.fittest(more(folded), box.w() - INDENT, font()));
            pen.name(
                    text,
                    box.x() + INDENT,
                    bar.bottom() + 8,
                    font(),
                    pen.theme().secondary());
        }
    }

    private static Font font() {
        return Type.regular(Type.SMALL);
    }

    private static List<String> more(int folded) {
        String more = "+ " + StageText.count(folded) + " more";
        return List.of(more + ", folded by share of class", more);
    }

    private void stack(Box column, int[] found, int late) {
        double y = column.y();
        double each = (column.h() - 3) / SAMPLES;
        for (int c = 0; c < found.length; c++) {
            double h = found[c] * each;
            pen.fill(new Box(column.x(), y, column.w(), h), pen.classes().solid(c));
            y += h;
        }
        if (late > 0) {
            pen.gc().setGlobalAlpha(0.35 + 0.65 * late / SAMPLES);
            pen.fill(column.bottom(2), pen.theme().violation());
            pen.gc().setGlobalAlpha(1);
        }
    }

    /** A request at a share of what is left of a queue; of the next one where nothing is. */
    private static int sample(RunCursor cursor, QueueOrder order, int turn, double share) {
        for (int k = 0; k < cursor.queueCount(); k++) {
            int i = (turn + k) % cursor.queueCount();
            int left = cursor.waitingCount(i) - order.given(i);
            if (left > 0) {
                return cursor.waiting(i, order.given(i) + (int) (share * left));
            }
        }
        throw new IllegalStateException("Nothing is left to fold.");
    }
}
