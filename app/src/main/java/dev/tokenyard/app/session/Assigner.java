package dev.tokenyard.app.session;

import dev.tokenyard.app.session.AssignmentRule.Part;
import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Gives the requests of traces classes and models by rule. What it made of a trace last is kept for as long as the trace is
 * in use, so that a moved slider finds the same requests again. Safe for use by several threads.
 *
 * <p>Chance draws from streams of the scenario's seed of their own, one number for each request of the whole trace, or for
 * each client and each request without one: the same for every policy, and neither a limit nor the other rule changes what
 * a request becomes.
 */
public final class Assigner {
    private final Map<Trace, Assigned> latest = new WeakHashMap<>();

    private record Assigned(AssignmentRules rules, long seed, Trace trace) {}

    /** The requests of a trace with the classes and models that the rules give them. */
    synchronized Trace assigned(Trace recorded, AssignmentRules rules, long seed) {
        if (rules.equals(AssignmentRules.NONE)) {
            return recorded;
        }
        Assigned known = latest.get(recorded);
        if (known == null || known.seed != seed || !known.rules.equals(rules)) {
            known = new Assigned(rules, seed, assign(recorded, rules, seed));
            latest.put(recorded, known);
        }
        return known.trace;
    }

    /**
     * The requests of a trace with the classes and models that rules give them; in O(requests x parts).
     *
     * @param seed the seed of those that chance decides on
     */
    public static Trace assign(Trace trace, AssignmentRules rules, long seed) {
        RandomStreams streams = new RandomStreams(seed);
        Trace assigned = trace;
        if (!rules.classes().isTrace()) {
            assigned = assigned.withNames(
                    Label.CLASS,
                    rules.classes().names(),
                    numbers(trace, rules.classes(), streams.stream("assign/class")));
        }
        if (!rules.models().isTrace()) {
            assigned = assigned.withNames(
                    Label.MODEL,
                    rules.models().names(),
                    numbers(trace, rules.models(), streams.stream("assign/model")));
        }
        return assigned;
    }

    /** For each request the number of its part. */
    private static int[] numbers(Trace trace, AssignmentRule rule, UniformRandomProvider chance) {
        return switch (rule.by()) {
            case TRACE -> throw new IllegalArgumentException("The trace decides, and so there is nothing to assign.");
            case SHARES -> each(trace, r -> drawn(rule.parts(), chance));
            case CLIENT -> {
                int[] ofClient = ofClients(trace, rule.parts(), chance);
                yield each(trace, r -> {
                    int client = trace.nameIndex(Label.CLIENT, r);
                    return client < 0 ? drawn(rule.parts(), chance) : ofClient[client];
                });
            }
            case PROMPT -> each(trace, r -> upTo(rule.parts(), trace.promptTokens(r)));
            case OUTPUT -> each(trace, r -> upTo(rule.parts(), trace.outputTokens(r)));
        };
    }

    private static int[] each(Trace trace, IntUnaryOperator numberOf) {
        return IntStream.range(0, trace.size()).map(numberOf).toArray();
    }

    /** For each client the number of its part: of the one that names it, or else of one drawn. */
    private static int[] ofClients(Trace trace, List<Part> parts, UniformRandomProvider chance) {
        List<String> clients = trace.names(Label.CLIENT);
        if (clients.isEmpty()) {
            throw new IllegalArgumentException("The trace " + trace.name()
                    + " names no clients, so a rule by client has nothing to go by; use a trace with a column "
                    + Label.CLIENT.word() + ", or decide by shares, prompt or output.");
        }
        Map<String, Integer> named = new HashMap<>();
        for (int p = 0; p < parts.size(); p++) {
            for (String client : parts.get(p).clients()) {
                named.put(client, p);
            }
        }
        int[] ofClient = new int[clients.size()];
        for (int c = 0; c < ofClient.length; c++) {
            // Drawn for those that are named, too: naming one leaves all others where they are.
            int drawn = drawn(parts, chance);
            Integer known = named.remove(clients.get(c));
            ofClient[c] = known == null ? drawn : known;
        }
        for (String missing : named.keySet()) {
            throw new IllegalArgumentException("The rule by client names \"" + missing + "\", and the trace "
                    + trace.name() + " has no such client (" + clients.size() + " in all, the first is \""
                    + clients.get(0) + "\"); name one that it has.");
        }
        return ofClient;
    }

    private static int drawn(List<Part> parts, UniformRandomProvider chance) {
        double sum = 0;
        for (int p = 0; p < parts.size(); p++) {
            sum += parts.get(p).figure();
        }
        double place = sum * chance.nextDouble();
        double end = 0;
        int last = 0;
        for (int p = 0; p < parts.size(); p++) {
            double share = parts.get(p).figure();
            end += share;
            if (share > 0) {
                last = p;
                if (place < end) {
                    break;
                }
            }
        }
        return last;
    }

    private static int upTo(List<Part> parts, int tokens) {
        int p = 0;
        while (tokens > parts.get(p).figure()) {
            p++;
        }
        return p;
    }
}
