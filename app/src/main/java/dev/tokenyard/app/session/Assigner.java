package dev.tokenyard.app.session;

import dev.tokenyard.app.session.AssignmentRule.By;
import dev.tokenyard.app.session.AssignmentRule.Part;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Gives the requests of traces classes and models by rule. What it made of a trace last is kept for as long as the trace is
 * in use, so that a moved slider finds the same requests again. Safe for use by several threads.
 *
 * <p>Chance draws from streams of the scenario's seed of their own, one number for each request of the whole trace: the same
 * for every policy, and neither a limit nor the other rule changes what a request becomes.
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
            assigned = assigned.withClasses(
                    rules.classes().names(), numbers(trace, rules.classes(), streams.stream("assign/class")));
        }
        if (!rules.models().isTrace()) {
            assigned = assigned.withModels(
                    rules.models().names(), numbers(trace, rules.models(), streams.stream("assign/model")));
        }
        return assigned;
    }

    /** For each request the number of its part. */
    private static int[] numbers(Trace trace, AssignmentRule rule, UniformRandomProvider chance) {
        double sum = rule.parts().stream().mapToDouble(Part::figure).sum();
        int[] numbers = new int[trace.size()];
        for (int r = 0; r < numbers.length; r++) {
            numbers[r] = rule.by() == By.SHARES
                    ? drawn(rule.parts(), sum * chance.nextDouble())
                    : upTo(rule.parts(), rule.by() == By.PROMPT ? trace.promptTokens(r) : trace.outputTokens(r));
        }
        return numbers;
    }

    private static int drawn(List<Part> parts, double place) {
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
