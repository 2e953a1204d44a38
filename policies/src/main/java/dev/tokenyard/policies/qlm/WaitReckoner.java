package dev.tokenyard.policies.qlm;

import dev.tokenyard.policies.qlm.PlanProblem.Residual;
import dev.tokenyard.policies.qlm.WaitingTimes.Estimate;
import dev.tokenyard.sim.policy.Pool;
import dev.tokenyard.sim.policy.ServiceProfiles;
import dev.tokenyard.sim.time.Ticks;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reckons how long groups wait in the virtual queues as they stand: what is left of what runs, the waits of the groups, and the
 * loads of models between them.
 */
final class WaitReckoner {
    private final WaitingTimes waitingTimes;
    private final Qlm.Settings settings;
    private @Nullable VirtualQueues known;
    /** The moment of the event that is being dealt with. */
    private long nowTick;

    WaitReckoner(WaitingTimes waitingTimes, Qlm.Settings settings) {
        this.waitingTimes = waitingTimes;
        this.settings = settings;
    }

    void begin(VirtualQueues of) {
        known = of;
    }

    private Pool pool() {
        return Objects.requireNonNull(known).pool();
    }

    void noteTick(long tick) {
        nowTick = tick;
    }

    /** The moment of the event that is being dealt with, in ticks. */
    long nowTick() {
        return nowTick;
    }

    ServiceProfiles measuredWithout(int request) {
        return waitingTimes.measuredWithout(request);
    }

    Estimate estimateOf(RequestGroup group, int instance) {
        int alike = pool().firstAlike(instance);
        Estimate estimate = group.estimate;
        if (estimate == null || group.estimateAt != alike) {
            estimate = waitingTimes.at(alike, group.key);
            group.estimate = estimate;
            group.estimateAt = alike;
        }
        return estimate;
    }

    double loadSeconds(int instance) {
        return Ticks.toSeconds(pool().loadTicks(instance));
    }

    double readySeconds(VirtualQueue queue) {
        return Math.max(0, Ticks.toSeconds(pool().readyTick(queue.loadedInstance()) - nowTick));
    }

    /** The time until the first member of a group that waits must be admitted, in seconds; infinite without a target. */
    double slackSeconds(RequestGroup group) {
        long due = pool().requests().deadlineTick(group.earliest());
        return due == Ticks.NEVER
                ? Double.POSITIVE_INFINITY
                : Ticks.toSeconds(due - nowTick)
                        - estimateOf(group, group.instance).prefillSeconds();
    }

    /** What is left of what runs in a queue where a group comes first, which one of its instances serves. */
    Residual residual(VirtualQueue queue, RequestGroup head, int instance) {
        double kept = leftSeconds(queue, head, instance, Residents.NOBODY);
        return new Residual(
                kept, kept > 0 && settings.mayEvict() ? leftSeconds(queue, head, instance, targetTicks(head)) : kept);
    }

    private double leftSeconds(VirtualQueue queue, RequestGroup head, int instance, long target) {
        return instance == queue.loadedInstance()
                ? queue.residents.seatSeconds(
                        head.waiting.size(), estimateOf(head, instance).workSeconds(), target, nowTick)
                : queue.residents.drainSeconds(target, nowTick);
    }

    private long targetTicks(RequestGroup group) {
        return Residents.targetTicks(group.earliest(), pool().requests());
    }

    /** When a new group would begin at the end of a queue, in seconds from now. */
    double startSeconds(VirtualQueue queue, RequestGroup group, int instance) {
        Descent descent = new Descent(queue);
        while (descent.hasNext()) {
            descent.next();
        }
        descent.load(group, instance);
        return descent.finishSeconds();
    }

    /** Goes down a queue as it stands. */
    final class Descent {
        private final VirtualQueue queue;
        private final FinishTime finish;
        private double residualSeconds;
        private int place;

        Descent(VirtualQueue queue) {
            this.queue = queue;
            finish = new FinishTime(readySeconds(queue), queue.loadedInstance());
        }

        boolean hasNext() {
            return place < queue.groups.size();
        }

        RequestGroup next() {
            RequestGroup group = queue.groups.get(place);
            load(group, group.instance);
            place++;
            Estimate estimate = estimateOf(group, group.instance);
            finish.serve(
                    group.waiting.size(), estimate.workSeconds(), estimate.varianceSeconds(), estimate.restSeconds(0));
            return group;
        }

        private void load(RequestGroup group, int instance) {
            if (place == 0) {
                long target = group == queue.displacer ? targetTicks(group) : Residents.NOBODY;
                residualSeconds = leftSeconds(queue, group, instance, target);
            }
            finish.load(instance, loadSeconds(instance));
        }

        /** What is left of what runs, by which all groups are later. */
        double residualSeconds() {
            return residualSeconds;
        }

        /** When the last group passed is expected to be through, and another instance loaded if that is asked for. */
        double finishSeconds() {
            return residualSeconds + finish.meanSeconds();
        }

        /** By how much a group, which was passed last, would come late, in seconds; 0 or below if it would not. */
        double lateSeconds(RequestGroup group) {
            return residualSeconds + finish.latestSeconds(settings.deviations()) - slackSeconds(group);
        }
    }
}
