package dev.tokenyard.sim.workload.profile;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many requests of a trace have each name of a kind, such as each client. */
public final class NameCounts {
    private final Map<String, Integer> byName;
    private final int requests;
    private final int named;

    private NameCounts(Map<String, Integer> byName, int requests, int named) {
        this.byName = byName;
        this.requests = requests;
        this.named = named;
    }

    /** Counts the names of one kind; names that no request has do not count. */
    public static NameCounts of(Trace trace, Label label) {
        List<String> names = trace.names(label);
        int[] counts = new int[names.size()];
        int named = 0;
        for (int r = 0; r < trace.size() && counts.length > 0; r++) {
            int index = trace.nameIndex(label, r);
            if (index >= 0) {
                counts[index]++;
                named++;
            }
        }
        Map<String, Integer> byName = new LinkedHashMap<>();
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] > 0) {
                byName.merge(names.get(k), counts[k], Integer::sum);
            }
        }
        return new NameCounts(byName, trace.size(), named);
    }

    /** How many names there are. */
    public int names() {
        return byName.size();
    }

    /** How many requests there are, with a name or without. */
    public int requests() {
        return requests;
    }

    /** How many requests have no name. */
    public int unnamed() {
        return requests - named;
    }

    /** How many requests have a name, 0 for one that is not there. */
    public int of(String name) {
        return byName.getOrDefault(name, 0);
    }

    /** How many requests have a name, but none of these. */
    public int others(List<String> names) {
        return named - names.stream().distinct().mapToInt(this::of).sum();
    }

    /** The largest share of the requests that one name has; NaN for no requests. */
    public double largestShare() {
        int most = byName.values().stream().mapToInt(count -> count).max().orElse(0);
        return requests == 0 ? Double.NaN : (double) most / requests;
    }

    /**
     * The names with the most requests in this or another count, the largest first and equal ones in order of appearance.
     *
     * @param most how many at most
     */
    public List<String> top(NameCounts other, int most) {
        Map<String, Integer> larger = new HashMap<>(byName);
        other.byName.forEach((name, count) -> larger.merge(name, count, Math::max));
        List<String> names = new ArrayList<>(byName.keySet());
        other.byName.keySet().stream().filter(name -> !byName.containsKey(name)).forEach(names::add);
        names.sort(Comparator.comparingInt((String name) -> larger.getOrDefault(name, 0))
                .reversed());
        return List.copyOf(names.subList(0, Math.min(most, names.size())));
    }
}
