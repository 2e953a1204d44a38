package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.sim.model.SloClass;
import java.util.List;
import java.util.function.DoubleConsumer;
import javafx.scene.text.Font;

/** One line that explains the marks; the least important words fall away where it is narrow. */
final class LegendPainter {
    private static final double GAP = 16;

    private final Pen pen;

    LegendPainter(Pen pen) {
        this.pen = pen;
    }

    void paint(LaneModel lane, Box box) {
        if (box.isEmpty()) {
            return;
        }
        double x = LaneLayout.PADDING;
        double y = box.centreY();
        List<SloClass> classes = lane.log().info().sloClasses();
        for (int c = 0; c < classes.size(); c++) {
            int sloClass = c;
            x = entry(
                    box,
                    x,
                    classes.get(c).name(),
                    9,
                    at -> pen.fillRound(at, y - 4.5, 9, 9, 2, pen.classes().solid(sloClass)));
        }
        x += GAP / 2;
        x = entry(
                box,
                x,
                "prompt",
                14,
                at -> pen.fillRound(at, y - 5, 14, 10, 2.5, pen.classes().solid(0)));
        x = entry(
                box,
                x,
                "expected output",
                14,
                at -> pen.fillRound(at, y - 5, 14, 10, 2.5, pen.classes().hatched(0)));
        x = entry(box, x, "unknown output", 14, at -> {
            for (int k = 0; k < 3; k++) {
                pen.gc().setGlobalAlpha(0.6 / (k + 1));
                pen.fill(new Box(at + 2 + 4 * k, y - 4, 1.5, 8), pen.classes().solid(0));
            }
            pen.gc().setGlobalAlpha(1);
        });
        x = entry(box, x, "deadline nears", 16, at -> urgent(Urgency.NEAR, at, y));
        x = entry(box, x, "late", 16, at -> urgent(Urgency.LATE, at, y));
        x = entry(box, x, "evicted before", 14, at -> {
            pen.fillRound(at, y - 5, 14, 10, 2.5, pen.classes().solid(0));
            pen.fill(new Box(at + 3, y + 2, 8, 1.5), pen.theme().ground());
        });
        x = entry(box, x, "prefill, then decode", 26, at -> {
            pen.fill(new Box(at, y - 3, 8, 6), pen.classes().pale(0));
            pen.fill(new Box(at + 9, y - 3, 10, 6), pen.classes().solid(0));
            pen.fill(new Box(at + 19, y - 3, 7, 6), pen.theme().freeCell());
        });
        x = entry(
                box,
                x,
                "free block",
                9,
                at -> pen.fillRound(at, y - 4, 8, 8, 1.5, pen.theme().freeCell()));
        entry(
                box,
                x,
                "freed by eviction",
                9,
                at -> pen.fillRound(at, y - 4, 8, 8, 1.5, pen.theme().warning()));
    }

    private void urgent(Urgency urgency, double x, double y) {
        pen.fillRound(x, y - 5, 16, 10, 2.5, pen.classes().solid(0));
        pen.urgencyMark(urgency, x, y - 5, 16, 10);
    }

    private double entry(Box box, double x, String words, double markWidth, DoubleConsumer mark) {
        Font font = Type.regular(Type.SMALL);
        double end = x + markWidth + 6 + pen.width(words, font);
        if (end > box.right() - LaneLayout.PADDING) {
            return x;
        }
        mark.accept(x);
        pen.text(words, x + markWidth + 6, box.centreY(), font, pen.theme().secondary());
        return end + GAP;
    }
}
