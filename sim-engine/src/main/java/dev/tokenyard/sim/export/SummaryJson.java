package dev.tokenyard.sim.export;

import dev.tokenyard.sim.log.Refusal;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.metrics.ClassMetrics;
import dev.tokenyard.sim.metrics.Quantiles;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.metrics.RunWarning;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.time.Ticks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The figures of runs as JSON, the content of {@code summary.json}. Times are seconds, token counts whole numbers; a
 * figure that is undefined or infinite is null.
 */
public final class SummaryJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double MOST_EXACT_WHOLE = 1e15;
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private SummaryJson() {}

    /** The whole document: the scenario as the caller describes it, and an object for each run. */
    public static ObjectNode document(JsonNode scenario, List<RunMetrics> runs) {
        ObjectNode document = NODES.objectNode();
        document.set("scenario", scenario);
        ArrayNode array = document.putArray("runs");
        runs.forEach(metrics -> array.add(run(metrics)));
        return document;
    }

    /**
     * Writes a document to a file, whole or not at all.
     *
     * @throws IOException with a sentence for people
     */
    public static void write(Path file, JsonNode document) throws IOException {
        String json = MAPPER.writeValueAsString(document);
        AtomicFiles.writeText(file, out -> out.append(json).append('\n'));
    }

    /** One run. */
    public static ObjectNode run(RunMetrics metrics) {
        ObjectNode run = NODES.objectNode();
        run.put("policy", metrics.policyId());
        run.put("seed", metrics.seed());
        if (!metrics.window().isWhole()) {
            run.set("range", range(metrics.window()));
        }
        run.put("requests", metrics.requests());
        run.put("completed", metrics.completed());
        run.put("unfinished", metrics.unfinished());
        run.put("refused", metrics.refused());
        run.putObject("refusals")
                .put(Refusal.Reason.NO_MODEL.id(), metrics.refusals().noModel())
                .put(Refusal.Reason.TOO_LARGE.id(), metrics.refusals().tooLarge())
                .put(Refusal.Reason.TOO_LARGE_THERE.id(), metrics.refusals().tooLargeThere());
        put(run, "makespan_s", metrics.makespanSeconds());
        run.set("ttft_s", quantiles(metrics.latencies().ttft()));
        run.set("tpot_s", quantiles(metrics.latencies().tpot()));
        run.set("e2e_s", quantiles(metrics.latencies().e2e()));
        run.set("queue_s", quantiles(metrics.latencies().queue()));
        ObjectNode throughput = run.putObject("throughput");
        put(throughput, "requests_per_s", metrics.throughput().requestsPerSecond());
        put(throughput, "output_tokens_per_s", metrics.throughput().outputTokensPerSecond());
        run.set("slo", slo(metrics.slo()));
        ObjectNode kv = run.putObject("kv");
        put(kv, "mean_share", metrics.kv().meanShare());
        put(kv, "peak_share", metrics.kv().peakShare());
        ObjectNode batch = run.putObject("batch");
        put(batch, "mean", metrics.batch().mean());
        batch.put("max", metrics.batch().max());
        run.put("steps", metrics.effort().steps());
        run.put("preemptions", metrics.effort().preemptions());
        run.put("recomputed_tokens", metrics.effort().recomputedTokens());
        run.put("swaps", metrics.effort().swaps());
        run.put("swapped_tokens", metrics.effort().swappedTokens());
        put(run, "prefix_hit_rate", metrics.effort().prefixHitRate());
        RunTotals.Loads loads = metrics.effort().loads();
        run.put("model_swaps", loads.count());
        if (!loads.equals(RunTotals.Loads.NONE)) {
            put(run, "model_loading_s", Ticks.toSeconds(loads.ticks()));
        }
        RunTotals.Moves moves = metrics.effort().moves();
        run.put("migrations", moves.migrations());
        if (!moves.equals(RunTotals.Moves.NONE)) {
            run.put("migrations_aborted", moves.abortedMigrations());
            run.put("handovers", moves.handovers());
            run.put("transferred_bytes", moves.transferredBytes());
            run.put("kv_links_busy_s", Ticks.toSeconds(moves.linkBusyTicks()));
        }
        put(run, "gap_to_bound", metrics.gapToBound());
        run.set("warnings", warnings(metrics));
        run.set("engine", engine(metrics.engine()));
        return run;
    }

    /** The part of the time that figures are of, {@code from_s} and {@code to_s} in seconds; no end is null. */
    public static ObjectNode range(Window window) {
        ObjectNode node = NODES.objectNode();
        put(node, "from_s", Ticks.toSeconds(window.fromTick()));
        put(node, "to_s", window.toTick() == Ticks.NEVER ? Double.NaN : Ticks.toSeconds(window.toTick()));
        return node;
    }

    private static ObjectNode engine(RunMetrics.Engine engine) {
        ObjectNode node = NODES.objectNode();
        node.put("batching", engine.batching().id());
        ObjectNode knobs = node.putObject("batching_knobs");
        engine.batching().knobs().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(knob -> knobs.set(knob.getKey(), numberOrName(knob.getValue())));
        node.put("router", engine.router());
        node.put("cost", engine.stepTime());
        return node;
    }

    private static JsonNode numberOrName(String value) {
        try {
            double number = Double.parseDouble(value);
            return number == Math.rint(number) && Math.abs(number) < MOST_EXACT_WHOLE
                    ? NODES.numberNode((long) number)
                    : NODES.numberNode(number);
        } catch (NumberFormatException name) {
            return NODES.stringNode(value);
        }
    }

    private static ArrayNode warnings(RunMetrics metrics) {
        ArrayNode array = NODES.arrayNode();
        for (RunWarning warning : metrics.warnings()) {
            ObjectNode node = array.addObject();
            node.put("kind", warning.kind().id());
            if (!metrics.window().isWhole()) {
                node.put("of_whole_run", warning.kind().isOfRun());
            }
            node.put("sentence", warning.sentence());
            ObjectNode figures = node.putObject("figures");
            warning.figures().forEach((name, value) -> put(figures, name, value));
        }
        return array;
    }

    private static ObjectNode slo(RunMetrics.Slo slo) {
        ObjectNode node = NODES.objectNode();
        put(node, "attainment", slo.attainment());
        put(node, "goodput_per_s", slo.goodputPerSecond());
        put(node, "fairness_jain", slo.fairness());
        ObjectNode byClass = node.putObject("by_class");
        for (ClassMetrics metrics : slo.byClass()) {
            ObjectNode one = byClass.putObject(metrics.name());
            one.put("requests", metrics.requests());
            put(one, "attainment", metrics.attainment());
            put(one, "goodput_per_s", metrics.goodputPerSecond());
        }
        return node;
    }

    private static ObjectNode quantiles(Quantiles quantiles) {
        ObjectNode node = NODES.objectNode();
        put(node, "mean", quantiles.mean());
        put(node, "p50", quantiles.p50());
        put(node, "p90", quantiles.p90());
        put(node, "p99", quantiles.p99());
        put(node, "max", quantiles.max());
        return node;
    }

    private static void put(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }
}
