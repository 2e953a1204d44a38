package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.session.plan.PlanBoard;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.zoom.SharpCanvas;
import dev.tokenyard.sim.time.Ticks;
import javafx.scene.canvas.GraphicsContext;

/** Draws a whole frame of the stage. */
final class StagePainter {
    /** Beyond what goes by in a few frames. */
    private static final long LEAP_TICKS = 10 * Ticks.PER_SECOND;

    private final Pen pen;
    private long lastTick;
    private final HitMap hits = new HitMap();
    private final HeaderPainter header;
    private final ArrivalPainter arrivals;
    private final QueuePainter queue;
    private final VirtualQueuePainter virtualQueues;
    private final NotePainter note;
    private final InstancePainter instances;
    private final TransferPainter transfers;
    private final JourneyPainter journeys;
    private final LegendPainter legend;
    private int selectedInstance = -1;

    StagePainter(GraphicsContext gc) {
        pen = new Pen(gc);
        header = new HeaderPainter(pen, hits);
        arrivals = new ArrivalPainter(pen);
        queue = new QueuePainter(pen, hits);
        virtualQueues = new VirtualQueuePainter(pen, hits);
        note = new NotePainter(pen, hits);
        instances = new InstancePainter(pen, hits);
        transfers = new TransferPainter(pen, hits);
        journeys = new JourneyPainter(pen, hits);
        legend = new LegendPainter(pen);
    }

    /** Says which instance of the chosen lane is framed, -1 for none. */
    void selectInstance(int instance) {
        selectedInstance = instance;
    }

    HitMap hits() {
        return hits;
    }

    /** Drops what was kept of the comparison before. */
    void forget() {
        instances.forget();
        hits.clear();
    }

    /** The width in pixels that the legend takes on one line; 0 where there is nothing to explain. */
    double legendWidth(StageModel model, LegendPainter.Shown shown) {
        return model.lanes().isEmpty() ? 0 : legend.width(explained(model), shown);
    }

    /** The lane with most to explain: the first that plans, else the first. */
    private static LaneModel explained(StageModel model) {
        return model.lanes().stream()
                .filter(lane -> lane.log().hasPlans())
                .findFirst()
                .orElse(model.lanes().get(0));
    }

    void paint(StageModel model, StageLayout layout, double width, double height, Theme theme, Moment moment) {
        GraphicsContext gc = pen.gc();
        pen.setTheme(theme);
        hits.clear();
        gc.setGlobalAlpha(1);
        gc.clearRect(0, 0, width, height);
        gc.setFill(theme.ground());
        gc.fillRect(0, 0, width, height);
        if (model.lanes().isEmpty()) {
            String hint = "Choose a trace and policies: a lane for each policy appears here.";
            double wide = pen.width(hint, Type.regular(Type.BODY));
            pen.text(hint, Math.max(8, (width - wide) / 2), height / 2, Type.regular(Type.BODY), theme.secondary());
            return;
        }
        seek(model, moment.tick());
        instances.compare(model, layout);
        for (int k = 0; k < model.lanes().size(); k++) {
            lane(model.lanes().get(k), layout.lanes().get(k), moment);
        }
        legend.paint(
                explained(model), new LegendPainter.Shown(layout.showsForecasts(), layout.detail()), layout.legend());
    }

    /** Lanes depend on nothing but themselves, and after a leap each has much to replay. */
    private void seek(StageModel model, long tick) {
        boolean leaps = Math.abs(tick - lastTick) > LEAP_TICKS;
        lastTick = tick;
        if (leaps) {
            model.lanes().parallelStream().forEach(lane -> lane.seek(tick));
        } else {
            model.lanes().forEach(lane -> lane.seek(tick));
        }
    }

    private void lane(LaneModel lane, LaneLayout layout, Moment moment) {
        Theme theme = pen.theme();
        Box box = layout.box();
        GraphicsContext gc = pen.gc();
        gc.save();
        SharpCanvas.clip(gc, box.x(), box.y(), box.w(), box.h() + 1);
        if (lane.index() == moment.selectedLane()) {
            pen.fill(box, theme.panel());
            pen.fill(new Box(box.x(), box.y(), 3, box.h()), theme.accent());
        }
        pen.fill(new Box(box.x(), box.bottom(), box.w(), 1), theme.line());
        pen.forgetNames();
        header.paint(lane, layout.header(), moment);
        arrivals.paint(lane, layout, moment);
        PlanBoard plan = lane.plan();
        if (plan == null) {
            queue.paint(lane, layout, moment);
        } else {
            virtualQueues.paint(lane, plan, layout.queue(), moment);
        }
        passage(layout.passage());
        for (int i = 0; i < lane.log().instances().size(); i++) {
            if (lane.isOnStage(i)) {
                InstanceLayout place = layout.instances().get(lane.place(i));
                hits.addInstance(place.box(), i);
                instances.paint(lane, i, place, moment);
                frame(lane, place.box(), i, moment);
            }
        }
        note.paint(lane, layout.note(), i -> instances.shownName(lane, i));
        transfers.paint(lane, layout, moment);
        if (journeys.paint(lane, layout, moment) || !lane.flights().isEmpty()) {
            pen.repeatNames(lane.index() == moment.selectedLane() ? theme.panel() : theme.ground());
        }
        journeys.newlyLate(lane, moment);
        gc.restore();
    }

    /** A frame around the chosen instance of the chosen lane, or around whichever model has its GPUs now. */
    private void frame(LaneModel lane, Box box, int instance, Moment moment) {
        boolean chosen = selectedInstance >= 0
                && selectedInstance < lane.log().instances().size()
                && lane.index() == Math.max(0, moment.selectedLane())
                && lane.place(selectedInstance) == lane.place(instance);
        if (chosen) {
            pen.ring(
                    box.x() - 5,
                    box.y() - 1,
                    box.w() + 10,
                    box.h() + 3,
                    5,
                    1.2,
                    pen.theme().accent());
        }
    }

    /** A quiet arrow from the head of the queue to the instances. */
    private void passage(Box box) {
        GraphicsContext gc = pen.gc();
        gc.setStroke(pen.theme().faint());
        gc.setLineWidth(1);
        double y = Math.floor(box.y() + Math.min(7, box.h() / 2)) + 0.5;
        double from = box.x() + 10;
        double to = box.right() - 6;
        gc.strokeLine(from, y, to, y);
        gc.strokeLine(to - 3, y - 3, to, y);
        gc.strokeLine(to - 3, y + 3, to, y);
    }
}
