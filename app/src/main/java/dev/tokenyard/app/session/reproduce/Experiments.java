package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.sim.catalog.Entries;
import dev.tokenyard.sim.catalog.UnknownEntryException;
import java.util.List;

/** The only list of experiments. */
public final class Experiments {
    private static final List<Experiment> ALL =
            List.of(new SsjfSweeps(), new McSfSynthetic(), new McSfConversations(), new QlmExperiment());

    private Experiments() {}

    /** All of them. */
    public static List<Experiment> all() {
        return ALL;
    }

    /**
     * The experiment with an id.
     *
     * @throws UnknownEntryException if there is none; the message lists the known ids and the nearest
     */
    public static Experiment byId(String id) {
        return Entries.byId("experiment", ALL, Experiment::id, id);
    }
}
