package dev.tokenyard.policies.shepherd;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** GPUs that run one batch at a time, with the instances, one for each model, that take turns on them. */
final class GpuSet {
    final int number;
    final List<Integer> instances = new ArrayList<>();

    /** B_c, the batch that is executed or about to be; null while the GPUs are idle. */
    @Nullable
    FixedBatch batch;

    /** Whether the batch gives way before the next step. */
    boolean isPreempted;

    GpuSet(int number) {
        this.number = number;
    }
}
