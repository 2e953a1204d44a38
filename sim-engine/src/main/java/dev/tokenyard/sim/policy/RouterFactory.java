package dev.tokenyard.sim.policy;

import dev.tokenyard.sim.time.RandomStreams;

/** A router to choose: its card, and a maker of instances of it. */
public interface RouterFactory {
    /** What the router says of itself. */
    RouterCard card();

    /**
     * Makes the router for one run.
     *
     * @param streams random streams of the run's seed, for routers that toss coins
     */
    RoutePolicy create(RandomStreams streams);
}
