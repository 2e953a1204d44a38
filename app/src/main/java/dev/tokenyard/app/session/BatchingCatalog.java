package dev.tokenyard.app.session;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.sim.catalog.UnknownEntryException;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.BatchingInfo;
import dev.tokenyard.sim.policy.BatchingCard;
import dev.tokenyard.sim.policy.BatchingFactory;
import dev.tokenyard.sim.policy.BatchingMode;
import dev.tokenyard.sim.policy.Knob;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The batching modes that a scenario may choose: those of the serving engines, and the theory's. */
public final class BatchingCatalog {
    private static final BatchingCard THEORY = new BatchingCard(
            TheoryMode.BATCHING,
            "theory, unit rounds",
            "The model of the papers on MC-SF: every step is a round of one second, a block is one token, and memory is the"
                    + " only limit of a batch.",
            "Jaillet et al., arXiv 2502.07115, section 2",
            "",
            List.of());

    private static final List<BatchingCard> CARDS = Stream.concat(
                    BatchingModes.all().stream().map(BatchingFactory::card), Stream.of(THEORY))
            .toList();

    private BatchingCatalog() {}

    /** The cards of all modes, in the order in which they are shown. */
    public static List<BatchingCard> cards() {
        return CARDS;
    }

    /**
     * The card of a mode.
     *
     * @throws UnknownEntryException if there is none; the message lists the known ids and the nearest
     */
    public static BatchingCard card(String id) {
        return CARDS.stream()
                .filter(card -> card.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UnknownEntryException(
                        "batching mode",
                        id,
                        CARDS.stream().map(BatchingCard::id).toList()));
    }

    /**
     * The mode with all its knobs, as runs record it.
     *
     * @throws IllegalArgumentException if there is no such mode or knob, or a value is out of range
     */
    public static BatchingInfo info(ModeChoice choice) {
        BatchingCard card = card(choice.id());
        for (String name : choice.knobs().keySet()) {
            Knob.value(card.id(), card.knobs(), choice.knobs(), name);
        }
        Map<String, Double> values = new LinkedHashMap<>();
        card.knobs()
                .forEach(knob ->
                        values.put(knob.name(), Knob.value(card.id(), card.knobs(), choice.knobs(), knob.name())));
        return new BatchingInfo(card.id(), values);
    }

    /** Whether a choice is the theory's mode, whose workers are no GPUs. */
    static boolean isTheory(ModeChoice choice) {
        return choice.id().equals(TheoryMode.BATCHING);
    }

    /** Makes a mode for one run. The theory's is the rule of vLLM v1 without its limits. */
    static BatchingMode create(ModeChoice choice) {
        return isTheory(choice)
                ? BatchingModes.byId(BatchingModes.DEFAULT).create(Map.of())
                : BatchingModes.byId(choice.id()).create(choice.knobs());
    }
}
