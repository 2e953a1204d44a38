package dev.tokenyard.sim.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A column of names that come again and again, or that a trace lacks: each name once, and a number for each request. */
final class NameColumn {
    private final List<String> names;
    /** Empty where no request has a name. */
    private final int[] indices;

    /**
     * Takes the numbers as they are.
     *
     * @param names the names
     * @param indices each request's number among them, -1 for none; empty where no request has any
     */
    NameColumn(List<String> names, int[] indices) {
        this.names = List.copyOf(names);
        this.indices = indices;
    }

    List<String> names() {
        return names;
    }

    /** The number of a request's name, -1 where it has none. */
    int index(int request) {
        return indices.length == 0 ? -1 : indices[request];
    }

    /** The same for the first requests only; all names stay. */
    NameColumn firstRequests(int limit) {
        return new NameColumn(names, Arrays.copyOf(indices, Math.min(limit, indices.length)));
    }

    /** Numbers names in order of first appearance. */
    static final class Builder {
        private final List<String> names = new ArrayList<>();
        private final Map<String, Integer> indexByName = new HashMap<>();
        private final OptionalColumn indices = new OptionalColumn(-1);

        /** Gives a request a name; the empty one is none. */
        void set(int request, String name) {
            indices.set(request, index(name));
        }

        private int index(String name) {
            if (name.isEmpty()) {
                return -1;
            }
            Integer known = indexByName.get(name);
            if (known != null) {
                return known;
            }
            indexByName.put(name, names.size());
            names.add(name);
            return names.size() - 1;
        }

        /** The finished column, its requests in another order; see {@link OptionalColumn#values}. */
        NameColumn build(int size, int @Nullable [] order) {
            return new NameColumn(names, indices.values(size, order));
        }
    }
}
