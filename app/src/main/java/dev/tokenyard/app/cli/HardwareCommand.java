package dev.tokenyard.app.cli;

import dev.tokenyard.sim.catalog.CalibrationTable;
import dev.tokenyard.sim.catalog.CalibrationTable.Errors;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A command on the GPUs or models, the program's and the user's.
 *
 * @param <T> an entry
 */
@SuppressWarnings("NullAway.Init")
abstract class HardwareCommand<T> extends CatalogCommand<T> {
    @Mixin
    private CatalogOption catalogOption;

    @Option(
            names = "--entry",
            description = "Print the program's entry ID as a catalogue file, to begin one for --catalog from.")
    private boolean entry;

    private HardwareCatalog catalog = HardwareCatalog.builtIn();

    /** The program's and the user's entries. */
    final HardwareCatalog catalog() {
        return catalog;
    }

    @Override
    public Integer call() throws CommandFailure {
        catalog = catalogOption.catalog();
        if (entry) {
            try {
                out().println(HardwareCatalog.entryFile(id().orElse("")));
            } catch (IllegalArgumentException unknown) {
                throw CommandFailure.badInput(unknown);
            }
            return 0;
        }
        return super.call();
    }

    /** How far simulated step times are from measured ones. */
    static void printErrors(PrintWriter out, List<CalibrationTable.Entry> entries) {
        out.println();
        if (entries.isEmpty()) {
            out.println("Step times: roofline, not checked against measured steps.");
            return;
        }
        out.println("Step times: roofline against measured steps, mean (and largest) error in per cent:");
        TextTable table =
                new TextTable("gpu", "model", ">TP", "efficiencies", ">decode", ">prefill", ">mixed", "measured steps");
        entries.forEach(row -> table.row(
                row.gpu(),
                row.model(),
                Numbers.whole(row.tensorParallel()),
                row.efficiencies().words(),
                words(row.decode()),
                words(row.prefill()),
                words(row.mixed()),
                row.against()));
        table.print(out);
    }

    private static String words(Errors errors) {
        return errors.meanPercent() + " (" + errors.maxPercent() + ")";
    }

    /** The same for programs. */
    static void putErrors(ObjectNode node, List<CalibrationTable.Entry> entries) {
        ArrayNode rows = node.putArray("step_time_errors");
        entries.forEach(row -> {
            ObjectNode errors = rows.addObject()
                    .put("gpu", row.gpu())
                    .put("model", row.model())
                    .put("tensor_parallel", row.tensorParallel())
                    .put("efficiencies", row.efficiencies().words())
                    .put("against", row.against());
            putErrors(errors, "decode", row.decode());
            putErrors(errors, "prefill", row.prefill());
            putErrors(errors, "mixed", row.mixed());
        });
    }

    private static void putErrors(ObjectNode node, String kind, Errors errors) {
        node.putObject(kind).put("mean_percent", errors.meanPercent()).put("max_percent", errors.maxPercent());
    }

    /** The source of each figure. */
    static void putSources(ObjectNode node, Map<String, String> sources) {
        ObjectNode texts = node.putObject("sources");
        sources.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(source -> texts.put(source.getKey(), source.getValue()));
    }
}
