package dev.tokenyard.sim.workload;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Makes a synthetic trace from a {@link WorkloadSpec}.
 *
 * <p>Gaps, burst periods, prompts and outputs of each stream are drawn from random streams of their own, named after the
 * stream's class and model. So a change of one leaves the numbers of all others as they were. Arrivals are rounded to whole
 * microseconds, which keeps files small and hides the last bits, in which platforms may differ.
 */
public final class WorkloadGenerator {
    private WorkloadGenerator() {}

    /** Generates the trace of a recipe; the same recipe gives the same trace. Its first request need not arrive at 0. */
    public static Trace generate(WorkloadSpec spec) {
        List<Source> sources = sources(spec);
        TraceBuilder trace = Trace.builder(spec.name());
        double endSeconds = Math.min(spec.durationSeconds(), Ticks.toSeconds(Ticks.MAX_ARRIVAL));
        while (trace.size() < spec.maxRequests()) {
            Source next = sources.get(0);
            for (Source source : sources) {
                if (source.arrivalSeconds < next.arrivalSeconds) {
                    next = source;
                }
            }
            if (next.arrivalSeconds >= endSeconds) {
                break;
            }
            next.emit(trace);
        }
        return trace.build();
    }

    private static List<Source> sources(WorkloadSpec spec) {
        RandomStreams random = new RandomStreams(spec.seed());
        Map<String, Integer> seen = new HashMap<>();
        List<Source> sources = new ArrayList<>();
        for (WorkloadSpec.Stream stream : spec.streams()) {
            int occurrence = seen.merge(stream.kind(), 1, Integer::sum);
            sources.add(new Source(stream, random, "workload/" + stream.kind() + "/" + occurrence));
        }
        return sources;
    }

    /** One stream of requests, one arrival ahead. */
    private static final class Source {
        private final WorkloadSpec.Stream stream;
        private final ArrivalSampler arrivals;
        private final ContinuousSampler promptNormal;
        private final ContinuousSampler outputNormal;
        private double arrivalSeconds;

        Source(WorkloadSpec.Stream stream, RandomStreams random, String key) {
            this.stream = stream;
            arrivals = ArrivalSampler.of(stream.arrivals(), random, key);
            promptNormal = ZigguratSampler.NormalizedGaussian.of(random.stream(key + "/prompts"));
            outputNormal = ZigguratSampler.NormalizedGaussian.of(random.stream(key + "/outputs"));
            arrivalSeconds = arrivals.nextSeconds();
        }

        void emit(TraceBuilder trace) {
            trace.add(
                    Math.round(arrivalSeconds * 1e6) * Ticks.PER_MICROSECOND,
                    stream.promptTokens().tokensAt(promptNormal.sample()),
                    stream.outputTokens().tokensAt(outputNormal.sample()),
                    stream.className(),
                    stream.model());
            arrivalSeconds = arrivals.nextSeconds();
        }
    }
}
