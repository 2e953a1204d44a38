package dev.tokenyard.sim.log;

/** Which request owns which KV block of each instance at a moment. */
public interface BlockPlaces {
    /** No request. */
    int FREE = -1;

    /** Several requests may own it: it holds the beginning of prompts, in the prefix cache. */
    int SHARED = -2;

    /** Moves to a moment; all events at or before it have happened. */
    void seek(long toTick);

    /** The request that owns a block of an instance, {@link #FREE} for none, {@link #SHARED} for any number. */
    int owner(int instance, int block);

    /**
     * Index in {@link RunLog#events()} of the preemption, by recompute or to host memory, that last freed a block, {@link
     * EventTrack#NONE} for none.
     */
    int evictedBy(int instance, int block);

    /** Blocks of an instance. */
    int blocks(int instance);

    /** Blocks of an instance that have an owner. */
    int usedBlocks(int instance);
}
