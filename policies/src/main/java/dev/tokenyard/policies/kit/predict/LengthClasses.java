package dev.tokenyard.policies.kit.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Classes of output lengths.
 *
 * @param edges the upper edge of every class but the last, in tokens, inclusive and ascending; the last has none
 */
public record LengthClasses(List<Integer> edges) {
    /** The five classes of the SSJF authors' classifier. */
    public static final LengthClasses PUBLISHED = new LengthClasses(List.of(42, 141, 294, 503));

    /** Checks the edges. */
    public LengthClasses {
        edges = List.copyOf(edges);
        int before = 0;
        for (int edge : edges) {
            if (edge <= before) {
                throw new IllegalArgumentException("The class edges " + written(edges)
                        + " do not ascend from at least 1; give ascending numbers of tokens such as 42/141/294/503.");
            }
            before = edge;
        }
        if (edges.isEmpty()) {
            throw new IllegalArgumentException(
                    "There are no class edges; give ascending numbers of tokens such as 42/141/294/503.");
        }
    }

    /**
     * Reads edges with slashes between them.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static LengthClasses parse(String text) {
        List<Integer> edges = new ArrayList<>();
        for (String edge : text.split("/", -1)) {
            try {
                edges.add(Integer.parseInt(edge.strip()));
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException(
                        "The class edges \"" + text + "\" have \"" + edge.strip()
                                + "\" among them; give ascending numbers of tokens with slashes between them, such as 42/141/294/503.",
                        notANumber);
            }
        }
        return new LengthClasses(edges);
    }

    /** How many classes there are. */
    public int count() {
        return edges.size() + 1;
    }

    /** The class, from 0, of an output length. */
    public int of(int outputTokens) {
        int c = 0;
        while (c < edges.size() && outputTokens > edges.get(c)) {
            c++;
        }
        return c;
    }

    /**
     * The length in tokens that a class stands for. It is our choice: the middle of its range, and one and a half times
     * its lower edge for the last, which has no upper edge.
     */
    public int representativeTokens(int c) {
        int lower = c == 0 ? 0 : edges.get(c - 1);
        return c < edges.size() ? Math.max(lower + 1, (lower + edges.get(c)) / 2) : lower + Math.max(1, lower / 2);
    }

    /** The edges with slashes between them. */
    public String text() {
        return written(edges);
    }

    private static String written(List<Integer> edges) {
        return String.join(
                "/", Arrays.stream(edges.toArray()).map(Object::toString).toList());
    }
}
