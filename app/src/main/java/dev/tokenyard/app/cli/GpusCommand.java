package dev.tokenyard.app.cli;

import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.catalog.UnknownEntryException;
import dev.tokenyard.sim.model.GpuSpec;
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

/** Lists the GPUs, or shows one with the source of each figure. */
@Command(name = "gpus", mixinStandardHelpOptions = true, description = "Lists the GPUs, or shows one with its sources.")
@SuppressWarnings("NullAway.Init")
final class GpusCommand implements Callable<Integer> {
    private static final double GIB = 1L << 30;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Show this GPU.")
    private @Nullable String id;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
        HardwareCatalog catalog = HardwareCatalog.builtIn();
        List<GpuSpec> chosen;
        try {
            chosen = id == null ? catalog.gpus() : List.of(catalog.gpu(id));
        } catch (UnknownEntryException unknown) {
            throw new CommandFailure(CommandFailure.BAD_INPUT, String.valueOf(unknown.getMessage()), unknown);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ArrayNode all = Output.array();
            chosen.forEach(gpu -> all.add(asJson(gpu)));
            Output.print(out, id == null ? all : all.get(0));
        } else if (id == null) {
            TextTable table =
                    new TextTable("gpu", "name", ">memory GiB", ">bandwidth GB/s", ">16-bit TFLOP/s", ">link GB/s");
            chosen.forEach(gpu -> table.row(
                    gpu.id(),
                    gpu.name(),
                    Numbers.of(gpu.memoryBytes() / GIB),
                    Numbers.of(gpu.memoryBandwidthBytesPerSecond() / 1e9),
                    Numbers.of(gpu.peakFlopsPerSecond() / 1e12),
                    Numbers.of(gpu.linkBytesPerSecond() / 1e9)));
            table.print(out);
        } else {
            printOne(out, chosen.get(0));
        }
        return 0;
    }

    private static void printOne(PrintWriter out, GpuSpec gpu) {
        out.println(gpu.name() + " (" + gpu.id() + ")");
        TextTable table = new TextTable("figure", ">value", "unit", "source");
        table.row("memory", Numbers.of(gpu.memoryBytes() / GIB), "GiB", gpu.source("memoryBytes"));
        table.row(
                "memory bandwidth",
                Numbers.of(gpu.memoryBandwidthBytesPerSecond() / 1e9),
                "GB/s",
                gpu.source("memoryBandwidthBytesPerSecond"));
        table.row(
                "16-bit throughput",
                Numbers.of(gpu.peakFlopsPerSecond() / 1e12),
                "TFLOP/s",
                gpu.source("peakFlopsPerSecond"));
        table.row(
                "link to peers", Numbers.of(gpu.linkBytesPerSecond() / 1e9), "GB/s", gpu.source("linkBytesPerSecond"));
        table.row(
                "link to host",
                Numbers.of(gpu.hostLinkBytesPerSecond() / 1e9),
                "GB/s",
                gpu.source("hostLinkBytesPerSecond"));
        table.row("efficiency", "", "", gpu.source("efficiency"));
        table.print(out);
    }

    private static ObjectNode asJson(GpuSpec gpu) {
        ObjectNode node = Output.object()
                .put("id", gpu.id())
                .put("name", gpu.name())
                .put("memory_bytes", gpu.memoryBytes())
                .put("memory_bandwidth_bytes_per_s", gpu.memoryBandwidthBytesPerSecond())
                .put("peak_flops_per_s", gpu.peakFlopsPerSecond())
                .put("link_bytes_per_s", gpu.linkBytesPerSecond())
                .put("host_link_bytes_per_s", gpu.hostLinkBytesPerSecond());
        ObjectNode sources = node.putObject("sources");
        gpu.sources().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(source -> sources.put(source.getKey(), source.getValue()));
        return node;
    }
}
