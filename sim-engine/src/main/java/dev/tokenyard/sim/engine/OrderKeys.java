package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.RunRecorder;
import dev.tokenyard.sim.policy.Policy;
import org.jspecify.annotations.Nullable;

/** Asks the policy's order where requests stand among those that wait, and keeps its answers as keys. */
final class OrderKeys {
    private final Policy policy;
    private final RequestTable requests;
    private final @Nullable RunRecorder recorder;

    OrderKeys(Policy policy, RequestTable requests, @Nullable RunRecorder recorder) {
        this.policy = policy;
        this.requests = requests;
        this.recorder = recorder;
    }

    /** Gives a request its first key. */
    void setFirst(int r) {
        requests.setArrivalKey(r, policy.order().key(r, requests));
    }

    /**
     * Asks for a request's key anew, while it is in no queue of an instance.
     *
     * @param at the instance where it is, for the record
     */
    void renew(int r, int at, long tick) {
        long key = policy.order().key(r, requests);
        if (requests.changeKey(r, key) && recorder != null) {
            recorder.event(tick, EventKind.REORDERED, at, r, (int) (key >> Integer.SIZE), (int) key, 0);
        }
    }

    /** Gives all that wait at an instance or lie in its host memory the keys of another policy's order. */
    void renewAll(Instance in) {
        int[] waiting = in.queue.drain();
        for (int r : waiting) {
            renew(r, in.instance(), in.nowTick());
        }
        for (int r : waiting) {
            in.queue.add(r);
        }
        HostLedger host = in.host;
        if (host != null) {
            for (int i = 0; i < host.count(); i++) {
                renew(host.get(i), in.instance(), in.nowTick());
            }
            host.sort();
        }
    }
}
