package dev.tokenyard.app.cli;

import dev.tokenyard.policies.Routers;
import dev.tokenyard.sim.policy.RouterCard;
import dev.tokenyard.sim.policy.RouterFactory;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

/** Lists the routers, or shows the card of one. */
@Command(name = "routers", mixinStandardHelpOptions = true, description = "Lists the routers, or shows one's card.")
final class RoutersCommand extends CatalogCommand<RouterCard> {
    @Override
    List<RouterCard> all() {
        return Routers.all().stream().map(RouterFactory::card).toList();
    }

    @Override
    RouterCard find(String wanted) {
        return Routers.byId(wanted).card();
    }

    @Override
    void printAll(PrintWriter out, List<RouterCard> entries) {
        TextTable table = new TextTable("router", "name", "source");
        entries.forEach(card -> table.row(card.id(), card.title(), card.citation()));
        table.print(out);
    }

    @Override
    void printOne(PrintWriter out, RouterCard card) {
        out.println(card.title() + " (" + card.id() + ")");
        out.println(card.idea());
        out.println();
        TextTable table = new TextTable("", "");
        table.row("source", card.citation());
        table.print(out);
    }

    @Override
    ObjectNode asJson(RouterCard card) {
        return Output.object()
                .put("id", card.id())
                .put("title", card.title())
                .put("idea", card.idea())
                .put("citation", card.citation());
    }
}
