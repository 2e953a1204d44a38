package dev.tokenyard.sim.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers names in order of first appearance. */
final class TraceNames {
    final List<String> all = new ArrayList<>();
    private final Map<String, Integer> indexByName = new HashMap<>();

    /** The number of a name, -1 for the empty one. */
    int index(String name) {
        if (name.isEmpty()) {
            return -1;
        }
        Integer known = indexByName.putIfAbsent(name, all.size());
        if (known != null) {
            return known;
        }
        all.add(name);
        return all.size() - 1;
    }
}
