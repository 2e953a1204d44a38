package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.session.Lane;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.Attainment;
import dev.tokenyard.sim.metrics.RunWarning;
import dev.tokenyard.sim.metrics.Window;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whose objectives the head of a lane counts, and what to know of them.
 *
 * @param window the range of time in which they arrived
 * @param all all of them
 * @param byClass those of each SLO class; empty where the lane does not tell classes apart
 * @param warnings what a reader must know before believing their figures, a line each; empty if nothing
 */
record Counted(Window window, Attainment all, List<Attainment> byClass, String warnings) {
    /** All requests of a run, whose objectives are judged already. */
    static Counted all(Lane lane, List<Attainment> byClass) {
        return new Counted(Window.WHOLE, lane.attainment(), byClass, warnings(lane, Window.WHOLE));
    }

    private static String warnings(Lane lane, Window window) {
        return lane.warnings(window).stream().map(RunWarning::sentence).collect(Collectors.joining("\n"));
    }

    /** Judges the requests of a run that arrived in a range. */
    static Counted of(Lane lane, Window window, int classes) {
        RunLog log = lane.log();
        return new Counted(
                window,
                Attainment.of(log, window),
                IntStream.range(0, classes)
                        .mapToObj(c -> Attainment.ofClass(log, c, window))
                        .toList(),
                warnings(lane, window));
    }
}
