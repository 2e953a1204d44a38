package dev.tokenyard.app.cli;

import dev.tokenyard.policies.kit.predict.PredictorCard;
import dev.tokenyard.policies.kit.predict.PredictorFactory;
import dev.tokenyard.policies.kit.predict.Predictors;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

/** Lists the predictors, or shows the card of one. */
@Command(
        name = "predictors",
        mixinStandardHelpOptions = true,
        description = "Lists the predictors of output lengths, or shows one's card.")
final class PredictorsCommand extends CatalogCommand<PredictorCard> {
    @Override
    List<PredictorCard> all() {
        return Predictors.all().stream().map(PredictorFactory::card).toList();
    }

    @Override
    PredictorCard find(String wanted) {
        return Predictors.byId(wanted).card();
    }

    @Override
    void printAll(PrintWriter out, List<PredictorCard> entries) {
        TextTable table = new TextTable("predictor", "name", "written");
        entries.forEach(card -> table.row(card.id(), card.title(), card.usage()));
        table.print(out);
    }

    @Override
    void printOne(PrintWriter out, PredictorCard card) {
        out.println(card.title() + " (" + card.id() + ")");
        out.println(card.idea());
        out.println();
        TextTable table = new TextTable("", "");
        table.row("written", card.usage());
        if (card.text().exists()) {
            String usual = card.text().defaultText();
            table.row(
                    card.text().name(),
                    (usual.isEmpty() ? "" : usual + ": ") + card.text().help());
        }
        Knobs.rows(table, card.knobs());
        table.row("measured time", card.latencyMillis() == 0 ? "none" : Numbers.of(card.latencyMillis()) + " ms each");
        if (!card.citation().isEmpty()) {
            table.row("source", card.citation());
        }
        table.print(out);
    }

    @Override
    ObjectNode asJson(PredictorCard card) {
        ObjectNode node = Output.object()
                .put("id", card.id())
                .put("title", card.title())
                .put("written", card.usage())
                .put("idea", card.idea())
                .put("citation", card.citation())
                .put("latency_ms", card.latencyMillis());
        if (card.text().exists()) {
            node.putObject("text")
                    .put("name", card.text().name())
                    .put("default", card.text().defaultText())
                    .put("help", card.text().help());
        }
        Knobs.put(node, card.knobs());
        return node;
    }
}
