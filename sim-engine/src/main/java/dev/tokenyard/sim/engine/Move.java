package dev.tokenyard.sim.engine;

/** A request's way from one instance to another. Reused once it is over. */
final class Move {
    int request;
    Instance from;
    Instance to;
    /** KV blocks set aside at the destination. */
    int reservedBlocks;
    /** Whether the destination keeps a seat for it. */
    boolean seated;
    /** KV blocks of the source that were put on the link. */
    int sentBlocks;
    /** Of those the ones of the transfer under way. */
    int copyingBlocks;
    /** Stages of a migration that were sent. */
    int stage;
    /** Whether the request has left the batch at the source, whose blocks it keeps. */
    boolean detached;
    /** KV blocks that it keeps there, those that it shares included. */
    int keptBlocks;
    /** Leading nodes of its prefix that it keeps sharing there. */
    int keptNodes;

    boolean aborted;
    /** Events that are still to come. */
    int pending;

    Move(Instance anyInstance) {
        from = anyInstance;
        to = anyInstance;
    }

    void begin(int r, Instance source, Instance destination) {
        request = r;
        from = source;
        to = destination;
        reservedBlocks = 0;
        seated = false;
        sentBlocks = 0;
        copyingBlocks = 0;
        stage = 0;
        detached = false;
        keptBlocks = 0;
        keptNodes = 0;
        aborted = false;
        pending = 0;
    }
}
