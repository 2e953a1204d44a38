package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.ClusterView;
import dev.tokenyard.sim.policy.InstanceView;

/** The instances that can serve a request, in order of their numbers. */
public final class Candidates {
    private Candidates() {}

    /** A load by which instances are compared. */
    @FunctionalInterface
    public interface Load {
        /** The load of an instance; the lighter one is chosen. */
        long of(ClusterView cluster, int instance);
    }

    /** How many instances can serve a request. */
    public static int count(int request, ClusterView cluster) {
        int count = 0;
        for (int i = 0; i < cluster.instanceCount(); i++) {
            if (cluster.canServe(i, request)) {
                count++;
            }
        }
        return count;
    }

    /** The {@code n}-th instance, from 0, that can serve a request; there are more than {@code n}. */
    public static int nth(int request, ClusterView cluster, int n) {
        int passed = -1;
        for (int i = 0; ; i++) {
            if (cluster.canServe(i, request) && ++passed == n) {
                return i;
            }
        }
    }

    /** The first of the instances with the least load; at least one can serve the request. */
    public static int lightest(int request, ClusterView cluster, Load load) {
        int lightest = InstanceView.NONE;
        long least = 0;
        for (int i = 0; i < cluster.instanceCount(); i++) {
            if (cluster.canServe(i, request)) {
                long here = load.of(cluster, i);
                if (lightest == InstanceView.NONE || here < least) {
                    lightest = i;
                    least = here;
                }
            }
        }
        return lightest;
    }
}
