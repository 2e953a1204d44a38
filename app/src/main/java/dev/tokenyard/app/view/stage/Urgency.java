package dev.tokenyard.app.view.stage;

import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.SloCheck;
import dev.tokenyard.sim.time.Ticks;

/** How a request stands with its TTFT deadline at a moment. */
enum Urgency {
    /** The first token came in time, or there is time, or no deadline. */
    CALM,
    /** Less than a quarter of the time is left. */
    NEAR,
    /** The deadline passed without a first token, or the first token came after it. */
    LATE;

    static Urgency of(RunLog log, SloCheck slo, int request, long tick) {
        long deadline = slo.deadlineTick(request);
        if (deadline == Ticks.NEVER) {
            return CALM;
        }
        long firstToken = log.outcomes().firstTokenTick(request);
        if (firstToken != RequestOutcomes.NEVER && firstToken <= tick) {
            return firstToken > deadline ? LATE : CALM;
        }
        if (tick > deadline) {
            return LATE;
        }
        long allowed = deadline - log.trace().arrivalTick(request);
        return deadline - tick < allowed / 4 ? NEAR : CALM;
    }
}
