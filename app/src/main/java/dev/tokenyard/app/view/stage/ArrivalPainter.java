package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.session.plan.PlanBoard;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;

/** The requests that come next, and above the queue how many wait and who is first. */
final class ArrivalPainter {
    private static final int MOST_ARRIVALS = 40;

    private final Pen pen;
    private final Map<Integer, Cached> waitingTexts = new HashMap<>();

    ArrivalPainter(Pen pen) {
        this.pen = pen;
    }

    void paint(LaneModel lane, LaneLayout layout, Moment moment) {
        caption(lane, layout.caption());
        arrivals(lane, layout.arrivals(), moment);
    }

    private void caption(LaneModel lane, Box box) {
        int waiting = lane.cursor().waitingCount();
        PlanBoard plan = lane.plan();
        int groups = plan == null ? 0 : plan.groupCount();
        String count = waitingTexts
                .computeIfAbsent(lane.index(), key -> new Cached())
                .of(
                        waiting,
                        31L * groups + (long) box.w(),
                        () -> pen.fittest(waiting(waiting, groups), box.w(), Type.semiBold(Type.SMALL)));
        Theme theme = pen.theme();
        double y = box.y() + 6;
        pen.name(count, box.x(), y, Type.semiBold(Type.SMALL), theme.text());
        double room = box.w() - pen.width(count, Type.semiBold(Type.SMALL)) - 14;
        String next = pen.fittest(
                LaneWords.shortened("next " + lane.lane().card().orderPhrase()), room, Type.regular(Type.SMALL));
        pen.nameBefore(next, box.right(), y, Type.regular(Type.SMALL), theme.secondary());
    }

    /** How many wait, in forms that become shorter. */
    static List<String> waiting(int requests, int groups) {
        String waiting = "waiting " + StageText.count(requests);
        if (groups == 0) {
            return List.of(waiting, StageText.count(requests));
        }
        String in = " in " + StageText.count(groups) + (groups == 1 ? " group" : " groups");
        return List.of(waiting + in, StageText.count(requests) + in, waiting, StageText.count(requests));
    }

    /** Chips of the requests that come next slide in from the left and reach the queue as they arrive. */
    private void arrivals(LaneModel lane, Box box, Moment moment) {
        long ahead = 2 * moment.motionTicks();
        GraphicsContext gc = pen.gc();
        int r = lane.firstArrivalAfter(moment.tick());
        for (int k = 0; k < MOST_ARRIVALS && r < lane.trace().size(); k++, r++) {
            double wait = (double) (lane.trace().arrivalTick(r) - moment.tick()) / ahead;
            if (wait > 1) {
                break;
            }
            double x = box.x() + (box.w() - 5) * (1 - wait);
            double y = JourneyPainter.arrivalY(box, r);
            gc.setGlobalAlpha(1 - 0.75 * wait);
            pen.fillRound(
                    x, y - 3, 5, 6, 1.5, pen.classes().solid(lane.outcomes().sloClass(r)));
        }
        gc.setGlobalAlpha(1);
    }
}
