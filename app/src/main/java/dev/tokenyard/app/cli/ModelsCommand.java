package dev.tokenyard.app.cli;

import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.catalog.UnknownEntryException;
import dev.tokenyard.sim.model.ModelSpec;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists the models, or shows one with the source of each figure. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists the models, or shows one with its sources.")
@SuppressWarnings("NullAway.Init")
final class ModelsCommand implements Callable<Integer> {
    private static final double GIB = 1L << 30;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Show this model.")
    private @Nullable String id;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
        HardwareCatalog catalog = HardwareCatalog.builtIn();
        List<ModelSpec> chosen;
        try {
            chosen = id == null ? catalog.models() : List.of(catalog.model(id));
        } catch (UnknownEntryException unknown) {
            throw new CommandFailure(CommandFailure.BAD_INPUT, String.valueOf(unknown.getMessage()), unknown);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ArrayNode all = Output.array();
            chosen.forEach(model -> all.add(asJson(model)));
            Output.print(out, id == null ? all : all.get(0));
        } else if (id == null) {
            TextTable table = new TextTable(
                    "model", "name", ">weights GiB", ">layers", ">hidden", ">heads", ">KV heads", ">KV KiB/token");
            chosen.forEach(model -> table.row(
                    model.id(),
                    model.name(),
                    Numbers.of(model.weightBytes() / GIB),
                    Numbers.whole(model.layers()),
                    Numbers.whole(model.hiddenSize()),
                    Numbers.whole(model.attentionHeads()),
                    Numbers.whole(model.kvHeads()),
                    Numbers.of(model.kvBytesPerToken() / 1024.0)));
            table.print(out);
        } else {
            printOne(out, chosen.get(0));
        }
        return 0;
    }

    private static void printOne(PrintWriter out, ModelSpec model) {
        out.println(model.name() + " (" + model.id() + ")");
        TextTable table = new TextTable("figure", ">value", "source");
        table.row("parameters", Numbers.whole(model.parameters()), model.source("parameters"));
        table.row("layers", Numbers.whole(model.layers()), model.source("layers"));
        table.row("hidden size", Numbers.whole(model.hiddenSize()), model.source("hiddenSize"));
        table.row("feed-forward size", Numbers.whole(model.intermediateSize()), model.source("intermediateSize"));
        table.row("query heads", Numbers.whole(model.attentionHeads()), model.source("attentionHeads"));
        table.row("KV heads", Numbers.whole(model.kvHeads()), model.source("kvHeads"));
        table.row("head size", Numbers.whole(model.headSize()), model.source("headSize"));
        table.row("vocabulary", Numbers.whole(model.vocabularySize()), model.source("vocabularySize"));
        table.row("longest context, tokens", Numbers.whole(model.maxContextTokens()), model.source("maxContextTokens"));
        table.row(
                "KV cache, bytes/token",
                Numbers.whole(model.kvBytesPerToken()),
                "2 x layers x KV heads x head size x bytes");
        table.print(out);
    }

    private static ObjectNode asJson(ModelSpec model) {
        ObjectNode node = Output.object()
                .put("id", model.id())
                .put("name", model.name())
                .put("parameters", model.parameters())
                .put("layers", model.layers())
                .put("hidden_size", model.hiddenSize())
                .put("intermediate_size", model.intermediateSize())
                .put("attention_heads", model.attentionHeads())
                .put("kv_heads", model.kvHeads())
                .put("head_size", model.headSize())
                .put("vocabulary_size", model.vocabularySize())
                .put("max_context_tokens", model.maxContextTokens())
                .put("kv_bytes_per_token", model.kvBytesPerToken());
        ObjectNode sources = node.putObject("sources");
        model.sources().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(source -> sources.put(source.getKey(), source.getValue()));
        return node;
    }
}
