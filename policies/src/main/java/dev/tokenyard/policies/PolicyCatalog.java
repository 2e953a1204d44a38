package dev.tokenyard.policies;

import dev.tokenyard.policies.memory.McBenchmark;
import dev.tokenyard.policies.memory.McSf;
import dev.tokenyard.policies.ordering.Edf;
import dev.tokenyard.policies.ordering.Fcfs;
import dev.tokenyard.policies.ordering.Sjf;
import dev.tokenyard.policies.ordering.Ssjf;
import dev.tokenyard.sim.catalog.UnknownEntryException;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.List;

/** The only list of policies. Window, command line and documentation all read it. */
public final class PolicyCatalog {
    private static final List<PolicyFactory> ALL =
            List.of(new Fcfs(), new Sjf(), new Ssjf(), new McSf(), new McBenchmark(), new Edf());

    private PolicyCatalog() {}

    /** All policies, in the order in which they are shown. */
    public static List<PolicyFactory> all() {
        return ALL;
    }

    /**
     * The policy with an id.
     *
     * @throws UnknownEntryException if there is none; the message lists the known ids and the nearest
     */
    public static PolicyFactory byId(String id) {
        return Entries.byId("policy", ALL, factory -> factory.card().id(), id);
    }
}
