package dev.tokenyard.app.view.scenario;

import java.util.Collections;
import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/** How many requests arrive over the span of a trace, as bars; as wide as its place. */
final class ArrivalHistogram extends Region {
    private static final double HEIGHT = 26;
    private static final double GAP_SHARE = 0.28;
    private static final double LEAST_BAR = 0.6;

    private final Path bars = new Path();
    private List<Integer> counts = List.of();

    /** An empty histogram. */
    ArrivalHistogram() {
        getStyleClass().add("arrival-histogram");
        bars.getStyleClass().add("bars");
        bars.setManaged(false);
        getChildren().add(bars);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setAccessibleText("Arrivals over time");
    }

    /** Shows counts, one a bar. */
    void show(List<Integer> arrivals) {
        counts = List.copyOf(arrivals);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        bars.getElements().clear();
        if (counts.isEmpty()) {
            return;
        }
        double most = Math.max(1, Collections.max(counts));
        double pitch = getWidth() / counts.size();
        double height = getHeight();
        for (int i = 0; i < counts.size(); i++) {
            double left = i * pitch;
            double right = left + pitch * (1 - GAP_SHARE);
            double top = height - Math.max(LEAST_BAR, height * counts.get(i) / most);
            bars.getElements()
                    .addAll(
                            new MoveTo(left, height),
                            new LineTo(left, top),
                            new LineTo(right, top),
                            new LineTo(right, height),
                            new ClosePath());
        }
    }
}
