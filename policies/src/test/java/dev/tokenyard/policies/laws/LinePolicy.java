package dev.tokenyard.policies.laws;

import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.policy.BatchPolicy;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.Pool;
import dev.tokenyard.sim.policy.PullPolicy;
import dev.tokenyard.sim.policy.ResidencyListener;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A policy of tests by which instances pull from lines: it knows the pool, and takes over whoever lies in host memory. */
abstract class LinePolicy implements PullPolicy {
    private @Nullable Pool known;

    /** A policy whose instances pull by this one and batch as told. */
    final Policy policy(BatchPolicy batching) {
        return new Policy(
                        PolicyCatalog.byId("fcfs").card(),
                        (request, requests) -> requests.arrivalTick(request),
                        batching,
                        (request, requests, cluster) -> {
                            throw new AssertionError("Nobody routes where instances pull.");
                        },
                        ResidencyListener.NONE)
                .with((PullPolicy) this);
    }

    final Pool pool() {
        return Objects.requireNonNull(known);
    }

    @Override
    public void begin(Pool pool) {
        known = pool;
    }

    @Override
    public final void inherited(int request, int instance, int generatedTokens, boolean inHost, long tick) {
        if (inHost) {
            evicted(request, instance, true, tick);
        }
    }

    @Override
    public final void completed(int request, int instance, long tick) {}
}
