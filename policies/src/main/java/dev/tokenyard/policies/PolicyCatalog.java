package dev.tokenyard.policies;

import dev.tokenyard.policies.memory.AMax;
import dev.tokenyard.policies.memory.AMin;
import dev.tokenyard.policies.memory.AlphaBeta;
import dev.tokenyard.policies.memory.AlphaGreedy;
import dev.tokenyard.policies.memory.McBenchmark;
import dev.tokenyard.policies.memory.McSf;
import dev.tokenyard.policies.memory.SortedF;
import dev.tokenyard.policies.memory.Svf;
import dev.tokenyard.policies.memory.SvfOrder;
import dev.tokenyard.policies.ordering.Edf;
import dev.tokenyard.policies.ordering.Fcfs;
import dev.tokenyard.policies.ordering.Sjf;
import dev.tokenyard.policies.ordering.Ssjf;
import dev.tokenyard.policies.qlm.Qlm;
import dev.tokenyard.policies.shepherd.Shepherd;
import dev.tokenyard.sim.catalog.Entries;
import dev.tokenyard.sim.catalog.UnknownEntryException;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.List;

/** The only list of policies. Window, command line and documentation all read it. */
public final class PolicyCatalog {
    private static final List<PolicyFamily> FAMILIES = List.of(
            new PolicyFamily("Order of the queue", List.of(new Fcfs(), new Sjf(), new Ssjf(), new Edf())),
            new PolicyFamily(
                    "Memory foreseen",
                    List.of(new McSf(), new McBenchmark(), new Svf(), new SvfOrder(), new SortedF())),
            new PolicyFamily("Memory foreseen, lengths uncertain", List.of(new AMax(), new AMin())),
            new PolicyFamily("Memory kept free", List.of(new AlphaGreedy(), new AlphaBeta())),
            new PolicyFamily("Queues planned across a cluster", List.of(new Qlm(), new Shepherd())));

    private static final List<PolicyFactory> ALL =
            FAMILIES.stream().flatMap(family -> family.members().stream()).toList();

    private PolicyCatalog() {}

    /** The families of policies, in the order in which they are shown. */
    public static List<PolicyFamily> families() {
        return FAMILIES;
    }

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
