package dev.tokenyard.sim.policy;

/**
 * Decision point <em>load</em>: which of the instances that share GPUs is to serve next. Only one of them has its model
 * loaded; another takes over once that one has no resident, and loading its model takes time.
 */
@FunctionalInterface
public interface LoadPolicy {
    /** On demand: the instance whose next request is the first of all in the policy's order. */
    LoadPolicy FIRST_IN_LINE = GpuView::firstInLine;

    /**
     * The instance that is to serve next, one of {@link GpuView#member}; the loaded one to go on. While it is another, the
     * loaded one admits nothing more and brings nothing back from host memory.
     *
     * <p>Asked whenever the policy is consulted at the loaded instance, and where that has no more to do. It must name an
     * instance with requests if there is one and the loaded one has none.
     *
     * @param gpus the instances on the same GPUs
     */
    int next(GpuView gpus);
}
