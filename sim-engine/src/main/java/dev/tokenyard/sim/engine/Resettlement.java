package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunRecorder;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.PullPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Brings those that wait to where the policy that takes over has them wait, at the instances or in the pool, in order of
 * arrival. Requests that have been admitted stay where they are, and those in host memory with their instance.
 */
final class Resettlement {
    private final RequestTable requests;
    private final Instance[] instances;
    private final OrderKeys keys;
    private final @Nullable RunRecorder recorder;
    private final long tick;

    /**
     * At a moment.
     *
     * @param keys by which keys are renewed
     * @param tick the moment
     */
    Resettlement(
            RequestTable requests, Instance[] instances, OrderKeys keys, @Nullable RunRecorder recorder, long tick) {
        this.requests = requests;
        this.instances = instances;
        this.keys = keys;
        this.recorder = recorder;
        this.tick = tick;
    }

    /** All that wait at instances go into the pool. */
    void intoPool() {
        for (int r = 0; r < requests.size(); r++) {
            int i = requests.instance[r];
            boolean waits = requests.state[r] == RequestTable.WAITING;
            if (i < 0 || !(waits || isUnpredicted(r))) {
                continue;
            }
            Instance in = instances[i];
            if (waits) {
                in.queue.remove(r);
            } else {
                in.unpredictedCount--;
            }
            in.giveUp(r);
            record(r, InstanceView.NONE, i);
        }
    }

    private boolean isUnpredicted(int r) {
        return requests.state[r] == RequestTable.NOWHERE && requests.completedTick[r] == RequestOutcomes.NEVER;
    }

    /** All in the pool are sent to instances. */
    void outOfPool(Routing routing) {
        for (int r = 0; r < requests.size(); r++) {
            if (requests.instance[r] != RequestTable.POOLED) {
                continue;
            }
            Instance in = instances[routing.routeFromPool(r, tick)];
            in.take(r);
            if (requests.state[r] == RequestTable.WAITING) {
                keys.renew(r, InstanceView.NONE, tick);
                in.queue.add(r);
            } else {
                in.unpredictedCount++;
            }
            record(r, in.instance(), InstanceView.NONE);
        }
    }

    private void record(int r, int to, int from) {
        if (recorder != null) {
            recorder.event(tick, EventKind.REQUEUED, to, r, from, 0, 0);
        }
    }

    /** A policy is told of all that have been admitted, and then of those that wait in the pool. */
    void introduceTo(PullPolicy pull) {
        for (int r = 0; r < requests.size(); r++) {
            byte state = requests.state[r];
            boolean decodes = state == RequestTable.DECODING;
            boolean inHost = state == RequestTable.SWAPPED;
            if (decodes || inHost || state == RequestTable.PREFILLING) {
                int i = requests.instance[r];
                // A step that ends at this very moment has not yet.
                int generated = decodes ? instances[i].generatedBy(r, tick - 1) : requests.generated[r];
                pull.inherited(r, i, generated, inHost, tick);
            }
        }
        for (int r = 0; r < requests.size(); r++) {
            if (requests.instance[r] == RequestTable.POOLED && requests.state[r] == RequestTable.WAITING) {
                keys.renew(r, InstanceView.NONE, tick);
                pull.arrived(r, tick);
            }
        }
    }
}
