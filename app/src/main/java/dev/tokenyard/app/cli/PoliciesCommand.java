package dev.tokenyard.app.cli;

import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists the policies, or shows the card of one. */
@Command(name = "policies", mixinStandardHelpOptions = true, description = "Lists the policies, or shows one's card.")
@SuppressWarnings("NullAway.Init")
final class PoliciesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Show this policy's card.")
    private @Nullable String id;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
        List<PolicyFactory> chosen = id == null ? PolicyCatalog.all() : List.of(find(id));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ArrayNode cards = Output.array();
            chosen.forEach(factory -> cards.add(asJson(factory.card())));
            Output.print(out, id == null ? cards : cards.get(0));
        } else if (id == null) {
            TextTable table = new TextTable("policy", "name", "foresight", "next", "source");
            chosen.forEach(factory -> table.row(
                    factory.card().id(),
                    factory.card().title(),
                    factory.card().foresight().label(),
                    factory.card().orderPhrase(),
                    factory.card().citation()));
            table.print(out);
        } else {
            printCard(out, chosen.get(0).card());
        }
        return 0;
    }

    private static PolicyFactory find(String id) throws CommandFailure {
        try {
            return PolicyCatalog.byId(id);
        } catch (IllegalArgumentException unknown) {
            throw new CommandFailure(CommandFailure.BAD_INPUT, String.valueOf(unknown.getMessage()), unknown);
        }
    }

    private static void printCard(PrintWriter out, PolicyCard card) {
        out.println(card.title() + " (" + card.id() + ")");
        out.println(card.idea());
        out.println();
        TextTable table = new TextTable("", "");
        table.row("next", card.orderPhrase());
        table.row("source", card.citation());
        table.row("foresight", card.foresight().label());
        table.row("predictor", card.defaultPredictor().isEmpty() ? "none" : card.defaultPredictor());
        table.row("departures", card.departures().isEmpty() ? "none" : card.departures());
        for (Knob knob : card.knobs()) {
            table.row(
                    "knob " + knob.name(),
                    knob.defaultValue() + " " + knob.unit() + " (" + knob.min() + " to " + knob.max() + "): "
                            + knob.help());
        }
        table.print(out);
    }

    private static ObjectNode asJson(PolicyCard card) {
        ObjectNode node = Output.object()
                .put("id", card.id())
                .put("title", card.title())
                .put("order", card.orderPhrase())
                .put("idea", card.idea())
                .put("citation", card.citation())
                .put("foresight", card.foresight().label())
                .put("default_predictor", card.defaultPredictor())
                .put("departures", card.departures());
        ArrayNode knobs = node.putArray("knobs");
        for (Knob knob : card.knobs()) {
            knobs.addObject()
                    .put("name", knob.name())
                    .put("unit", knob.unit())
                    .put("min", knob.min())
                    .put("max", knob.max())
                    .put("default", knob.defaultValue())
                    .put("help", knob.help());
        }
        return node;
    }
}
