package dev.tokenyard.app.cli;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.sim.policy.BatchingCard;
import dev.tokenyard.sim.policy.BatchingFactory;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

/** Lists the batching modes, or shows the card of one. */
@Command(
        name = "modes",
        mixinStandardHelpOptions = true,
        description = "Lists the batching modes, or shows one's card.")
final class ModesCommand extends CatalogCommand<BatchingCard> {
    @Override
    List<BatchingCard> all() {
        return BatchingModes.all().stream().map(BatchingFactory::card).toList();
    }

    @Override
    BatchingCard find(String wanted) {
        return BatchingModes.byId(wanted).card();
    }

    @Override
    void printAll(PrintWriter out, List<BatchingCard> entries) {
        TextTable table = new TextTable("mode", "name", "knobs", "source");
        entries.forEach(card -> table.row(
                card.id(),
                card.title(),
                card.knobs().stream().map(knob -> knob.name()).collect(Collectors.joining(", ")),
                card.citation()));
        table.print(out);
    }

    @Override
    void printOne(PrintWriter out, BatchingCard card) {
        out.println(card.title() + " (" + card.id() + ")");
        out.println(card.idea());
        out.println();
        TextTable table = new TextTable("", "");
        table.row("source", card.citation());
        table.row("departures", card.departures().isEmpty() ? "none" : card.departures());
        Knobs.rows(table, card.knobs());
        table.print(out);
    }

    @Override
    ObjectNode asJson(BatchingCard card) {
        ObjectNode node = Output.object()
                .put("id", card.id())
                .put("title", card.title())
                .put("idea", card.idea())
                .put("citation", card.citation())
                .put("departures", card.departures());
        Knobs.put(node, card.knobs());
        return node;
    }
}
