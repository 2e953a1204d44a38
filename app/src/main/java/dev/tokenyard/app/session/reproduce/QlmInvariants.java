package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.policy.PlanLog;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.Pool;
import dev.tokenyard.sim.policy.PullPolicy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts in a run how often a rule of QLM's is broken: requests that are not served exactly once, nor reported as refused;
 * requests that begin before an earlier one of their group; and groups that go on elsewhere than where they began. Of a policy
 * without groups, only the first.
 */
final class QlmInvariants {
    private static final int NONE = -1;

    private final int[] completions;
    private final int[] groupOf;
    private final boolean[] hasBegun;
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

    QlmInvariants(int requests) {
        completions = new int[requests];
        groupOf = new int[requests];
        hasBegun = new boolean[requests];
        Arrays.fill(groupOf, NONE);
    }

    /** The same policy, watched. */
    Policy watch(Policy policy) {
        PullPolicy pull = policy.pull();
        if (pull == null) {
            return policy;
        }
        pull.recordIn(new Groups());
        return policy.with((PullPolicy) new Watched(pull));
    }

    /** What was counted, once the run is over. */
    Counts counts(RunLog log) {
        RequestOutcomes outcomes = log.outcomes();
        boolean pulled = log.info().isPulled();
        int ended = 0;
        int twice = 0;
        for (int r = 0; r < completions.length; r++) {
            boolean completed = outcomes.completedTick(r) != RequestOutcomes.NEVER;
            ended += completed ? 1 : 0;
            twice += pulled && completions[r] != (completed ? 1 : 0) ? 1 : 0;
        }
        int lost = completions.length - ended - log.info().totals().refused();
        return new Counts(twice + Math.abs(lost), overtakings, migrations);
    }

    /** Takes down which group a request joins. */
    private final class Groups implements PlanLog {
        @Override
        public void queue(int queue, int instance) {}

        @Override
        public void joined(int request, int group, double waitSeconds, long tick) {
            groupOf[request] = group;
        }

        @Override
        public void stands(int group, int queue, int place, double finishSeconds, long tick) {}

        @Override
        public void ordered(int queue, int[] groups, double[] finishSeconds, long tick) {}

        @Override
        public void planned(int group, double lateSeconds, long tick) {}
    }

    private void begins(int request, int instance) {
        if (groupOf[request] == NONE) {
            return;
        }
        int[] group = began.computeIfAbsent(groupOf[request], number -> new int[] {instance, NONE});
        migrations += group[0] == instance ? 0 : 1;
        if (!hasBegun[request]) {
            hasBegun[request] = true;
            overtakings += request > group[1] ? 0 : 1;
            group[1] = Math.max(group[1], request);
        }
    }

    /** Passes everything on, and looks at it. */
    private final class Watched implements PullPolicy {
        private final PullPolicy inner;

        Watched(PullPolicy inner) {
            this.inner = inner;
        }

        @Override
        public void begin(Pool pool) {
            inner.begin(pool);
        }

        @Override
        public void arrived(int request, long tick) {
            inner.arrived(request, tick);
        }

        @Override
        public void admitted(int request, int instance) {
            begins(request, instance);
            inner.admitted(request, instance);
        }

        @Override
        public void evicted(int request, int instance, boolean toHost, long tick) {
            inner.evicted(request, instance, toHost, tick);
        }

        @Override
        public void completed(int request, int instance, long tick) {
            completions[request]++;
            inner.completed(request, instance, tick);
        }

        @Override
        public int next(int instance) {
            return inner.next(instance);
        }

        @Override
        public int waiting(int instance) {
            return inner.waiting(instance);
        }
    }
}
