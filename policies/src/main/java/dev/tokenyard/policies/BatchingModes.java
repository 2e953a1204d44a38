package dev.tokenyard.policies;

import dev.tokenyard.policies.batching.DynamicBatching;
import dev.tokenyard.policies.batching.NoBatching;
import dev.tokenyard.policies.batching.Orca;
import dev.tokenyard.policies.batching.Sarathi;
import dev.tokenyard.policies.batching.StaticBatching;
import dev.tokenyard.policies.batching.Theory;
import dev.tokenyard.policies.batching.VllmV0;
import dev.tokenyard.policies.batching.VllmV1;
import dev.tokenyard.sim.catalog.Entries;
import dev.tokenyard.sim.catalog.UnknownEntryException;
import dev.tokenyard.sim.policy.BatchingFactory;
import java.util.List;

/** The only list of batching modes. Window, command line and documentation all read it. */
public final class BatchingModes {
    /** The mode that runs unless another is chosen. */
    public static final String DEFAULT = "vllm-v1";

    private static final List<BatchingFactory> ALL = List.of(
            new VllmV1(),
            new VllmV0(),
            new Sarathi(),
            new Orca(),
            new StaticBatching(),
            new DynamicBatching(),
            new NoBatching(),
            new Theory());

    private BatchingModes() {}

    /** All modes, in the order in which they are shown. */
    public static List<BatchingFactory> all() {
        return ALL;
    }

    /**
     * The mode with an id.
     *
     * @throws UnknownEntryException if there is none; the message lists the known ids and the nearest
     */
    public static BatchingFactory byId(String id) {
        return Entries.byId("batching mode", ALL, factory -> factory.card().id(), id);
    }
}
