package dev.tokenyard.app.cli;

import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.model.ModelSpec;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

/** Lists the models, or shows one with the source of each figure. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists the models, or shows one with its sources.")
final class ModelsCommand extends CatalogCommand<ModelSpec> {
    private static final double GIB = 1L << 30;

    @Override
    List<ModelSpec> all() {
        return HardwareCatalog.builtIn().models();
    }

    @Override
    ModelSpec find(String wanted) {
        return HardwareCatalog.builtIn().model(wanted);
    }

    @Override
    void printAll(PrintWriter out, List<ModelSpec> entries) {
        TextTable table = new TextTable(
                "model", "name", ">weights GiB", ">layers", ">hidden", ">heads", ">KV heads", ">KV KiB/token");
        entries.forEach(model -> table.row(
                model.id(),
                model.name(),
                Numbers.of(model.weightBytes() / GIB),
                Numbers.whole(model.layers()),
                Numbers.whole(model.hiddenSize()),
                Numbers.whole(model.attentionHeads()),
                Numbers.whole(model.kvHeads()),
                Numbers.of(model.kvBytesPerToken() / 1024.0)));
        table.print(out);
    }

    @Override
    void printOne(PrintWriter out, ModelSpec model) {
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

    @Override
    ObjectNode asJson(ModelSpec model) {
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
