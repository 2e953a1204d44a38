package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.session.FigureFormat;
import dev.tokenyard.app.session.MemoryForecast;
import dev.tokenyard.app.session.plan.PlanBoard;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.time.Ticks;

/** The stage in words, for those who cannot see it. */
final class StageWords {
    private StageWords() {}

    static String of(StageModel model, long tick) {
        if (model.lanes().isEmpty()) {
            return "Stage, empty.";
        }
        StringBuilder words = new StringBuilder("Stage at ").append(moment(model, tick));
        for (LaneModel lane : model.lanes()) {
            RunCursor cursor = lane.cursor();
            int running = 0;
            int swapped = 0;
            int underWay = 0;
            for (int i = 0; i < lane.log().instances().size(); i++) {
                running += cursor.residentCount(i);
                swapped += cursor.swappedCount(i);
                for (int k = 0; k < cursor.incomingCount(i); k++) {
                    underWay += cursor.phase(cursor.incoming(i, k)) == RunCursor.Phase.TRANSFER ? 1 : 0;
                }
            }
            words.append(". ").append(lane.lane().card().title()).append(": ");
            words.append(StageText.count(cursor.waitingCount())).append(" waiting, ");
            words.append(StageText.count(running)).append(" running, ");
            if (lane.hasHostMemory()) {
                words.append(StageText.count(swapped)).append(" in host memory, ");
            }
            if (!lane.flights().isEmpty()) {
                words.append(StageText.count(underWay)).append(" between instances, ");
            }
            if (lane.clock() == RunClock.ROUNDS && !lane.hasObjectives()) {
                words.append("total latency so far ")
                        .append(Math.round(lane.latency().secondsAt(tick)))
                        .append(" rounds");
            } else {
                words.append("SLO attainment ");
                words.append(FigureFormat.percent(lane.counted().all().at(tick, Ticks.NEVER)))
                        .append(", violations ");
                words.append(StageText.count(lane.counted().all().violations().countUntil(tick)));
            }
            PlanBoard plan = lane.plan();
            if (plan != null) {
                words.append(", ").append(PlanWords.queues(plan));
            }
            int blocked = LaneWords.firstBlocked(cursor);
            if (blocked >= 0) {
                words.append(", ")
                        .append(LaneWords.blocked(
                                        cursor,
                                        blocked,
                                        lane.blockNeeded(blocked),
                                        i -> lane.log().instances().get(i).name())
                                .get(0));
            }
            if (lane.foreseesMemory()) {
                words.append(", memory foreseen to be used by at most ")
                        .append(StageText.wholePercent(foreseenShare(lane)));
            }
            if (!lane.warnings().isEmpty()) {
                // The sentences end with a full stop of their own.
                words.append(". Warning: ")
                        .append(lane.warnings(), 0, lane.warnings().length() - 1);
            }
        }
        return words.append('.').toString();
    }

    private static String moment(StageModel model, long tick) {
        return model.lanes().get(0).clock().moment(tick);
    }

    /** The largest share of an instance's memory that its residents will hold together. */
    private static double foreseenShare(LaneModel lane) {
        double most = 0;
        for (int i = 0; i < lane.log().instances().size(); i++) {
            MemoryForecast forecast = lane.forecast(i);
            if (forecast != null) {
                most = Math.max(most, (double) forecast.peakTokens() / Math.max(1, forecast.capacityTokens()));
            }
        }
        return most;
    }
}
