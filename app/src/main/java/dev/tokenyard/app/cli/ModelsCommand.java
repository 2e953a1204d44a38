package dev.tokenyard.app.cli;

import dev.tokenyard.sim.catalog.CalibrationTable;
import dev.tokenyard.sim.model.Experts;
import dev.tokenyard.sim.model.LatentAttention;
import dev.tokenyard.sim.model.ModelSpec;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

/** Lists the models, or shows one with the source of each figure. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists the models, or shows one with its sources.")
final class ModelsCommand extends HardwareCommand<ModelSpec> {
    private static final double GIB = 1L << 30;

    @Override
    List<ModelSpec> all() {
        return catalog().models();
    }

    @Override
    ModelSpec find(String wanted) {
        return catalog().model(wanted);
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
        table.row("gate", model.gatedFeedForward() ? "yes" : "no", model.source("gatedFeedForward"));
        model.experts().ifPresent(experts -> table.row("experts", words(experts), model.source("experts")));
        table.row("query heads", Numbers.whole(model.attentionHeads()), model.source("attentionHeads"));
        table.row("KV heads", Numbers.whole(model.kvHeads()), model.source("kvHeads"));
        table.row("head size", Numbers.whole(model.headSize()), model.source("headSize"));
        model.latentAttention()
                .ifPresent(latent -> table.row("latent attention", words(latent), model.source("latentAttention")));
        table.row("vocabulary", Numbers.whole(model.vocabularySize()), model.source("vocabularySize"));
        table.row("lm_head", model.tiedHead() ? "tied" : "own", model.source("tiedHead"));
        table.row("weights", model.weightFormat().label(), model.source("weightFormat"));
        table.row("KV values", model.kvFormat().label(), model.source("kvFormat"));
        table.row("longest context, tokens", Numbers.whole(model.maxContextTokens()), model.source("maxContextTokens"));
        table.row(
                "KV cache, bytes/token",
                Numbers.whole(model.kvBytesPerToken()),
                model.latentAttention().isPresent()
                        ? "layers x (KV rank + position) x bytes"
                        : "2 x layers x KV heads x head size x bytes");
        table.print(out);
        if (!model.note().isEmpty()) {
            out.println();
            out.println(model.note());
        }
        printErrors(out, CalibrationTable.builtIn().ofModel(model.id()));
    }

    private static String words(Experts experts) {
        return experts.perToken() + " of " + experts.count()
                + (experts.shared() > 0 ? " and " + experts.shared() + " shared" : "") + ", width "
                + Numbers.whole(experts.intermediateSize())
                + (experts.denseLayers() > 0 ? ", from layer " + (experts.denseLayers() + 1) : "");
    }

    private static String words(LatentAttention latent) {
        return "query rank " + Numbers.whole(latent.queryRank()) + ", KV rank " + latent.kvRank() + ", position "
                + latent.ropeSize() + ", value " + latent.valueSize();
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
                .put("gated_feed_forward", model.gatedFeedForward())
                .put("tied_head", model.tiedHead())
                .put("weight_format", model.weightFormat().label())
                .put("kv_format", model.kvFormat().label())
                .put("max_context_tokens", model.maxContextTokens())
                .put("kv_bytes_per_token", model.kvBytesPerToken());
        model.experts()
                .ifPresent(experts -> node.putObject("experts")
                        .put("count", experts.count())
                        .put("per_token", experts.perToken())
                        .put("shared", experts.shared())
                        .put("intermediate_size", experts.intermediateSize())
                        .put("dense_layers", experts.denseLayers()));
        model.latentAttention()
                .ifPresent(latent -> node.putObject("latent_attention")
                        .put("query_rank", latent.queryRank())
                        .put("kv_rank", latent.kvRank())
                        .put("rope_size", latent.ropeSize())
                        .put("value_size", latent.valueSize()));
        putErrors(node, CalibrationTable.builtIn().ofModel(model.id()));
        putSources(node, model.sources());
        return node;
    }
}
