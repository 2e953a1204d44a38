package dev.tokenyard.app.session;

import dev.tokenyard.sim.model.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How each request of a trace comes to its class or its model.
 *
 * @param by what decides
 * @param parts the classes or models in question; none where the trace decides. By shares each has a share of the requests,
 *     0 or more, of which only the ratios count. By client likewise a share of the clients, each of which keeps to one part
 *     with all its requests, and those that it names. By length each takes the requests up to so many tokens that those before it
 *     left, in ascending order, and the last one has {@link #REST}
 */
public record AssignmentRule(By by, List<Part> parts) {
    /** In place of a number of tokens: all that is longer, too. */
    public static final double REST = Double.POSITIVE_INFINITY;

    /** How {@link #REST} is written. */
    public static final String REST_WORD = "rest";

    /** Each request keeps what its trace says. */
    public static final AssignmentRule TRACE = new AssignmentRule(By.TRACE, List.of());

    /** What decides on a request. */
    public enum By {
        /** The column of the trace. */
        TRACE("trace"),
        /** Chance, by given shares. */
        SHARES("shares"),
        /** The client: each has all its requests in one part, by chance or by name. */
        CLIENT("client"),
        /** The prompt's length. */
        PROMPT("prompt"),
        /** The true output's length; a policy gets to know the class or model only. */
        OUTPUT("output");

        private final String id;

        By(String id) {
            this.id = id;
        }

        /** How it is written in files and options. */
        public String id() {
            return id;
        }

        /** Whether parts have shares, and chance decides at least on those that are not named. */
        public boolean draws() {
            return this == SHARES || this == CLIENT;
        }

        /** The one that is written so. */
        public static Optional<By> byId(String id) {
            return Arrays.stream(values()).filter(by -> by.id.equals(id)).findFirst();
        }
    }

    /**
     * A class or model.
     *
     * @param name its name or catalogue key
     * @param figure its share, or up to how many tokens it takes
     * @param clients by client, those that belong to it whatever the shares; empty for none
     */
    public record Part(String name, double figure, List<String> clients) {
        /** Keeps an unmodifiable copy of the list. */
        public Part {
            clients = List.copyOf(clients);
        }

        /** A part that names no clients. */
        public Part(String name, double figure) {
            this(name, figure, List.of());
        }
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException with a sentence for the user if they cannot be
     */
    public AssignmentRule {
        parts = List.copyOf(parts);
        if (by == By.TRACE) {
            if (!parts.isEmpty()) {
                throw new IllegalArgumentException(
                        "The trace decides, and yet \"" + parts.get(0).name()
                                + "\" is given a part; leave the parts out, or decide by shares, client, prompt or output.");
            }
        } else {
            checkNames(by, parts);
            checkClients(by, parts);
            if (by.draws()) {
                checkShares(parts);
            } else {
                checkLengths(by, parts);
            }
        }
    }

    private static void checkNames(By by, List<Part> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("The rule by " + by.id + " names nobody; name at least one.");
        }
        Set<String> seen = new HashSet<>();
        for (Part part : parts) {
            if (part.name().isBlank()) {
                throw new IllegalArgumentException("The rule by " + by.id + " has a part without a name; name it.");
            }
            if (!seen.add(part.name())) {
                throw new IllegalArgumentException(
                        "The rule by " + by.id + " names " + part.name() + " twice; name it once.");
            }
        }
    }

    private static void checkClients(By by, List<Part> parts) {
        Set<String> seen = new HashSet<>();
        for (Part part : parts) {
            for (String client : part.clients()) {
                if (by != By.CLIENT) {
                    throw new IllegalArgumentException("The rule by " + by.id + " names the client \"" + client
                            + "\"; decide by client, or leave it out.");
                }
                if (client.isEmpty() || !seen.add(client)) {
                    throw new IllegalArgumentException("The rule by client "
                            + (client.isEmpty()
                                    ? "has a client without a name among those of " + part.name()
                                    : "names \"" + client + "\" twice")
                            + "; name each client once.");
                }
            }
        }
    }

    private static void checkShares(List<Part> parts) {
        double sum = 0;
        for (Part part : parts) {
            if (!(part.figure() >= 0) || Double.isInfinite(part.figure())) {
                throw new IllegalArgumentException("The share of " + part.name() + " is "
                        + (part.figure() > 0 ? "infinite" : number(part.figure())) + "; give 0 or a positive number.");
            }
            sum += part.figure();
        }
        if (Double.isInfinite(sum)) {
            throw new IllegalArgumentException(
                    "The shares add up to more than can be reckoned with; give smaller ones, as"
                            + " only their ratios count.");
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("All shares are 0; give a positive one to at least one of "
                    + String.join(", ", parts.stream().map(Part::name).toList()) + ".");
        }
    }

    private static void checkLengths(By by, List<Part> parts) {
        double before = 0;
        for (Part part : parts) {
            double tokens = part.figure();
            if (!(tokens >= 1) || tokens != Math.rint(tokens) || (tokens != REST && tokens > Trace.MAX_TOKENS)) {
                throw new IllegalArgumentException("The " + by.id + " length up to which " + part.name()
                        + " takes requests is " + number(tokens) + "; give a whole number of tokens from 1 to "
                        + Trace.MAX_TOKENS + ", or " + REST_WORD + ".");
            }
            if (!(tokens > before)) {
                throw new IllegalArgumentException("The " + by.id + " length of " + part.name() + ", up to "
                        + number(tokens) + ", does not exceed the one before it, up to " + number(before)
                        + "; give each its own length, in ascending order, with " + REST_WORD + " at the end.");
            }
            before = tokens;
        }
        if (before != REST) {
            throw new IllegalArgumentException("Nobody takes requests with more than " + number(before) + " " + by.id
                    + " tokens; give one class or model " + REST_WORD + ".");
        }
    }

    /** Whether the trace decides. */
    public boolean isTrace() {
        return by == By.TRACE;
    }

    /** The classes or models that it names. */
    public List<String> names() {
        return parts.stream().map(Part::name).toList();
    }

    /** The same rule under another name of a class or model. */
    public AssignmentRule renamed(String before, String after) {
        return new AssignmentRule(
                by,
                parts.stream()
                        .map(part -> part.name().equals(before) ? new Part(after, part.figure(), part.clients()) : part)
                        .toList());
    }

    /**
     * The same rule without a class or model: the others share in its requests, or the last of them takes the rest. Without
     * anybody left the trace decides.
     */
    public AssignmentRule without(String name) {
        List<Part> left = new ArrayList<>(parts);
        if (!left.removeIf(part -> part.name().equals(name))) {
            return this;
        }
        boolean nobody = left.stream().allMatch(part -> part.figure() == 0);
        if (nobody) {
            return TRACE;
        }
        if (!by.draws()) {
            left.set(left.size() - 1, new Part(left.get(left.size() - 1).name(), REST));
        }
        return new AssignmentRule(by, left);
    }

    /** A share or a number of tokens without needless decimals, or {@link #REST_WORD}. */
    public static String number(double value) {
        if (value == REST) {
            return REST_WORD;
        }
        return Double.toString(value).replaceFirst("\\.0$", "");
    }
}
