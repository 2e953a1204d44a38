package dev.tokenyard.app.session.profile;

import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.BatchingInfo;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.BatchingMode;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.ServiceProfile;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Floods an instance with requests, first come, first served, and measures it while it is saturated: from a quarter of the time
 * to the last admission, until that.
 */
final class SaturatedRun {
    private static final int FEWEST_REQUESTS = 256;
    /** Each of the given requests is served, up to so many. */
    private static final int ENOUGH_REQUESTS = 1 << 12;

    private static final int MOST_REQUESTS = 1 << 15;
    private static final int ROUNDS = 4;

    private final InstanceSetup setup;
    private final BatchingInfo batchingInfo;
    private final Supplier<BatchingMode> batching;
    private final int outputSlotsAhead;

    /**
     * Prepares runs on an instance.
     *
     * @param outputSlotsAhead as in {@link SimulationInput}
     */
    SaturatedRun(
            InstanceSetup setup, BatchingInfo batchingInfo, Supplier<BatchingMode> batching, int outputSlotsAhead) {
        this.setup = setup.alone();
        this.batchingInfo = batchingInfo;
        this.batching = batching;
        this.outputSlotsAhead = outputSlotsAhead;
    }

    /**
     * The profile for requests of given lengths, which are repeated until there are enough of them.
     *
     * @param prompts prompt lengths in tokens, at least one
     * @param outputs output lengths in tokens, as many
     */
    ServiceProfile measure(int[] prompts, int[] outputs) {
        double sum = 0;
        double squares = 0;
        for (int output : outputs) {
            sum += output;
            squares += (double) output * output;
        }
        double mean = sum / outputs.length;
        double deviation = Math.sqrt(Math.max(0, squares / outputs.length - mean * mean));
        for (int n = Math.clamp(outputs.length, FEWEST_REQUESTS, ENOUGH_REQUESTS); ; n *= 2) {
            RequestOutcomes outcomes = run(prompts, outputs, n);
            Window window = Window.of(outcomes, n);
            // The batch must have been renewed a few times for its first members not to count.
            if (n >= MOST_REQUESTS || n >= ROUNDS * window.meanBatch(outcomes, n)) {
                return window.profile(outcomes, outputs, n, mean, deviation);
            }
        }
    }

    private RequestOutcomes run(int[] prompts, int[] outputs, int n) {
        TraceBuilder trace = Trace.builder("flood");
        for (int r = 0; r < n; r++) {
            trace.add(0, prompts[r % prompts.length], outputs[r % outputs.length]);
        }
        SimulationInput input = new SimulationInput(
                trace.build(),
                List.of(SloClass.ttft("all", Double.POSITIVE_INFINITY)),
                new int[n],
                List.of(setup),
                batchingInfo,
                outputSlotsAhead,
                0,
                "",
                new int[0]);
        RandomStreams streams = new RandomStreams(0);
        PolicyContext context = new PolicyContext(
                Map.of(),
                request -> {
                    throw new IllegalStateException("First come, first served asks no lengths.");
                },
                batching.get(),
                Routers.byId(Routers.DEFAULT).create(streams),
                streams);
        return Simulator.run(input, PolicyCatalog.byId("fcfs").create(context), RunOptions.OUTCOMES_ONLY)
                .outcomes();
    }

    /** The time in which the instance is measured. */
    private record Window(long from, long to) {
        static Window of(RequestOutcomes outcomes, int n) {
            long last = 0;
            for (int r = 0; r < n; r++) {
                if (isServed(outcomes, r)) {
                    last = Math.max(last, outcomes.firstScheduledTick(r));
                }
            }
            if (last == 0) {
                // All fit at once: it is as saturated as it can be until the last one ends.
                for (int r = 0; r < n; r++) {
                    last = isServed(outcomes, r) ? Math.max(last, outcomes.completedTick(r)) : last;
                }
                return new Window(0, Math.max(1, last));
            }
            return new Window(last / 4, last);
        }

        private static boolean isServed(RequestOutcomes outcomes, int r) {
            return outcomes.completedTick(r) != RequestOutcomes.NEVER;
        }

        /** The share of an interval that lies before a moment. */
        private static double shareBefore(long tick, long begin, long end) {
            return tick <= begin ? 0 : tick >= end ? 1 : (double) (tick - begin) / (end - begin);
        }

        double meanBatch(RequestOutcomes outcomes, int n) {
            double residence = 0;
            for (int r = 0; r < n; r++) {
                if (isServed(outcomes, r)) {
                    long begin = Math.max(from, outcomes.firstScheduledTick(r));
                    long end = Math.min(to, outcomes.completedTick(r));
                    residence += Math.max(0, end - begin);
                }
            }
            return Math.max(1, residence / (to - from));
        }

        ServiceProfile profile(RequestOutcomes outcomes, int[] outputs, int n, double mean, double deviation) {
            double tokens = 0;
            double prefillTicks = 0;
            double tokenTicks = 0;
            int prefills = 0;
            long gaps = 0;
            for (int r = 0; r < n; r++) {
                if (!isServed(outcomes, r)) {
                    continue;
                }
                long first = outcomes.firstTokenTick(r);
                long end = outcomes.completedTick(r);
                int later = outputs[r % outputs.length] - 1;
                tokens += later * (shareBefore(to, first, end) - shareBefore(from, first, end));
                tokens += first > from && first <= to ? 1 : 0;
                if (outcomes.firstScheduledTick(r) >= from) {
                    prefillTicks += first - outcomes.firstScheduledTick(r);
                    prefills++;
                    tokenTicks += end - first;
                    gaps += later;
                }
            }
            return new ServiceProfile(
                    Math.max(tokens, 1) / Ticks.toSeconds(to - from),
                    prefills == 0 ? 0 : prefillTicks / prefills / Ticks.PER_SECOND,
                    gaps == 0 ? 0 : tokenTicks / gaps / Ticks.PER_SECOND,
                    meanBatch(outcomes, n),
                    mean,
                    deviation);
        }
    }
}
