package dev.tokenyard.policies.qlm;

import dev.tokenyard.policies.kit.RequestLine;
import dev.tokenyard.sim.policy.InstanceView;
import org.jspecify.annotations.Nullable;

/**
 * Requests that are alike in model, service class, prompt length and in the instances that hold them. First come, first
 * served inside; a group that has begun takes no more members and stays with its virtual queue.
 */
final class RequestGroup {
    /** In place of a queue's number: the group has not been given to any yet. */
    static final int NO_QUEUE = -1;

    final int id;
    final GroupKey key;
    /** Members that wait, in host memory or for their first admission or after a recompute. */
    final RequestLine waiting = new RequestLine();

    int queue = NO_QUEUE;
    /** The instance of that queue which serves it. */
    int instance = InstanceView.NONE;

    boolean hasBegun;
    /** Members that are not done: waiting and running ones. */
    int unfinished;

    /** The estimate that was last asked for, at the instance {@link #estimateAt}; null if none was. */
    WaitingTimes.@Nullable Estimate estimate;

    int estimateAt = InstanceView.NONE;

    /** The lateness that the plan in force accepts, in request-seconds of the members that wait; 0 if it has it in time. */
    double acceptedLateness;

    RequestGroup(int id, GroupKey key) {
        this.id = id;
        this.key = key;
    }

    boolean isRunning() {
        return hasBegun && running() > 0;
    }

    int running() {
        return unfinished - waiting.size();
    }

    /** The member that waits and arrived first; the group is due when it is. */
    int earliest() {
        return waiting.get(0);
    }
}
