package dev.tokenyard.sim.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far the roofline's step times are from measured ones, for the GPUs and models for which whole steps were measured. A
 * test works the errors out anew and compares. Immutable.
 */
public final class CalibrationTable {
    private static final String FILE = "calibration.json";

    private final List<Entry> entries;

    private CalibrationTable(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Where the efficiencies come from that an entry's step times are worked out with. */
    public enum Efficiencies {
        /** The catalogue's for this GPU and model, which were fitted to the same measured steps. */
        FITTED("fitted to these steps"),
        /** The GPU's in general, from measurements of single operators that know nothing of these steps. */
        OPERATORS("from operator measurements only");

        private final String words;

        Efficiencies(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /**
     * Relative errors of the step time over the measured steps of one kind.
     *
     * @param meanPercent mean of their absolute values, per cent
     * @param maxPercent largest of their absolute values, per cent
     */
    public record Errors(double meanPercent, double maxPercent) {
        private String words(String kind) {
            return String.format(Locale.ROOT, "%s ±%.1f %% (max %.0f %%)", kind, meanPercent, maxPercent);
        }
    }

    /**
     * The errors of one GPU, model and tensor parallelism.
     *
     * @param gpu the GPU's id
     * @param model the model's id
     * @param tensorParallel GPUs that share the model
     * @param efficiencies where the efficiencies come from
     * @param against the measured steps
     * @param decode steps that only decode
     * @param prefill steps that only prefill
     * @param mixed steps that do both
     */
    public record Entry(
            String gpu,
            String model,
            int tensorParallel,
            Efficiencies efficiencies,
            String against,
            Errors decode,
            Errors prefill,
            Errors mixed) {}

    /** What comes with the program. */
    public static CalibrationTable builtIn() {
        try (InputStream in = CalibrationTable.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The program's own table " + FILE + " is missing; reinstall it.");
            }
            List<Entry> entries = new ArrayList<>();
            for (JsonNode row : JsonMapper.shared().readTree(in).get("entries")) {
                entries.add(new Entry(
                        row.get("gpu").asString(),
                        row.get("model").asString(),
                        row.get("tensorParallel").asInt(),
                        Efficiencies.valueOf(row.get("efficiencies").asString().toUpperCase(Locale.ROOT)),
                        row.get("against").asString(),
                        errors(row.get("decode")),
                        errors(row.get("prefill")),
                        errors(row.get("mixed"))));
            }
            return new CalibrationTable(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Errors errors(JsonNode node) {
        return new Errors(
                node.get("meanPercent").asDouble(), node.get("maxPercent").asDouble());
    }

    /** All entries. */
    public List<Entry> entries() {
        return entries;
    }

    /** Those of a GPU. */
    public List<Entry> ofGpu(String gpu) {
        return entries.stream().filter(entry -> entry.gpu().equals(gpu)).toList();
    }

    /** Those of a model. */
    public List<Entry> ofModel(String model) {
        return entries.stream().filter(entry -> entry.model().equals(model)).toList();
    }

    /** The errors of the step times that a simulation of this GPU and model uses; empty if they were not checked. */
    public Optional<Entry> find(String gpu, String model, int tensorParallel) {
        return entries.stream()
                .filter(entry -> entry.gpu().equals(gpu)
                        && entry.model().equals(model)
                        && entry.tensorParallel() == tensorParallel
                        && entry.efficiencies() == Efficiencies.FITTED)
                .findFirst();
    }

    /** A sentence for people on how true the roofline's step times are for a GPU and model. */
    public String sentence(String gpu, String model, int tensorParallel) {
        return find(gpu, model, tensorParallel)
                .map(entry -> "Step times: roofline, fitted to measured steps: "
                        + entry.decode().words("decode") + ", "
                        + entry.prefill().words("prefill") + ", "
                        + entry.mixed().words("mixed") + ".")
                .orElse("Step times: roofline, not checked against measurements for this GPU and model.");
    }
}
