package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.engine.LinkEvents.Kind;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.RunRecorder;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Moves requests with their KV blocks from one instance to another: from prefill to decode instances, and in live
 * migrations.
 *
 * <p>Each instance sends over a link of its own, one transfer after the other, in the order in which they were put on it.
 * Nothing changes at an instance while a step is under way: what a transfer brings about happens at the next end of a
 * step, and steps that were planned beyond it are cut there.
 *
 * <p>A migration goes as in Llumnix (Sun et al., OSDI 2024, section 4.2): in each stage the destination sets blocks aside for
 * all tokens that there are, and the full blocks that were not copied yet are; when at most one is left, or after {@value
 * #MOST_STAGES} stages, the request leaves the batch at the source, and what remains is copied with it.
 */
final class Transfers {
    /** After so many stages the rest is copied at once, lest a slow link never catch up. */
    static final int MOST_STAGES = 8;

    private final Policy policy;
    private final RequestTable requests;
    private final @Nullable RunRecorder recorder;
    private final int outputSlotsAhead;
    private final LinkEvents events = new LinkEvents();
    /** By request: its way, if it is on one. */
    private final @Nullable Move[] moveOf;
    /** By instance: when its link is free. */
    private final long[] linkFreeTick;

    private final ArrayDeque<Move> unused = new ArrayDeque<>();

    private long handovers;
    private long migrations;
    private long abortedMigrations;
    private long transferredBytes;
    private long linkBusyTicks;

    Transfers(SimulationInput input, Policy policy, RequestTable requests, @Nullable RunRecorder recorder) {
        this.policy = policy;
        this.requests = requests;
        this.recorder = recorder;
        outputSlotsAhead = input.outputSlotsAhead();
        moveOf = new Move[requests.size()];
        linkFreeTick = new long[input.instances().size()];
    }

    /** When the next thing happens, {@link Ticks#NEVER} if nothing is under way. */
    long nextTick() {
        return events.nextTick();
    }

    RunTotals.Moves totals() {
        return new RunTotals.Moves(handovers, migrations, abortedMigrations, transferredBytes, linkBusyTicks);
    }

    /** Lets the next thing happen. */
    void happen() {
        long tick = events.nextTick();
        Kind kind = events.nextKind();
        Move move = events.nextMove();
        events.removeNext();
        move.pending--;
        if (kind == Kind.FORGET) {
            forget(move, tick);
        } else if (!move.aborted) {
            switch (kind) {
                case MAKE_ROOM -> makeRoom(move, tick);
                case STAGE_COPIED -> {
                    copied(move, tick);
                    schedule(move.to.boundary(tick), Kind.MAKE_ROOM, move);
                }
                case DETACH -> detach(move, tick);
                case ALL_COPIED -> {
                    copied(move, tick);
                    schedule(move.from.boundary(tick), Kind.RELEASE, move);
                    schedule(move.to.boundary(tick), Kind.JOIN, move);
                }
                case RELEASE -> release(move, tick);
                case JOIN -> join(move, tick);
                default -> throw new IllegalStateException("Not a move's event: " + kind);
            }
        }
        if (move.pending == 0 && (move.aborted || move.detached && isOver(move))) {
            moveOf[move.request] = null;
            unused.push(move);
        }
    }

    private static boolean isOver(Move move) {
        return !move.seated && move.keptBlocks == 0;
    }

    private void schedule(long tick, Kind kind, Move move) {
        move.pending++;
        events.add(tick, kind, move);
    }

    private Move begin(int r, Instance from, Instance to) {
        Move move = unused.isEmpty() ? new Move(from) : unused.pop();
        move.begin(r, from, to);
        moveOf[r] = move;
        return move;
    }

    /** Whether a request is on its way, or has left KV blocks somewhere. */
    boolean isMoving(int r) {
        return moveOf[r] != null;
    }

    // From prefill to decode instances.

    /** A resident whose prefill has ended leaves for a decode instance. */
    void handOver(int r, Instance from, Instance to) {
        Move move = begin(r, from, to);
        move.keptNodes = from.takeSharedNodes(r);
        move.keptBlocks = from.detachPrefill(r);
        leave(move, from.nowTick(), EventKind.HANDED_OVER);
    }

    private void leave(Move move, long tick, EventKind kind) {
        int r = move.request;
        Instance from = move.from;
        Instance to = move.to;
        move.detached = true;
        int tokens = requests.promptTokens(r) + requests.generated[r];
        from.outstanding--;
        from.undecodedTokens -= tokens;
        to.outstanding++;
        to.undecodedTokens += tokens;
        requests.instance[r] = to.instance();
        policy.residency().left(r, from);
        if (recorder != null) {
            recorder.event(tick, kind, from.instance(), r, to.instance(), requests.generated[r], move.keptBlocks);
        }
    }

    /** The decode instance has taken a request out of its queue: its blocks are copied. */
    void receive(int r, Instance to) {
        Move move = Objects.requireNonNull(moveOf[r]);
        requests.state[r] = RequestTable.UNDER_WAY;
        reserve(move, to.blocksToSwapOut(r), move.keptBlocks, to.nowTick(), EventKind.RECEIVED);
        send(move, move.keptBlocks, to.nowTick(), Kind.ALL_COPIED);
    }

    /** Sets blocks aside at the destination until it has {@code blocks}, of which {@code sending} more go on the link. */
    private void reserve(Move move, int blocks, int sending, long tick, EventKind kind) {
        move.to.reserve(blocks - move.reservedBlocks, !move.seated);
        move.reservedBlocks = blocks;
        move.seated = true;
        if (recorder != null) {
            recorder.event(tick, kind, move.to.instance(), move.request, move.from.instance(), blocks, sending);
        }
    }

    private void send(Move move, int blocks, long tick, Kind atEnd) {
        Instance from = move.from;
        int link = from.instance();
        long start = Math.max(tick, linkFreeTick[link]);
        try {
            long duration = from.kvLink.transferTicks(blocks);
            linkFreeTick[link] = Math.addExact(start, duration);
            linkBusyTicks = Math.addExact(linkBusyTicks, duration);
        } catch (ArithmeticException beyondTheClock) {
            throw from.tooLong();
        }
        transferredBytes += blocks * from.kvLink.blockBytes();
        move.copyingBlocks = blocks;
        move.sentBlocks += blocks;
        schedule(linkFreeTick[link], atEnd, move);
    }

    private void copied(Move move, long tick) {
        if (recorder != null) {
            recorder.event(
                    tick,
                    EventKind.COPIED,
                    move.from.instance(),
                    move.request,
                    move.to.instance(),
                    move.copyingBlocks,
                    move.stage);
        }
    }

    private void release(Move move, long tick) {
        move.from.releaseKept(move.request, move.keptBlocks, move.keptNodes);
        if (recorder != null) {
            recorder.event(tick, EventKind.RELEASED, move.from.instance(), move.request, move.keptBlocks, 0, 0);
        }
        move.keptBlocks = 0;
        move.from.wake(tick);
    }

    private void join(Move move, long tick) {
        int r = move.request;
        Instance to = move.to;
        to.join(r, move.reservedBlocks);
        move.seated = false;
        if (move.stage > 0) {
            migrations++;
        } else {
            handovers++;
        }
        if (recorder != null) {
            recorder.event(
                    tick,
                    EventKind.JOINED,
                    to.instance(),
                    r,
                    move.from.instance(),
                    requests.generatedTokens(r),
                    to.decoders.steps());
        }
        policy.residency().admitted(r, to);
        to.wake(tick);
    }

    // Live migration.

    /** A decoding resident is to move while it goes on decoding. */
    void migrate(int r, Instance from, Instance to, long tick) {
        schedule(to.boundary(tick), Kind.MAKE_ROOM, begin(r, from, to));
    }

    private void makeRoom(Move move, long tick) {
        Instance from = move.from;
        Instance to = move.to;
        int slots = requests.promptTokens(move.request) + from.generatedBy(move.request, tick) + outputSlotsAhead - 1;
        // A step of the source may be under way that adds a token before the request can leave.
        int blocks = to.memory.blocksFor(slots + 1);
        boolean seat = move.seated || to.residentCount() < Math.min(to.batchCap(), to.tokenBudget());
        boolean fits =
                to.peakBlocks(move.request) <= to.totalBlocks() && blocks - move.reservedBlocks <= to.freeBlocks();
        if (!seat || !fits) {
            abort(move, tick);
            return;
        }
        int fullBlocks = slots / from.blockTokens() - move.sentBlocks;
        boolean last = fullBlocks <= 1 || move.stage == MOST_STAGES;
        reserve(move, blocks, last ? 0 : fullBlocks, tick, EventKind.RESERVED);
        to.wake(tick);
        move.stage++;
        if (last) {
            schedule(from.boundary(tick), Kind.DETACH, move);
        } else {
            send(move, fullBlocks, tick, Kind.STAGE_COPIED);
        }
    }

    private void detach(Move move, long tick) {
        Instance from = move.from;
        move.keptNodes = from.takeSharedNodes(move.request);
        move.keptBlocks = from.detachDecode(move.request);
        leave(move, tick, EventKind.DETACHED);
        from.wake(tick);
        send(move, move.keptBlocks - move.sentBlocks, tick, Kind.ALL_COPIED);
    }

    /** A request has completed or was evicted: if it was about to move, it stays. */
    void left(int r, long tick) {
        Move move = moveOf[r];
        if (move != null && !move.detached && !move.aborted) {
            abort(move, tick);
        }
    }

    private void abort(Move move, long tick) {
        move.aborted = true;
        abortedMigrations++;
        schedule(move.to.boundary(tick), Kind.FORGET, move);
    }

    private void forget(Move move, long tick) {
        if (move.seated) {
            move.to.unreserve(move.reservedBlocks);
            move.seated = false;
            move.to.wake(tick);
        }
        if (recorder != null) {
            recorder.event(
                    tick,
                    EventKind.MIGRATION_ABORTED,
                    move.to.instance(),
                    move.request,
                    move.from.instance(),
                    move.reservedBlocks,
                    0);
        }
    }
}
