package dev.tokenyard.app.cli;

import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

/** Lists the policies, or shows the card of one. */
@Command(name = "policies", mixinStandardHelpOptions = true, description = "Lists the policies, or shows one's card.")
final class PoliciesCommand extends CatalogCommand<PolicyCard> {
    @Override
    List<PolicyCard> all() {
        return PolicyCatalog.all().stream().map(PolicyFactory::card).toList();
    }

    @Override
    PolicyCard find(String wanted) {
        return PolicyCatalog.byId(wanted).card();
    }

    @Override
    void printAll(PrintWriter out, List<PolicyCard> entries) {
        TextTable table = new TextTable("policy", "name", "foresight", "next", "source");
        entries.forEach(card ->
                table.row(card.id(), card.title(), card.foresight().label(), card.orderPhrase(), card.citation()));
        table.print(out);
    }

    @Override
    void printOne(PrintWriter out, PolicyCard card) {
        out.println(card.title() + " (" + card.id() + ")");
        out.println(card.idea());
        out.println();
        TextTable table = new TextTable("", "");
        table.row("next", card.orderPhrase());
        table.row("source", card.citation());
        table.row("foresight", card.foresight().label());
        table.row("predictor", card.defaultPredictor().isEmpty() ? "none" : card.defaultPredictor());
        table.row("departures", card.departures().isEmpty() ? "none" : card.departures());
        Knobs.rows(table, card.knobs());
        table.print(out);
    }

    @Override
    ObjectNode asJson(PolicyCard card) {
        ObjectNode node = Output.object()
                .put("id", card.id())
                .put("title", card.title())
                .put("order", card.orderPhrase())
                .put("idea", card.idea())
                .put("citation", card.citation())
                .put("foresight", card.foresight().label())
                .put("default_predictor", card.defaultPredictor())
                .put("departures", card.departures());
        Knobs.put(node, card.knobs());
        return node;
    }
}
