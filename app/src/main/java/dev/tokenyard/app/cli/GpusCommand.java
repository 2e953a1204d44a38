package dev.tokenyard.app.cli;

import dev.tokenyard.sim.catalog.CalibrationTable;
import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.GpuSpec.Efficiency;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

/** Lists the GPUs, or shows one with the source of each figure and the errors of its step times. */
@Command(name = "gpus", mixinStandardHelpOptions = true, description = "Lists the GPUs, or shows one with its sources.")
final class GpusCommand extends HardwareCommand<GpuSpec> {
    private static final double GIB = 1L << 30;
    private static final double MICROS = 1e6;

    @Override
    List<GpuSpec> all() {
        return catalog().gpus();
    }

    @Override
    GpuSpec find(String wanted) {
        return catalog().gpu(wanted);
    }

    @Override
    void printAll(PrintWriter out, List<GpuSpec> entries) {
        TextTable table = new TextTable(
                "gpu",
                "name",
                ">memory GiB",
                ">bandwidth GB/s",
                ">16-bit TFLOP/s",
                ">fp8 TFLOP/s",
                ">link GB/s",
                ">power W",
                ">$/h");
        entries.forEach(gpu -> table.row(
                gpu.id(),
                gpu.name(),
                Numbers.of(gpu.memoryBytes() / GIB),
                Numbers.of(gpu.memoryBandwidthBytesPerSecond() / 1e9),
                Numbers.of(gpu.peakFlopsPerSecond() / 1e12),
                statedOrDash(gpu.peakFp8FlopsPerSecond() / 1e12),
                Numbers.of(gpu.linkBytesPerSecond() / 1e9),
                statedOrDash(gpu.powerWatts()),
                statedOrDash(gpu.dollarsPerHour())));
        table.print(out);
    }

    @Override
    void printOne(PrintWriter out, GpuSpec gpu) {
        out.println(gpu.name() + " (" + gpu.id() + ")");
        Figures figures = new Figures(gpu);
        figures.row("memory", gpu.memoryBytes() / GIB, "GiB", "memoryBytes");
        figures.row(
                "memory bandwidth", gpu.memoryBandwidthBytesPerSecond() / 1e9, "GB/s", "memoryBandwidthBytesPerSecond");
        figures.row("16-bit throughput", gpu.peakFlopsPerSecond() / 1e12, "TFLOP/s", "peakFlopsPerSecond");
        figures.ifStated("fp8 throughput", gpu.peakFp8FlopsPerSecond() / 1e12, "TFLOP/s", "peakFp8FlopsPerSecond");
        figures.ifStated("int8 throughput", gpu.peakInt8OpsPerSecond() / 1e12, "TOP/s", "peakInt8OpsPerSecond");
        figures.row("link to peers", gpu.linkBytesPerSecond() / 1e9, "GB/s", "linkBytesPerSecond");
        figures.row("link to host", gpu.hostLinkBytesPerSecond() / 1e9, "GB/s", "hostLinkBytesPerSecond");
        figures.ifStated("power", gpu.powerWatts(), "W", "powerWatts");
        figures.ifStated("price", gpu.dollarsPerHour(), "$/h", "dollarsPerHour");
        printEfficiency(figures, "efficiency", gpu.efficiency());
        figures.table.print(out);
        printErrors(out, CalibrationTable.builtIn().ofGpu(gpu.id()));
    }

    private static void printEfficiency(Figures figures, String group, Efficiency reached) {
        figures.row("weights, of bandwidth", reached.weightBandwidthShare(), "", group + ".weightBandwidthShare");
        figures.row("products, of FLOP/s", reached.gemmFlopsShare(), "", group + ".gemmFlopsShare");
        figures.row("exposed, of the shorter", reached.exposedShare(), "", group + ".exposedShare");
        figures.row("KV, of bandwidth", reached.kvBandwidthShare(), "", group + ".kvBandwidthShare");
        figures.row(
                "decode attention, of FLOP/s",
                reached.decodeAttentionFlopsShare(),
                "",
                group + ".decodeAttentionFlopsShare");
        figures.row(
                "prefill attention, of FLOP/s",
                reached.prefillAttentionFlopsShare(),
                "",
                group + ".prefillAttentionFlopsShare");
        figures.row("all-reduce, of link", reached.linkBandwidthShare(), "", group + ".linkBandwidthShare");
        figures.row(
                "all-reduce latency",
                reached.allReduceLatencySeconds() * MICROS,
                "µs",
                group + ".allReduceLatencySeconds");
        figures.row("layer overhead", reached.layerOverheadSeconds() * MICROS, "µs", group + ".layerOverheadSeconds");
        figures.row("step overhead", reached.stepOverheadSeconds() * MICROS, "µs", group + ".stepOverheadSeconds");
    }

    @Override
    ObjectNode asJson(GpuSpec gpu) {
        ObjectNode node = Output.object()
                .put("id", gpu.id())
                .put("name", gpu.name())
                .put("memory_bytes", gpu.memoryBytes())
                .put("memory_bandwidth_bytes_per_s", gpu.memoryBandwidthBytesPerSecond())
                .put("peak_flops_per_s", gpu.peakFlopsPerSecond())
                .put("peak_fp8_flops_per_s", gpu.peakFp8FlopsPerSecond())
                .put("peak_int8_ops_per_s", gpu.peakInt8OpsPerSecond())
                .put("link_bytes_per_s", gpu.linkBytesPerSecond())
                .put("host_link_bytes_per_s", gpu.hostLinkBytesPerSecond())
                .put("power_w", gpu.powerWatts())
                .put("dollars_per_h", gpu.dollarsPerHour());
        putErrors(node, CalibrationTable.builtIn().ofGpu(gpu.id()));
        putSources(node, gpu.sources());
        return node;
    }

    private static String statedOrDash(double value) {
        return value > 0 ? Numbers.of(value) : "-";
    }

    /** Figures with their sources. */
    private static final class Figures {
        private final TextTable table = new TextTable("figure", ">value", "unit", "source");
        private final GpuSpec gpu;

        Figures(GpuSpec gpu) {
            this.gpu = gpu;
        }

        void row(String words, double value, String unit, String figure) {
            table.row(words, Numbers.of(value), unit, gpu.source(figure));
        }

        void ifStated(String words, double value, String unit, String figure) {
            if (value > 0) {
                row(words, value, unit, figure);
            }
        }
    }
}
