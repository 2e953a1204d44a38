package dev.tokenyard.app.view.stage;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The transfers of KV blocks between instances, made in one pass over a log so that a frame only looks them up. */
final class Flights {
    /** So far back a frame looks for transfers under way. */
    private static final int MOST_SCANNED = 1500;

    /**
     * A transfer of KV blocks.
     *
     * @param request whose they are
     * @param from the instance that sends them
     * @param to the instance that gets them
     * @param blocks how many
     * @param whole whether the request travels with them, out of any batch; else it goes on decoding where it was
     * @param leftTick when they were put on the link, in ticks
     * @param startTick when the link began with them, in ticks; it sends one transfer after the other
     * @param endTick when the last of them had come, in ticks
     * @param joinedTick when the request went on at its new place, in ticks; the end of the transfer if it has not moved
     */
    record Flight(
            int request,
            int from,
            int to,
            int blocks,
            boolean whole,
            long leftTick,
            long startTick,
            long endTick,
            long joinedTick) {
        /** How far the blocks have come, 0 to 1; a transfer too short to be seen takes the time of a motion instead. */
        double progress(Moment moment) {
            long passed = moment.tick() - startTick;
            long takes = Math.max(moment.motionTicks(), endTick - startTick);
            return Math.clamp((double) passed / takes, 0, 1);
        }

        /** Whether it is to be seen at a moment: until the request goes on, and until its motion has come to rest. */
        boolean isVisible(Moment moment) {
            long tick = moment.tick();
            return leftTick <= tick && (tick < joinedTick || tick - startTick < moment.motionTicks());
        }

        Flight joinedAt(long tick) {
            return new Flight(request, from, to, blocks, whole, leftTick, startTick, endTick, tick);
        }
    }

    private static final Flights NONE = new Flights(List.of(), 0);

    private final List<Flight> inOrder;
    private final long longest;

    private Flights(List<Flight> inOrder, long longest) {
        this.inOrder = inOrder;
        this.longest = longest;
    }

    static Flights of(RunLog log) {
        if (!log.events().has(EventKind.COPIED)) {
            return NONE;
        }
        List<Flight> flights = new Pass(log).flights;
        long longest = flights.stream()
                .mapToLong(flight -> flight.joinedTick() - flight.leftTick())
                .max()
                .orElse(0);
        flights.sort(Comparator.comparingLong(Flight::leftTick));
        return new Flights(List.copyOf(flights), longest);
    }

    /** Whether no KV blocks go between instances in all of the run. */
    boolean isEmpty() {
        return inOrder.isEmpty();
    }

    /** All transfers, in the order in which they were put on their links. */
    List<Flight> all() {
        return inOrder;
    }

    /** The transfers to be seen at a moment, at most so many, the latest first. */
    List<Flight> visible(Moment moment, int most) {
        List<Flight> found = new ArrayList<>();
        int next = leftUntil(moment.tick());
        long reach = longest + moment.motionTicks();
        for (int k = next - 1; k >= 0 && k > next - MOST_SCANNED && found.size() < most; k--) {
            Flight flight = inOrder.get(k);
            if (moment.tick() - flight.leftTick() > reach) {
                break;
            }
            if (flight.isVisible(moment)) {
                found.add(flight);
            }
        }
        return found;
    }

    private int leftUntil(long tick) {
        int low = 0;
        int high = inOrder.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (inOrder.get(middle).leftTick() <= tick) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** One pass over the events of a log. */
    private static final class Pass {
        final List<Flight> flights = new ArrayList<>();
        /** By request: when its blocks were put on the link. */
        private final long[] leftTick;
        /** By request: whether it has left its batch. */
        private final boolean[] detached;
        /** By request: its latest transfer's place in the list. */
        private final int[] latest;
        /** By instance: when its last transfer ended, as far as the log tells: not where a move was given up. */
        private final long[] linkFreeTick;

        Pass(RunLog log) {
            int requests = log.trace().size();
            leftTick = new long[requests];
            detached = new boolean[requests];
            latest = new int[requests];
            linkFreeTick = new long[log.instances().size()];
            for (int e = 0; e < log.events().size(); e++) {
                take(log.events(), e);
            }
        }

        private void take(EventTrack events, int e) {
            int r = events.request(e);
            long tick = events.tick(e);
            switch (events.kind(e)) {
                case RECEIVED, DETACHED -> {
                    leftTick[r] = tick;
                    detached[r] = true;
                }
                case RESERVED -> leftTick[r] = tick;
                case COPIED -> {
                    int from = events.instance(e);
                    long start = Math.min(tick, Math.max(leftTick[r], linkFreeTick[from]));
                    linkFreeTick[from] = tick;
                    latest[r] = flights.size();
                    flights.add(
                            new Flight(r, from, events.a(e), events.b(e), detached[r], leftTick[r], start, tick, tick));
                }
                case JOINED -> {
                    detached[r] = false;
                    flights.set(latest[r], flights.get(latest[r]).joinedAt(tick));
                }
                default -> {
                    // It moves no blocks between instances.
                }
            }
        }
    }
}
