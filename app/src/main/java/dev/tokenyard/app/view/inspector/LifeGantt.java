package dev.tokenyard.app.view.inspector;

import dev.tokenyard.app.session.RequestLife;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.RequestDetail;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.app.zoom.SharpCanvas;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.time.Ticks;
import java.util.function.IntConsumer;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** A request's life in every lane, a row for each on one axis of time since its arrival. A click chooses the lane. */
final class LifeGantt extends Region {
    private final SharpCanvas canvas = new SharpCanvas();
    private final IntConsumer chooseLane;
    private @Nullable RequestDetail detail;
    private @Nullable Theme theme;

    LifeGantt(IntConsumer chooseLane) {
        this.chooseLane = chooseLane;
        setId("life-gantt");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().add(canvas);
        setOnMouseClicked(event -> {
            RequestDetail shown = detail;
            if (shown != null && event.getY() >= LifeGanttPainter.HEAD) {
                int lane = (int) ((event.getY() - LifeGanttPainter.HEAD) / LifeGanttPainter.row(shown, getWidth()));
                if (lane < shown.lives().size()) {
                    this.chooseLane.accept(lane);
                }
            }
        });
    }

    void show(RequestDetail newDetail, Theme colours) {
        detail = newDetail;
        theme = colours;
        setAccessibleText(words(newDetail));
        requestLayout();
    }

    /** The height depends on the width: the key below the rows wraps. */
    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        RequestDetail shown = detail;
        double wide = width < 0 ? getWidth() : width;
        return shown == null ? 0 : LifeGanttPainter.height(shown, wide);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        canvas.fit(getWidth(), getHeight());
        RequestDetail shown = detail;
        Theme colours = theme;
        if (shown != null && colours != null && getWidth() > 0) {
            new LifeGanttPainter(canvas.getGraphicsContext2D(), getWidth(), getHeight(), colours).paint(shown);
        }
    }

    /** When it started, for the theory mode, where that is what a schedule decides. */
    private static String starts(RequestLife life, RunClock clock) {
        return clock == RunClock.SECONDS || life.startTick() == RequestOutcomes.NEVER
                ? ""
                : "starts at " + clock.moment(life.startTick()) + ", ";
    }

    /** The picture in words, one lane to a line. */
    static String words(RequestDetail detail) {
        RunClock clock = RunClock.of(detail.comparison());
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < detail.lives().size(); i++) {
            RequestLife life = detail.lives().get(i);
            words.append(detail.comparison().lanes().get(i).card().title())
                    .append(": ")
                    .append(
                            life.refused()
                                    ? "refused"
                                    : starts(life, clock) + "TTFT " + clock.duration(life.ttftSeconds()) + ", TPOT "
                                            + clock.duration(life.tpotSeconds()) + ", end-to-end "
                                            + clock.duration(life.endToEndSeconds())
                                            + (life.met() ? ", met" : ", missed"))
                    .append('\n');
        }
        if (detail.deadlineTick() != Ticks.NEVER) {
            words.append("First token due after ").append(clock.duration(detail.deadlineTick() - detail.arrivalTick()));
        }
        return words.toString();
    }
}
