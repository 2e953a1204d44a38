package dev.tokenyard.sim.policy;

import dev.tokenyard.sim.time.RandomStreams;
import java.util.Map;

/**
 * What a policy gets when it is made for a run. All parts are made for this run and serve no other.
 *
 * @param knobs values of its knobs by name; those missing take their defaults
 * @param lengths length estimates; a blind policy must not ask them
 * @param batching how the serving engine forms batches; the policy composes its parts with it
 * @param route the router, for policies that do not route by themselves
 * @param streams random streams of the run's seed, for policies that toss coins
 * @param profiles what the instances can do, for policies that plan with it
 * @param clock takes the real time of plans
 */
public record PolicyContext(
        Map<String, Double> knobs,
        LengthEstimate lengths,
        BatchingMode batching,
        RoutePolicy route,
        RandomStreams streams,
        ServiceProfiles profiles,
        DecisionClock clock) {
    /** Copies the knobs. */
    public PolicyContext {
        knobs = Map.copyOf(knobs);
    }

    /** A context without profiles. */
    public PolicyContext(
            Map<String, Double> knobs,
            LengthEstimate lengths,
            BatchingMode batching,
            RoutePolicy route,
            RandomStreams streams) {
        this(knobs, lengths, batching, route, streams, ServiceProfiles.NONE, DecisionClock.NONE);
    }

    /** A context of seed 0. */
    public PolicyContext(Map<String, Double> knobs, LengthEstimate lengths, BatchingMode batching, RoutePolicy route) {
        this(knobs, lengths, batching, route, new RandomStreams(0));
    }

    /**
     * The value of a knob of a card.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public double knob(PolicyCard card, String name) {
        return Knob.value(card.id(), card.knobs(), knobs, name);
    }
}
