package dev.tokenyard.policies.laws;

import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.SimulationInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A second implementation of vLLM's v1 scheduler, as slow and plain as can be: one step at a time, one object a request,
 * every sum taken afresh. It follows the loop of {@code vllm/v1/core/sched/scheduler.py} request by request and shares
 * nothing with the simulator but the input, so that an error would have to be made twice to go unnoticed.
 *
 * <p>Left out is one corner of that loop: where, under a priority order, a request evicts itself, vLLM gives those behind
 * it no token in that step. Here they go on.
 */
final class ReferenceServer {
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
    }

    /** Who is next: the order of the queue, and whose reverse chooses victims. */
    private static final Comparator<Request> BY_PRIORITY =
            Comparator.<Request>comparingLong(r -> r.priority).thenComparingInt(r -> r.number);

    private final InstanceSetup setup;
    private final int slotsAhead;
    private final boolean fcfs;
    private final List<Request> waiting = new ArrayList<>();
    private final List<Request> running = new ArrayList<>();
    private boolean busy;
    private long stepEnd;

    long steps;
    long batchSequences;
    long preemptions;
    long recomputedTokens;

    private ReferenceServer(InstanceSetup setup, int slotsAhead, boolean fcfs) {
        this.setup = setup;
        this.slotsAhead = slotsAhead;
        this.fcfs = fcfs;
    }

    /** A cluster at the end of its work. */
    record Result(List<Request> requests, List<ReferenceServer> servers) {}

    /**
     * Serves a whole input.
     *
     * @param priorities the sort keys of a priority order, empty for first come, first served
     */
    static Result serve(SimulationInput input, long[] priorities) {
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
            servers.add(new ReferenceServer(setup, input.outputSlotsAhead(), priorities.length == 0));
        }
        int arrived = 0;
        while (true) {
            long now = arrived < requests.size() ? requests.get(arrived).arrival : Long.MAX_VALUE;
            for (ReferenceServer server : servers) {
                now = server.busy ? Math.min(now, server.stepEnd) : now;
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
                if (!server.busy && server.outstanding() > 0) {
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
        return waiting.size() + running.size();
    }

    private void accept(Request request, int number) {
        // Its last token needs no room of its own, unless tokens are stored as they are made.
        if (blocks(request.prompt + request.output - 1 + slotsAhead)
                > setup.info().kvBlocks()) {
            return;
        }
        request.server = number;
        waiting.add(request);
        sortByPriority();
    }

    private void sortByPriority() {
        if (!fcfs) {
            waiting.sort(BY_PRIORITY);
        }
    }

    private int blocks(int slots) {
        int blocks = 0;
        while (blocks * setup.info().blockTokens() < slots) {
            blocks++;
        }
        return blocks;
    }

    private int freeBlocks() {
        int free = setup.info().kvBlocks();
        for (Request r : running) {
            free -= r.blocks;
        }
        return free;
    }

    private void startStep(long now) {
        int budget = setup.info().tokenBudget();
        boolean preempted = false;
        for (int at = 0; at < running.size() && budget > 0; ) {
            Request request = running.get(at);
            int tokens = Math.min(request.tokens() - request.computed, budget);
            while (running.contains(request) && !allocate(request, tokens)) {
                Request victim = fcfs
                        ? running.get(running.size() - 1)
                        : running.stream().max(BY_PRIORITY).orElseThrow();
                if (running.indexOf(victim) < at) {
                    at--;
                }
                budget += victim.scheduled;
                preempt(victim);
                preempted = true;
            }
            if (running.contains(request)) {
                request.scheduled = tokens;
                budget -= tokens;
                at++;
            }
        }
        while (!preempted
                && !waiting.isEmpty()
                && budget > 0
                && running.size() < setup.info().batchCap()) {
            Request request = waiting.get(0);
            int tokens = Math.min(request.tokens(), budget);
            if (!allocate(request, tokens)) {
                break;
            }
            waiting.remove(request);
            running.add(request);
            request.prefilling = true;
            request.scheduled = tokens;
            request.firstScheduled = request.firstScheduled < 0 ? now : request.firstScheduled;
            budget -= tokens;
        }
        busy = true;
        stepEnd = now + duration();
    }

    /** Gives a request the blocks for its next tokens, if there are enough. */
    private boolean allocate(Request request, int tokens) {
        int after = request.computed + tokens;
        int slots = after + (after == request.tokens() ? slotsAhead : 0);
        int missing = Math.max(0, blocks(slots) - request.blocks);
        if (missing > freeBlocks()) {
            return false;
        }
        request.blocks += missing;
        return true;
    }

    private void preempt(Request victim) {
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
                decoding++;
                context += r.tokens();
            }
        }
        return setup.stepTime().stepTicks(decoding, context, prefill, pairs);
    }

    private void endStep() {
        busy = false;
        steps++;
        for (Request r : List.copyOf(running)) {
            batchSequences += r.scheduled > 0 ? 1 : 0;
            r.computed += r.scheduled;
            r.scheduled = 0;
            if (r.computed == r.tokens()) {
                r.prefilling = false;
                r.generated++;
                r.firstToken = r.firstToken < 0 ? stepEnd : r.firstToken;
            }
            if (r.generated == r.output) {
                r.completed = stepEnd;
                running.remove(r);
            }
        }
    }
}
