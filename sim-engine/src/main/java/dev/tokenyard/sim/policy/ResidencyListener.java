package dev.tokenyard.sim.policy;

/** Told of every change of an instance's residents, so that a policy can keep books without reading them anew. */
public interface ResidencyListener {
    /** For policies that keep no books. */
    ResidencyListener NONE = new ResidencyListener() {
        @Override
        public void admitted(int request, InstanceView view) {}

        @Override
        public void left(int request, InstanceView view) {}
    };

    /** The run is recorded; called before it begins. Whoever foresees the memory may write into the log what it expects. */
    default void recordIn(ForecastLog log) {}

    /** A request was admitted, came back from host memory or came over from another instance; called while the plan that says so is applied. */
    void admitted(int request, InstanceView view);

    /** A request has completed, was evicted, to be recomputed or to host memory, or has left for another instance. */
    void left(int request, InstanceView view);
}
