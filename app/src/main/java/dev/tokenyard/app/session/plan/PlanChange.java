package dev.tokenyard.app.session.plan;

import dev.tokenyard.sim.log.PlanTrack;
import dev.tokenyard.sim.log.RunLog;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plan that replaced another, and why.
 *
 * @param number which plan of the run it is, from 1
 * @param tick when it took effect, in ticks
 * @param group the group that would have come late
 * @param lateSeconds how much too late, in seconds
 * @param before where that group stood, null if it had begun altogether by the time that the plan was thought out
 * @param after where it stands by the plan, null likewise
 * @param changedQueue how many groups the plan sent to another queue, that group included
 */
public record PlanChange(
        int number,
        long tick,
        int group,
        double lateSeconds,
        @Nullable Position before,
        @Nullable Position after,
        int changedQueue) {
    /**
     * Where a group stands.
     *
     * @param queue the virtual queue
     * @param place its place there among the groups with members that wait, 0 in front
     */
    public record Position(int queue, int place) {}

    /** The latest plan in effect at {@code tick}; empty before the first of the policy in charge, and where it does not plan. */
    public static Optional<PlanChange> latest(RunLog log, long tick) {
        PlanTrack track = log.plans(tick);
        int plans = track == null ? 0 : track.plansInEffect(tick);
        return track == null || plans == 0 ? Optional.empty() : Optional.of(of(track, plans - 1));
    }

    private static PlanChange of(PlanTrack track, int plan) {
        Map<Integer, Position> before = positions(track, plan, 0);
        Map<Integer, Position> after = positions(track, plan, 1);
        int changed = 0;
        for (Map.Entry<Integer, Position> one : after.entrySet()) {
            Position was = before.get(one.getKey());
            changed += was != null && was.queue() != one.getValue().queue() ? 1 : 0;
        }
        int group = track.planGroup(plan);
        return new PlanChange(
                plan + 1,
                track.effectTick(plan),
                group,
                track.planLateSeconds(plan),
                before.get(group),
                after.get(group),
                changed);
    }

    /** Where the groups stood before a plan, or so many changes later. */
    private static Map<Integer, Position> positions(PlanTrack track, int plan, int later) {
        Map<Integer, Position> positions = new HashMap<>();
        for (int queue = 0; queue < track.queueCount(); queue++) {
            int[] order = track.orderAfter(queue, track.changesBefore(queue, plan) + later);
            for (int place = 0; place < order.length; place++) {
                positions.put(order[place], new Position(queue, place));
            }
        }
        return positions;
    }
}
