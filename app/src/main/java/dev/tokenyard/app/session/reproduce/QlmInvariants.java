package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.PlanTrack;
import dev.tokenyard.sim.log.RunLog;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts in a recorded run how often a rule of QLM's is broken: requests that are not served exactly once, nor refused; requests
 * that begin before an earlier one of their group; and groups that go on elsewhere than where they began. Of a policy without
 * groups, only the first.
 */
final class QlmInvariants {
    private static final int NONE = -1;

    private final int[] ends;
    private final boolean[] hasBegun;
    private final @Nullable PlanTrack groups;
    /** By group: the instance where it began, and the last member that did. */
    private final Map<Integer, int[]> began = new HashMap<>();

    private int overtakings;
    private int migrations;

    /**
     * How often each rule was broken.
     *
     * @param notOnce requests that were not served exactly once, nor refused
     * @param overtakings requests that began before an earlier one of their group
     * @param migrations requests that were admitted elsewhere than where their group began
     */
    record Counts(int notOnce, int overtakings, int migrations) {}

    private QlmInvariants(RunLog log) {
        ends = new int[log.trace().size()];
        hasBegun = new boolean[ends.length];
        groups = log.plans(0);
    }

    /** Reads a run. */
    static Counts of(RunLog log) {
        QlmInvariants counted = new QlmInvariants(log);
        EventTrack events = log.events();
        for (int e = 0; e < events.size(); e++) {
            int request = events.request(e);
            switch (events.kind(e)) {
                case COMPLETED, REFUSED -> counted.ends[request]++;
                case ADMITTED, SWAPPED_IN -> counted.begins(request, events.instance(e));
                default -> {
                    // Nothing else begins or ends a request.
                }
            }
        }
        int notOnce = 0;
        for (int end : counted.ends) {
            notOnce += end == 1 ? 0 : 1;
        }
        return new Counts(notOnce, counted.overtakings, counted.migrations);
    }

    private void begins(int request, int instance) {
        int number = groups == null ? NONE : groups.groupOf(request);
        if (number == NONE) {
            return;
        }
        int[] group = began.computeIfAbsent(number, key -> new int[] {instance, NONE});
        migrations += group[0] == instance ? 0 : 1;
        if (!hasBegun[request]) {
            hasBegun[request] = true;
            overtakings += request > group[1] ? 0 : 1;
            group[1] = Math.max(group[1], request);
        }
    }
}
