package dev.tokenyard.policies.laws;

import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.SimulationInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A second simulator, as slow and plain as can be: one step at a time, one object a request, every sum taken afresh. It
 * shares nothing with the engine but the input, so that an error would have to be made twice to go unnoticed. Its
 * subclasses are the schedulers of the batching modes, which go from request to request as the engines' own loops do.
 */
abstract class ReferenceServer {
    /** What becomes of a request. */
    static final class Request {
        final int number;
        final long arrival;
        final int prompt;
        final int output;
        final long priority;

        int generated;
        /** Tokens whose keys and values are in memory. */
        int computed;

        int blocks;
        boolean prefilling;
        /** Tokens that the present step computes; 0 where it takes no part. */
        int scheduled;
        /** Steps sat through after the last token. */
        int padding;

        int server = -1;
        int preemptions;
        long firstScheduled = -1;
        long firstToken = -1;
        long completed = -1;

        Request(int number, long arrival, int prompt, int output, long priority) {
            this.number = number;
            this.arrival = arrival;
            this.prompt = prompt;
            this.output = output;
            this.priority = priority;
        }

        int tokens() {
            return prompt + generated;
        }

        boolean isDone() {
            return generated == output;
        }
    }

    /** Who is next: the order of the queue, and whose reverse chooses victims. */
    private static final Comparator<Request> BY_PRIORITY =
            Comparator.<Request>comparingLong(r -> r.priority).thenComparingInt(r -> r.number);

    final InstanceSetup setup;
    final int slotsAhead;
    final boolean fcfs;
    final List<Request> waiting = new ArrayList<>();
    final List<Request> running = new ArrayList<>();
    /** Requests that are here and may not be served yet, since their length is still being predicted. */
    private final List<Request> unpredicted = new ArrayList<>();

    private boolean busy;
    private long stepEnd;
    /** When an idle server with waiting requests wants to try again. */
    private long wakeUp = Long.MAX_VALUE;

    long steps;
    long batchSequences;
    long preemptions;
    long recomputedTokens;

    ReferenceServer(InstanceSetup setup, int slotsAhead, boolean fcfs) {
        this.setup = setup;
        this.slotsAhead = slotsAhead;
        this.fcfs = fcfs;
    }

    /** Makes the server of an instance. */
    interface Maker {
        ReferenceServer make(InstanceSetup setup, int slotsAhead, boolean fcfs);
    }

    /** Says which tokens the next step computes. A server that leaves that at none waits until the moment returned. */
    abstract long schedule(long now);

    /** Whether a request that is done leaves before all others are done, too. */
    boolean leavesAlone() {
        return true;
    }

    /** Told of the members of a step's batch, those that have just left included. */
    void stepEnded(List<Request> residents) {}

    /** A cluster at the end of its work. */
    record Result(List<Request> requests, List<ReferenceServer> servers) {}

    /**
     * Serves a whole input.
     *
     * @param maker the scheduler
     * @param priorities the sort keys of a priority order, empty for first come, first served
     */
    static Result serve(SimulationInput input, Maker maker, long[] priorities) {
        List<Request> requests = new ArrayList<>();
        for (int r = 0; r < input.trace().size(); r++) {
            requests.add(new Request(
                    r,
                    input.trace().arrivalTick(r),
                    input.trace().promptTokens(r),
                    input.trace().outputTokens(r),
                    priorities.length == 0 ? 0 : priorities[r]));
        }
        List<ReferenceServer> servers = new ArrayList<>();
        for (InstanceSetup setup : input.instances()) {
            servers.add(maker.make(setup, input.outputSlotsAhead(), priorities.length == 0));
        }
        int arrived = 0;
        while (true) {
            long now = arrived < requests.size() ? requests.get(arrived).arrival : Long.MAX_VALUE;
            for (ReferenceServer server : servers) {
                now = Math.min(now, server.busy ? server.stepEnd : server.wakeUp);
                for (Request request : server.unpredicted) {
                    now = Math.min(now, request.arrival + input.predictionTicks());
                }
            }
            if (now == Long.MAX_VALUE) {
                return new Result(requests, servers);
            }
            for (ReferenceServer server : servers) {
                if (server.busy && server.stepEnd == now) {
                    server.endStep();
                }
            }
            while (arrived < requests.size() && requests.get(arrived).arrival == now) {
                route(requests.get(arrived++), servers);
            }
            for (ReferenceServer server : servers) {
                server.admitPredicted(now - input.predictionTicks());
                if (!server.busy && server.waiting.size() + server.running.size() > 0) {
                    server.startStep(now);
                }
            }
        }
    }

    private static void route(Request request, List<ReferenceServer> servers) {
        int least = 0;
        for (int i = 1; i < servers.size(); i++) {
            if (servers.get(i).outstanding() < servers.get(least).outstanding()) {
                least = i;
            }
        }
        servers.get(least).accept(request, least);
    }

    private int outstanding() {
        return waiting.size() + running.size() + unpredicted.size();
    }

    /** Requests that came at a moment or before are predicted by now. */
    private void admitPredicted(long arrival) {
        for (Request request : List.copyOf(unpredicted)) {
            if (request.arrival <= arrival) {
                unpredicted.remove(request);
                waiting.add(request);
                sortByPriority();
            }
        }
    }

    private void accept(Request request, int number) {
        // Its last token needs no room of its own, unless tokens are stored as they are made.
        if (blocks(request.prompt + request.output - 1 + slotsAhead)
                > setup.info().kvBlocks()) {
            return;
        }
        request.server = number;
        unpredicted.add(request);
    }

    private void sortByPriority() {
        if (!fcfs) {
            waiting.sort(BY_PRIORITY);
        }
    }

    int blocks(int slots) {
        int blocks = 0;
        while (blocks * setup.info().blockTokens() < slots) {
            blocks++;
        }
        return blocks;
    }

    int freeBlocks() {
        int free = setup.info().kvBlocks();
        for (Request r : running) {
            free -= r.blocks;
        }
        return free;
    }

    private void startStep(long now) {
        wakeUp = schedule(now);
        if (running.stream().anyMatch(r -> r.scheduled > 0)) {
            wakeUp = Long.MAX_VALUE;
            busy = true;
            stepEnd = now + duration();
        }
    }

    /** Blocks that a request lacks for its next tokens. */
    int missingBlocks(Request request, int tokens) {
        int after = request.computed + tokens;
        int slots = after + (after == request.tokens() ? slotsAhead : 0);
        return Math.max(0, blocks(slots) - request.blocks);
    }

    /** Moves a request from the queue into the batch. */
    void admit(Request request, int tokens, int blocks, long now) {
        waiting.remove(request);
        running.add(request);
        request.prefilling = true;
        request.scheduled = tokens;
        request.blocks = blocks;
        request.firstScheduled = request.firstScheduled < 0 ? now : request.firstScheduled;
    }

    Request victim() {
        return fcfs
                ? running.get(running.size() - 1)
                : running.stream().max(BY_PRIORITY).orElseThrow();
    }

    void preempt(Request victim) {
        running.remove(victim);
        waiting.add(0, victim);
        sortByPriority();
        preemptions++;
        victim.preemptions++;
        recomputedTokens += victim.computed;
        victim.computed = 0;
        victim.blocks = 0;
        victim.scheduled = 0;
    }

    private long duration() {
        int decoding = 0;
        int prefill = 0;
        long pairs = 0;
        long context = 0;
        for (Request r : running) {
            if (r.prefilling) {
                prefill += r.scheduled;
                for (int k = 1; k <= r.scheduled; k++) {
                    pairs += r.computed + k;
                }
            } else {
                decoding += r.scheduled;
                context += r.scheduled * (long) (r.tokens() + r.padding);
            }
        }
        return setup.stepTime().stepTicks(decoding, context, prefill, pairs);
    }

    private void endStep() {
        busy = false;
        steps++;
        for (Request r : List.copyOf(running)) {
            batchSequences += r.scheduled > 0 ? 1 : 0;
            if (r.isDone()) {
                r.padding++;
            } else {
                r.computed += r.scheduled;
                if (r.computed == r.tokens()) {
                    r.prefilling = false;
                    r.generated++;
                    r.firstToken = r.firstToken < 0 ? stepEnd : r.firstToken;
                }
            }
            r.scheduled = 0;
        }
        boolean allDone = running.stream().allMatch(Request::isDone);
        List<Request> residents = List.copyOf(running);
        for (Request r : residents) {
            if (r.isDone() && (leavesAlone() || allDone)) {
                r.completed = stepEnd;
                running.remove(r);
            }
        }
        stepEnded(residents);
    }
}
