package dev.tokenyard.app.view.stage;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.Attainment;
import dev.tokenyard.sim.metrics.Window;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whose objectives the head of a lane counts.
 *
 * @param window the range of time in which they arrived
 * @param all all of them
 * @param byClass those of each SLO class; empty where the lane does not tell classes apart
 */
record Counted(Window window, Attainment all, List<Attainment> byClass) {
    /** Judges the requests of a run that arrived in a range. */
    static Counted of(RunLog log, Window window, int classes) {
        return new Counted(
                window,
                Attainment.of(log, window),
                IntStream.range(0, classes)
                        .mapToObj(c -> Attainment.ofClass(log, c, window))
                        .toList());
    }
}
