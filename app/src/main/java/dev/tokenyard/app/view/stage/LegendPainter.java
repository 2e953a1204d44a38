package dev.tokenyard.app.view.stage;

import static dev.tokenyard.app.view.stage.ClassPalette.NEUTRAL;

import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.sim.model.SloClass;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.text.Font;

/** Explains the marks on as many lines as its box has; the least important words fall away where there is no room. */
final class LegendPainter {
    private static final double GAP = 16;
    private static final double WORDS_GAP = 6;
    /** The mark of a batch row. */
    private static final double BATCH_ROW = 26;

    /** Draws a mark from a left edge on, about a middle line. */
    private interface Mark {
        void paint(double x, double y);
    }

    private record Entry(String words, double markWidth, Mark mark) {}

    private final Pen pen;

    LegendPainter(Pen pen) {
        this.pen = pen;
    }

    /**
     * What decides of the marks that are there to be explained.
     *
     * @param forecasts whether the memory to come is shown
     * @param detail how much of instances is
     */
    record Shown(boolean forecasts, InstanceLayout.Detail detail) {}

    /** The width in pixels that all entries take on one line. */
    double width(LaneModel lane, Shown shown) {
        return 2 * LaneLayout.PADDING
                - GAP
                + entries(lane, shown, Double.POSITIVE_INFINITY).stream()
                        .mapToDouble(entry -> width(entry) + GAP)
                        .sum();
    }

    void paint(LaneModel lane, Shown shown, Box box) {
        if (box.isEmpty()) {
            return;
        }
        double x = LaneLayout.PADDING;
        double right = box.right() - LaneLayout.PADDING;
        // Lines lie about the middle, closer than the height of a single line's box.
        int lines = StageLayout.legendLines(box);
        int line = 0;
        for (Entry entry : entries(lane, shown, right - x)) {
            double wide = width(entry);
            if (x + wide > right) {
                line++;
                x = LaneLayout.PADDING;
                if (line == lines) {
                    return;
                }
            }
            double y = box.centreY() + (line - (lines - 1) / 2.0) * StageLayout.LEGEND_LINE;
            entry.mark().paint(x, y);
            pen.text(
                    entry.words(),
                    x + entry.markWidth() + WORDS_GAP,
                    y,
                    font(),
                    pen.theme().secondary());
            x += wide + GAP;
        }
    }

    private double width(Entry entry) {
        return entry.markWidth() + WORDS_GAP + pen.width(entry.words(), font());
    }

    private static Font font() {
        return Type.regular(Type.SMALL);
    }

    /**
     * What there is to explain, the most important first.
     *
     * @param room the width of a line, in pixels
     */
    private List<Entry> entries(LaneModel lane, Shown shown, double room) {
        List<Entry> entries = new ArrayList<>();
        List<SloClass> classes = lane.log().info().sloClasses();
        for (int c = 0; c < classes.size(); c++) {
            int sloClass = c;
            entries.add(new Entry(
                    classes.get(c).name(),
                    9,
                    (x, y) -> pen.fillRound(x, y - 4.5, 9, 9, 2, pen.classes().solid(sloClass))));
        }
        if (!hasBatches(shown)) {
            String words = pen.fittest(LaneWords.leftOut(shown.detail()), room - BATCH_ROW - WORDS_GAP, font());
            entries.add(new Entry(words, BATCH_ROW, this::noBatch));
        }
        entries.add(new Entry("prompt", 14, this::prompt));
        entries.add(new Entry(
                "expected output",
                14,
                (x, y) -> pen.fillRound(x, y - 5, 14, 10, 2.5, pen.classes().hatched(NEUTRAL))));
        entries.add(new Entry("unknown output", 14, this::unknownOutput));
        if (lane.hasObjectives()) {
            entries.add(new Entry("deadline nears", 16, (x, y) -> urgent(Urgency.NEAR, x, y)));
            entries.add(new Entry("late", 16, (x, y) -> urgent(Urgency.LATE, x, y)));
        }
        if (lane.log().hasPlans()) {
            entries.add(new Entry("request group, finish against deadline", 16, this::pack));
            entries.add(new Entry(
                    "model to load first",
                    16,
                    (x, y) ->
                            pen.ring(x + 0.5, y - 4.5, 15, 9, 3, 1, pen.theme().faint())));
        }
        entries.add(new Entry("evicted before", 14, (x, y) -> {
            prompt(x, y);
            pen.fill(new Box(x + 3, y + 2, 8, 1.5), pen.theme().ground());
        }));
        if (hasBatches(shown)) {
            entries.add(new Entry("prefill, then decode", BATCH_ROW, (x, y) -> {
                pen.fill(new Box(x, y - 3, 8, 6), pen.classes().pale(NEUTRAL));
                pen.fill(new Box(x + 9, y - 3, 10, 6), pen.classes().solid(NEUTRAL));
                pen.fill(new Box(x + 19, y - 3, 7, 6), pen.theme().freeCell());
            }));
        }
        if (lane.hasHostMemory()) {
            entries.add(new Entry(
                    "in host memory", 14, (x, y) -> ShelfPainter.outline(pen, NEUTRAL, new Box(x, y - 4, 14, 8))));
        }
        if (lane.hasRoles()) {
            entries.add(new Entry(
                    "prefilled elsewhere",
                    14,
                    (x, y) -> ShelfPainter.outline(pen, NEUTRAL, new Box(x, y - 5, 14, 10))));
        }
        if (!lane.flights().isEmpty()) {
            entries.add(new Entry("KV blocks under way", 30, this::transfer));
        }
        if (shown.forecasts()) {
            entries.add(new Entry("look-ahead", 20, (x, y) -> ForecastPainter.mark(pen, x, y)));
        }
        entries.add(new Entry(
                "free " + lane.clock().memory(1),
                9,
                (x, y) -> pen.fillRound(x, y - 4, 8, 8, 1.5, pen.theme().freeCell())));
        entries.add(new Entry(
                "freed by eviction",
                9,
                (x, y) -> pen.fillRound(x, y - 4, 8, 8, 1.5, pen.theme().warning())));
        return entries;
    }

    private static boolean hasBatches(Shown shown) {
        return shown.detail() == InstanceLayout.Detail.FULL;
    }

    /** A row of a batch with nothing in it. */
    private void noBatch(double x, double y) {
        pen.ring(x + 0.5, y - 2.5, BATCH_ROW - 1, 5, 1, 1, pen.theme().faint());
    }

    private void pack(double x, double y) {
        pen.fillRound(x, y - 6, 16, 9, 3, pen.classes().pale(NEUTRAL));
        for (int k = 0; k < 4; k++) {
            pen.fill(
                    new Box(x + 7 + 4 * (k / 2), y - 4 + 4 * (k % 2), 3, 3),
                    pen.classes().solid(NEUTRAL));
        }
        pen.fill(new Box(x, y + 4, 16, 2), pen.theme().freeCell());
        pen.fill(new Box(x + 6, y + 4, 10, 2), pen.classes().solid(NEUTRAL));
    }

    private void transfer(double x, double y) {
        for (int k = 0; k < 2; k++) {
            pen.fill(new Box(x + 7 * k, y - 2, 4, 4), pen.classes().solid(NEUTRAL));
        }
        pen.fillRound(x + 13, y - 4, 17, 8, 3, pen.classes().solid(NEUTRAL));
    }

    private void prompt(double x, double y) {
        pen.fillRound(x, y - 5, 14, 10, 2.5, pen.classes().solid(NEUTRAL));
    }

    private void unknownOutput(double x, double y) {
        for (int k = 0; k < 3; k++) {
            pen.gc().setGlobalAlpha(0.6 / (k + 1));
            pen.fill(new Box(x + 2 + 4 * k, y - 4, 1.5, 8), pen.classes().solid(NEUTRAL));
        }
        pen.gc().setGlobalAlpha(1);
    }

    /** Pale, so that it is the border that is seen. */
    private void urgent(Urgency urgency, double x, double y) {
        pen.fillRound(x, y - 5, 16, 10, 2.5, pen.classes().pale(NEUTRAL));
        pen.urgencyMark(urgency, x, y - 5, 16, 10);
    }
}
