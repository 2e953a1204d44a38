package dev.tokenyard.app.session;

import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.SloCheck;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A request whose first token came after its deadline.
 *
 * @param request its number
 * @param lateTicks by how much; for one that never got a token, until the end of the run
 * @param served whether it got a token at all
 */
public record LateRequest(int request, long lateTicks, boolean served) {
    /** Those that were refused have nothing to tell of, and come last. */
    private static final Comparator<LateRequest> LATEST_FIRST = Comparator.comparing(LateRequest::served)
            .thenComparingLong(LateRequest::lateTicks)
            .reversed()
            .thenComparingInt(LateRequest::request);

    /**
     * The requests of a run that were latest, the latest first, and after them those that were refused.
     *
     * @param limit how many at most, 1 or more
     */
    public static List<LateRequest> worst(RunLog log, int limit) {
        return worst(log, limit, Window.WHOLE);
    }

    /** The same among the requests that arrived in a part of the time. */
    public static List<LateRequest> worst(RunLog log, int limit, Window window) {
        SloCheck check = new SloCheck(log);
        RequestOutcomes outcomes = log.outcomes();
        PriorityQueue<LateRequest> kept = new PriorityQueue<>(LATEST_FIRST.reversed());
        for (int r = 0; r < outcomes.size(); r++) {
            long deadline = check.deadlineTick(r);
            boolean served = outcomes.firstTokenTick(r) != RequestOutcomes.NEVER;
            long until = served ? outcomes.firstTokenTick(r) : log.endTick();
            if (deadline != Ticks.NEVER && until > deadline && window.counts(log, r)) {
                kept.add(new LateRequest(r, until - deadline, served));
                if (kept.size() > limit) {
                    kept.poll();
                }
            }
        }
        List<LateRequest> worst = new ArrayList<>(kept);
        worst.sort(LATEST_FIRST);
        return worst;
    }
}
