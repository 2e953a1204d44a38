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

    /** Batches in host memory that another policy has left behind; they are executed first of all. */
    final List<FixedBatch> left = new ArrayList<>();

    /** Whether the batch gives way before the next step. */
    boolean isPreempted;

    GpuSet(int number) {
        this.number = number;
    }

    /** The batch of an instance that is executed or was left behind, null if there is none. */
    @Nullable
    FixedBatch batchAt(int instance) {
        if (batch != null && batch.instance == instance) {
            return batch;
        }
        return left.stream()
                .filter(other -> other.instance == instance)
                .findFirst()
                .orElse(null);
    }

    /** Takes over a batch; that of the instance which is loaded is the one that is executed. */
    void inherit(FixedBatch another, boolean loaded) {
        if (batch == null || loaded) {
            if (batch != null) {
                left.add(batch);
            }
            batch = another;
        } else {
            left.add(another);
        }
    }

    /** Whether what another policy left behind must come back first, so that no batch can take the place of the present one. */
    boolean mustGoOn() {
        return !left.isEmpty() || (batch != null && !batch.inHost.isEmpty());
    }
}
