package dev.tokenyard.sim.policy;

/** Decision point <em>fits</em>: the memory test for the head of the queue. */
@FunctionalInterface
public interface AdmissionTest {
    /**
     * Whether the request may be admitted now with a first chunk of the given size. Where it may not, the test says why
     * through {@link BatchPlan#blocked}, and when to ask again through {@link BatchPlan#reconsiderAfterSteps} if that
     * may come before the next completion. A test that {@linkplain BatchPlan#setAside sets the request aside} is asked of
     * the next one.
     */
    boolean fits(int request, int prefillTokens, InstanceView view, BatchPlan plan);
}
