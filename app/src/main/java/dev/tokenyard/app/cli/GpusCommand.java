package dev.tokenyard.app.cli;

import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.model.GpuSpec;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

/** Lists the GPUs, or shows one with the source of each figure. */
@Command(name = "gpus", mixinStandardHelpOptions = true, description = "Lists the GPUs, or shows one with its sources.")
final class GpusCommand extends CatalogCommand<GpuSpec> {
    private static final double GIB = 1L << 30;

    @Override
    List<GpuSpec> all() {
        return HardwareCatalog.builtIn().gpus();
    }

    @Override
    GpuSpec find(String wanted) {
        return HardwareCatalog.builtIn().gpu(wanted);
    }

    @Override
    void printAll(PrintWriter out, List<GpuSpec> entries) {
        TextTable table =
                new TextTable("gpu", "name", ">memory GiB", ">bandwidth GB/s", ">16-bit TFLOP/s", ">link GB/s");
        entries.forEach(gpu -> table.row(
                gpu.id(),
                gpu.name(),
                Numbers.of(gpu.memoryBytes() / GIB),
                Numbers.of(gpu.memoryBandwidthBytesPerSecond() / 1e9),
                Numbers.of(gpu.peakFlopsPerSecond() / 1e12),
                Numbers.of(gpu.linkBytesPerSecond() / 1e9)));
        table.print(out);
    }

    @Override
    void printOne(PrintWriter out, GpuSpec gpu) {
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

    @Override
    ObjectNode asJson(GpuSpec gpu) {
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
