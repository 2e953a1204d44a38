package dev.tokenyard.sim.policy;

/** What a policy sees of the instances that share GPUs and take turns. */
public interface GpuView {
    /** The present, in ticks. */
    long nowTick();

    /** How many instances share the GPUs, at least 2. */
    int memberCount();

    /** The number of the {@code i}-th of them, in ascending order. */
    int member(int i);

    /** The number of the one whose model is loaded. */
    int loaded();

    /** The waiting or swapped request of a member that is first in the policy's order, or {@link InstanceView#NONE}. */
    int head(int member);

    /** Residents of the loaded instance. */
    int residentCount();

    /** The time that loading a member's model takes, that of unloading the present one included, in ticks. */
    long loadTicks(int member);

    /**
     * The member whose {@link #head} comes first in the policy's order, the earlier request among equals; the loaded one if
     * none has any.
     */
    int firstInLine();
}
