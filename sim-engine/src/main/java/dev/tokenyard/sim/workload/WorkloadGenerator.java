package dev.tokenyard.sim.workload;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Makes a synthetic trace from a {@link WorkloadSpec}.
 *
 * <p>Gaps, burst periods, prompts, outputs, clients and sessions of each stream are drawn from random streams of their own, named
 * after the stream's class and model. So a change of one leaves the numbers of all others as they were. Arrivals are rounded to
 * whole microseconds, which keeps files small and hides the last bits, in which platforms may differ.
 */
public final class WorkloadGenerator {
    private WorkloadGenerator() {}

    /** Generates the trace of a recipe; the same recipe gives the same trace. Its first request need not arrive at 0. */
    public static Trace generate(WorkloadSpec spec) {
        PriorityQueue<StreamSource> sources = new PriorityQueue<>(
                Comparator.comparingDouble(StreamSource::nextSeconds).thenComparingInt(StreamSource::number));
        sources.addAll(sources(spec));
        TraceBuilder trace = Trace.builder(spec.name());
        double endSeconds = Math.min(spec.durationSeconds(), Ticks.toSeconds(Ticks.MAX_ARRIVAL));
        while (trace.size() < spec.maxRequests()) {
            StreamSource next = sources.remove();
            // Nobody else comes before it.
            if (!(next.nextSeconds() < endSeconds)) {
                break;
            }
            next.emit(trace);
            sources.add(next);
        }
        return trace.build();
    }

    private static List<StreamSource> sources(WorkloadSpec spec) {
        RandomStreams random = new RandomStreams(spec.seed());
        Map<String, Integer> seen = new HashMap<>();
        List<StreamSource> sources = new ArrayList<>();
        int streams = spec.streams().size();
        for (RequestStream stream : spec.streams()) {
            int occurrence = seen.merge(stream.kind(), 1, Integer::sum);
            StreamDraws draws = new StreamDraws(stream, random, "workload/" + stream.kind() + "/" + occurrence);
            int number = sources.size();
            sources.add(
                    stream.sessions() == null
                            ? new SingleRequests(number, stream, draws)
                            : new SessionRequests(number, streams, stream, draws));
        }
        return sources;
    }
}
