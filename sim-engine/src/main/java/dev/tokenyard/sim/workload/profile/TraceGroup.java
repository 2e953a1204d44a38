package dev.tokenyard.sim.workload.profile;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Requests of a trace that have a name in common, such as their class.
 *
 * @param name the name; {@link #OTHERS} for all names that are not told apart, and for no name
 * @param requests their numbers, ascending
 * @param gaps the times between their own arrivals, in seconds
 * @param promptTokens their prompt lengths
 * @param outputTokens their output lengths
 */
public record TraceGroup(
        String name, int[] requests, Distribution gaps, Distribution promptTokens, Distribution outputTokens) {
    /** What those are called that are not told apart. */
    public static final String OTHERS = "others";

    /**
     * The groups of a trace, those of most requests first, and behind them the others.
     *
     * @param names the names that are told apart
     */
    public static List<TraceGroup> of(Trace trace, Label label, List<String> names) {
        List<String> all = trace.names(label);
        int[] groupOf = all.stream().mapToInt(names::indexOf).toArray();
        List<TraceGroup> groups = new ArrayList<>();
        for (int g = 0; g <= names.size(); g++) {
            int wanted = g < names.size() ? g : -1;
            int[] requests = IntStream.range(0, trace.size())
                    .filter(r -> {
                        int index = trace.nameIndex(label, r);
                        return (index < 0 ? -1 : groupOf[index]) == wanted;
                    })
                    .toArray();
            if (requests.length > 0) {
                groups.add(of(trace, wanted < 0 ? OTHERS : names.get(g), requests));
            }
        }
        return groups;
    }

    private static TraceGroup of(Trace trace, String name, int[] requests) {
        double[] gaps = new double[requests.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = Ticks.toSeconds(trace.arrivalTick(requests[i + 1]) - trace.arrivalTick(requests[i]));
        }
        return new TraceGroup(
                name,
                requests,
                Distribution.ofSorting(gaps),
                Distribution.of(Arrays.stream(requests).map(trace::promptTokens).toArray()),
                Distribution.of(Arrays.stream(requests).map(trace::outputTokens).toArray()));
    }
}
