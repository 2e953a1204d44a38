package dev.tokenyard.policies.laws;

import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.policy.BatchingCard;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The schedulers of the batching modes for {@link ReferenceServer}, written from their sources. */
final class ReferenceSchedulers {
    private static final long NEVER = Long.MAX_VALUE;

    private ReferenceSchedulers() {}

    /** The scheduler of a batching mode with some values of its knobs. */
    static ReferenceServer.Maker of(BatchingCard mode, Map<String, Double> values) {
        ToDoubleFunction<String> knob = name -> mode.knob(values, name);
        return (setup, slotsAhead, fcfs) -> switch (mode.id()) {
            case "vllm-v1", "theory" -> new VllmV1(setup, slotsAhead, fcfs);
            case "vllm-v0" ->
                new VllmV0(setup, slotsAhead, fcfs, knob.applyAsDouble("watermark"), knob.applyAsDouble("padded") > 0);
            case "sarathi" ->
                new Sarathi(
                        setup, slotsAhead, fcfs, knob.applyAsDouble("watermark"), (int) knob.applyAsDouble("chunk"));
            case "orca" -> new Orca(setup, slotsAhead, fcfs, (int) knob.applyAsDouble("reservedOutput"));
            case "static" -> new WholeBatches(setup, slotsAhead, fcfs, (int) knob.applyAsDouble("reservedOutput"), 0);
            case "dynamic" ->
                new WholeBatches(
                        setup,
                        slotsAhead,
                        fcfs,
                        (int) knob.applyAsDouble("reservedOutput"),
                        Math.round(knob.applyAsDouble("maxDelay") * 1e12));
            case "none" -> new OneAtATime(setup, slotsAhead, fcfs);
            default -> throw new AssertionError("There is no reference for " + mode.id() + ".");
        };
    }

    /**
     * vLLM v1, after the loop of {@code vllm/v1/core/sched/scheduler.py}. Left out is one corner of it: where, under a
     * priority order, a request evicts itself, vLLM gives those behind it no token in that step. Here they go on.
     */
    private static final class VllmV1 extends ReferenceServer {
        VllmV1(InstanceSetup setup, int slotsAhead, boolean fcfs) {
            super(setup, slotsAhead, fcfs);
        }

        @Override
        long schedule(long now) {
            int budget = setup.info().tokenBudget();
            boolean preempted = false;
            for (int at = 0; at < running.size() && budget > 0; ) {
                Request request = running.get(at);
                int tokens = Math.min(request.tokens() - request.computed, budget);
                while (running.contains(request) && missingBlocks(request, tokens) > freeBlocks()) {
                    Request victim = victim();
                    if (running.indexOf(victim) < at) {
                        at--;
                    }
                    budget += victim.scheduled;
                    preempt(victim);
                    preempted = true;
                }
                if (running.contains(request)) {
                    request.blocks += missingBlocks(request, tokens);
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
                if (missingBlocks(request, tokens) > freeBlocks()) {
                    break;
                }
                admit(request, tokens, missingBlocks(request, tokens), now);
                budget -= tokens;
            }
            return NEVER;
        }
    }

    /** What vLLM v0 and Sarathi-Serve share: prompts that take all their blocks at once, and slots to append to. */
    private abstract static class WholePromptBlocks extends ReferenceServer {
        private final double watermark;

        WholePromptBlocks(InstanceSetup setup, int slotsAhead, boolean fcfs, double watermark) {
            super(setup, slotsAhead, fcfs);
            this.watermark = watermark;
        }

        int promptBlocks(Request request) {
            return blocks(request.tokens() + slotsAhead);
        }

        boolean canAllocate(Request request) {
            double keep =
                    running.isEmpty() ? 0 : Math.floor(watermark * setup.info().kvBlocks());
            return freeBlocks() - promptBlocks(request) >= keep;
        }

        /** Gives every decoding request a slot; each asks for a free block, unless it is alone. */
        void appendSlots() {
            for (int at = 0; at < running.size(); ) {
                Request request = running.get(at);
                if (request.prefilling) {
                    at++;
                    continue;
                }
                while (running.contains(request)
                        && freeBlocks() < (running.size() > 1 ? 1 : missingBlocks(request, 1))) {
                    Request victim = victim();
                    if (running.indexOf(victim) < at) {
                        at--;
                    }
                    preempt(victim);
                }
                if (running.contains(request)) {
                    request.blocks += missingBlocks(request, 1);
                    request.scheduled = 1;
                    at++;
                }
            }
        }
    }

    /** vLLM v0, after {@code _schedule} of its versions without chunked prefill. */
    private static final class VllmV0 extends WholePromptBlocks {
        private final boolean padded;

        VllmV0(InstanceSetup setup, int slotsAhead, boolean fcfs, double watermark, boolean padded) {
            super(setup, slotsAhead, fcfs, watermark);
            this.padded = padded;
        }

        @Override
        long schedule(long now) {
            int budget = setup.info().tokenBudget();
            List<Request> unfinished =
                    running.stream().filter(r -> r.prefilling).toList();
            if (!unfinished.isEmpty()) {
                Request tooLong = unfinished.get(0);
                tooLong.scheduled = Math.min(tooLong.tokens() - tooLong.computed, budget);
                return NEVER;
            }
            int prompts = 0;
            int sum = 0;
            int longest = 0;
            while (!waiting.isEmpty() && running.size() < setup.info().batchCap() && running.size() < budget) {
                Request request = waiting.get(0);
                sum += request.tokens();
                longest = Math.max(longest, request.tokens());
                long counted = padded ? (long) (prompts + 1) * longest : sum;
                if ((prompts > 0 && counted > budget) || !canAllocate(request)) {
                    break;
                }
                admit(request, Math.min(request.tokens(), budget), promptBlocks(request), now);
                prompts++;
            }
            if (prompts == 0) {
                appendSlots();
            }
            return NEVER;
        }
    }

    /** Sarathi-Serve, after the scheduler of its authors' simulator. */
    private static final class Sarathi extends WholePromptBlocks {
        private final int chunk;

        Sarathi(InstanceSetup setup, int slotsAhead, boolean fcfs, double watermark, int chunk) {
            super(setup, slotsAhead, fcfs, watermark);
            this.chunk = chunk;
        }

        @Override
        long schedule(long now) {
            appendSlots();
            int left = Math.min(chunk, setup.info().tokenBudget());
            for (Request request : running) {
                left -= request.scheduled;
            }
            for (Request request : running) {
                if (request.prefilling && left > 0) {
                    request.scheduled = Math.min(request.tokens() - request.computed, left);
                    left -= request.scheduled;
                }
            }
            while (!waiting.isEmpty()
                    && left > 0
                    && running.size() < setup.info().batchCap()
                    && canAllocate(waiting.get(0))) {
                Request request = waiting.get(0);
                int tokens = Math.min(request.tokens(), left);
                admit(request, tokens, promptBlocks(request), now);
                left -= tokens;
            }
            return NEVER;
        }
    }

    /** What Orca and static batches share: memory for the longest answer that a client may ask for. */
    private abstract static class Reserving extends ReferenceServer {
        private final int usualOutput;

        Reserving(InstanceSetup setup, int slotsAhead, boolean fcfs, int usualOutput) {
            super(setup, slotsAhead, fcfs);
            this.usualOutput = usualOutput;
        }

        void admitWithReservation(long now) {
            while (!waiting.isEmpty() && running.size() < setup.info().batchCap()) {
                Request request = waiting.get(0);
                int reserved = Math.min(
                        blocks(request.prompt + limit(request)), setup.info().kvBlocks());
                if (reserved > freeBlocks()) {
                    return;
                }
                admit(request, request.tokens(), reserved, now);
            }
        }

        private int limit(Request request) {
            int limit = usualOutput;
            if (request.output > limit) {
                limit = 1;
                while (limit < request.output) {
                    limit *= 2;
                }
            }
            return limit;
        }
    }

    /** Orca, after Algorithm 1 of its paper. */
    private static final class Orca extends Reserving {
        Orca(InstanceSetup setup, int slotsAhead, boolean fcfs, int usualOutput) {
            super(setup, slotsAhead, fcfs, usualOutput);
        }

        @Override
        long schedule(long now) {
            running.forEach(r -> r.scheduled = 1);
            admitWithReservation(now);
            return NEVER;
        }
    }

    /** Batches that form on an empty server and end with their longest member. */
    private static final class WholeBatches extends Reserving {
        private final long maxDelay;

        WholeBatches(InstanceSetup setup, int slotsAhead, boolean fcfs, int usualOutput, long maxDelay) {
            super(setup, slotsAhead, fcfs, usualOutput);
            this.maxDelay = maxDelay;
        }

        @Override
        boolean leavesAlone() {
            return false;
        }

        @Override
        long schedule(long now) {
            if (!running.isEmpty()) {
                running.forEach(r -> r.scheduled = 1);
                return NEVER;
            }
            long due = waiting.stream().mapToLong(r -> r.arrival).min().orElseThrow() + maxDelay;
            if (waiting.size() < setup.info().batchCap() && now < due) {
                return due;
            }
            admitWithReservation(now);
            return NEVER;
        }
    }

    /** One request at a time. */
    private static final class OneAtATime extends ReferenceServer {
        OneAtATime(InstanceSetup setup, int slotsAhead, boolean fcfs) {
            super(setup, slotsAhead, fcfs);
        }

        @Override
        long schedule(long now) {
            if (running.isEmpty()) {
                Request next = waiting.get(0);
                admit(next, next.prompt, missingBlocks(next, next.prompt), now);
            } else {
                Request only = running.get(0);
                only.scheduled = 1;
                only.blocks += missingBlocks(only, 1);
            }
            return NEVER;
        }
    }
}
