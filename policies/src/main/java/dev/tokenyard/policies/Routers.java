package dev.tokenyard.policies;

import dev.tokenyard.policies.routing.JoinShortestQueue;
import dev.tokenyard.policies.routing.LeastOutstanding;
import dev.tokenyard.policies.routing.LeastOutstandingTokens;
import dev.tokenyard.policies.routing.PowerOfTwoChoices;
import dev.tokenyard.policies.routing.RandomRouting;
import dev.tokenyard.policies.routing.RoundRobin;
import dev.tokenyard.sim.catalog.Entries;
import dev.tokenyard.sim.catalog.UnknownEntryException;
import dev.tokenyard.sim.policy.RouterFactory;
import java.util.List;

/** The only list of routers. Window, command line and documentation all read it. */
public final class Routers {
    /** The router that runs unless another is chosen. */
    public static final String DEFAULT = "least-outstanding";

    private static final List<RouterFactory> ALL = List.of(
            new LeastOutstanding(),
            new LeastOutstandingTokens(),
            new JoinShortestQueue(),
            new PowerOfTwoChoices(),
            new RoundRobin(),
            new RandomRouting());

    private Routers() {}

    /** All routers, in the order in which they are shown. */
    public static List<RouterFactory> all() {
        return ALL;
    }

    /**
     * The router with an id.
     *
     * @throws UnknownEntryException if there is none; the message lists the known ids and the nearest
     */
    public static RouterFactory byId(String id) {
        return Entries.byId("router", ALL, factory -> factory.card().id(), id);
    }
}
