package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen to moves of KV blocks, by (tick, order of scheduling). Few are pending at a time, so they stand in a
 * sorted line, the next one last.
 */
final class LinkEvents {
    /** What happens. */
    enum Kind {
        /** The destination makes room for a stage of a migration. */
        MAKE_ROOM,
        /** A stage has been copied. */
        STAGE_COPIED,
        /** The migrating request leaves the batch at its source. */
        DETACH,
        /** All KV blocks have been copied. */
        ALL_COPIED,
        /** The source gives the blocks up. */
        RELEASE,
        /** The request decodes at its destination. */
        JOIN,
        /** The destination gives back what it had set aside for a migration that was aborted. */
        FORGET
    }

    private long[] ticks = new long[16];
    private Kind[] kinds = new Kind[16];
    private @Nullable Move[] moves = new Move[16];
    private int size;

    /** When the next thing happens, {@link Ticks#NEVER} if nothing is pending. */
    long nextTick() {
        return size == 0 ? Ticks.NEVER : ticks[size - 1];
    }

    /** What happens next; something is pending. */
    Kind nextKind() {
        return kinds[size - 1];
    }

    /** Whose move it concerns. */
    Move nextMove() {
        return Objects.requireNonNull(moves[size - 1]);
    }

    /** Forgets the next event. */
    void removeNext() {
        moves[--size] = null;
    }

    /** Schedules something after all that is pending for the same tick. */
    void add(long tick, Kind kind, Move move) {
        if (size == ticks.length) {
            ticks = Arrays.copyOf(ticks, 2 * size);
            kinds = Arrays.copyOf(kinds, 2 * size);
            moves = Arrays.copyOf(moves, 2 * size);
        }
        int at = size++;
        while (at > 0 && ticks[at - 1] <= tick) {
            ticks[at] = ticks[at - 1];
            kinds[at] = kinds[at - 1];
            moves[at] = moves[at - 1];
            at--;
        }
        ticks[at] = tick;
        kinds[at] = kind;
        moves[at] = move;
    }
}
