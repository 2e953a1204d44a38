package dev.tokenyard.sim.table;

import dev.tokenyard.sim.cost.StepTimeGrid;
import dev.tokenyard.sim.cost.StepTimeGrid.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Folders of measured step times: files {@code decode_NAME.csv}, {@code prefill_NAME.csv} and more for each configuration. */
public final class StepTimeGridFiles {
    private static final String DECODE = "decode_";
    private static final String PREFILL = "prefill_";
    private static final String MIXED = "mixed_";
    private static final String OPERATORS = "linear_ops_all";
    private static final List<String> ENDINGS = List.of(".csv", ".csv.gz");

    private static final int MOST_SEQUENCES = 1024;
    private static final int MOST_TOKENS = 1 << 18;
    private static final int MOST_POINTS = 10_000;
    private static final double MOST_MILLISECONDS = 1e7;

    private StepTimeGridFiles() {}

    /**
     * The configurations that a folder has a decode table of, in the order of their names.
     *
     * @throws TableException if the folder cannot be listed
     */
    public static List<String> namesIn(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(file -> file.startsWith(DECODE) && ENDINGS.stream().anyMatch(file::endsWith))
                    .map(file -> file.substring(DECODE.length(), file.indexOf(".csv", DECODE.length())))
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new TableException(
                    "The folder of step-time grids " + folder + " cannot be read; expected a folder with files "
                            + DECODE + "NAME.csv and " + PREFILL + "NAME.csv.",
                    unreadable);
        }
    }

    /**
     * The configuration of a folder that fits an instance: one named {@code MODEL_GPU_tpN} after them, or else the only
     * one that there is.
     *
     * @throws TableException if there is none
     */
    public static String nameFor(Path folder, String gpuId, String modelId, int tensorParallel) {
        List<String> names = namesIn(folder);
        return nameAfter(names, gpuId, modelId, tensorParallel)
                .or(() -> names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty())
                .orElseThrow(() -> new TableException("The folder " + folder + " has no step-time grid for " + modelId
                        + " on " + tensorParallel + " x " + gpuId + "; " + choice(names)));
    }

    /**
     * The configuration among some that is named {@code MODEL_GPU_tpN} after an instance. The publisher before a model's
     * name and the ending {@code -hf} after it do not count, nor do signs and case.
     */
    public static Optional<String> nameAfter(List<String> names, String gpu, String model, int tensorParallel) {
        return names.stream()
                .filter(name -> fits(name, gpu, model, tensorParallel))
                .findFirst();
    }

    /** Whether a configuration is named {@code MODEL_GPU_tpN} after an instance. */
    public static boolean fits(String name, String gpuId, String modelId, int tensorParallel) {
        String[] parts = name.split("_", -1);
        return parts.length == 3
                && bare(parts[0]).equals(bareModel(modelId))
                && bare(gpuId).startsWith(bare(parts[1]))
                && parts[2].equals("tp" + tensorParallel);
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static String choice(List<String> names) {
        return names.isEmpty()
                ? "it has no file " + DECODE + "NAME.csv at all."
                : "name one of " + String.join(", ", names) + ".";
    }

    /** The files that a folder's configurations are read from; none if it cannot be listed. */
    public static List<Path> filesOf(Path folder) {
        try {
            return namesIn(folder).stream()
                    .flatMap(name -> filesOf(folder, name).stream())
                    .distinct()
                    .toList();
        } catch (TableException unreadable) {
            // Whoever reads it says what is wrong.
            return List.of();
        }
    }

    /** The files that a configuration is read from, as far as they are there. */
    public static List<Path> filesOf(Path folder, String name) {
        return Stream.of(DECODE + name, PREFILL + name, MIXED + name, OPERATORS)
                .map(stem -> file(folder, stem))
                .filter(Files::exists)
                .toList();
    }

    /**
     * Reads a configuration from the files {@code decode_NAME.csv}, {@code prefill_NAME.csv} and, where they are there, {@code
     * mixed_NAME.csv} and {@code linear_ops_all.csv}, each plain or {@code .gz}.
     *
     * @throws TableException if a file is missing or damaged
     */
    public static StepTimeGrid read(Path folder, String name) {
        if (!namesIn(folder).contains(name)) {
            throw new TableException(
                    "The folder " + folder + " has no step-time grid '" + name + "'; " + choice(namesIn(folder)));
        }
        List<Point> other = new ArrayList<>();
        List<Point> otherInMixed = new ArrayList<>();
        List<Point> decode = new ArrayList<>();
        List<Point> prefill = new ArrayList<>();

        NumberTable table =
                NumberTable.read(file(folder, DECODE + name), "batch", "avg_context", "total_ms", "attn_ms");
        int[] size = table.counts("batch", 1, MOST_SEQUENCES);
        int[] context = table.counts("avg_context", 0, MOST_TOKENS);
        addPoints(table, size, context, size, List.of("attn_ms"), decode, other);

        table = NumberTable.read(file(folder, PREFILL + name), "chunk", "past_context", "total_ms", "attn_ms");
        size = table.counts("chunk", 1, MOST_TOKENS);
        context = table.counts("past_context", 0, MOST_TOKENS);
        addPoints(table, size, context, size, List.of("attn_ms"), prefill, other);

        Path mixed = file(folder, MIXED + name);
        if (Files.exists(mixed)) {
            List<String> attention = List.of("attn_decode_ms", "attn_prefill_ms");
            table = NumberTable.read(mixed, "chunk", "decode_batch", "total_ms", attention.get(0), attention.get(1));
            size = table.counts("chunk", 1, MOST_TOKENS);
            int[] decoding = table.counts("decode_batch", 0, MOST_SEQUENCES);
            int[] tokens = new int[table.rows()];
            for (int r = 0; r < tokens.length; r++) {
                tokens[r] = size[r] + decoding[r];
            }
            addPoints(table, tokens, new int[tokens.length], tokens, attention, new ArrayList<>(), otherInMixed);
        }
        return new StepTimeGrid(name, other, otherInMixed, operatorShape(folder, name), decode, prefill);
    }

    /** The measured operators of a configuration, found by the three parts of its name; empty if there are none. */
    private static List<Point> operatorShape(Path folder, String name) {
        Path file = file(folder, OPERATORS);
        String[] parts = name.split("_", -1);
        if (parts.length != 3 || !parts[2].startsWith("tp") || !Files.exists(file)) {
            return List.of();
        }
        NumberTable table = NumberTable.readWhere(
                file,
                Map.of(
                        "device", device -> bare(device).equals(bare(parts[1])),
                        "model", model -> bareModel(model).equals(bare(parts[0])),
                        "tp", degree -> degree.equals(parts[2].substring(2))),
                "num_tokens",
                "iter_ms_no_attention",
                "iter_ms_all_reduce");
        checkSize(table);
        int[] tokens = table.counts("num_tokens", 1, MOST_TOKENS);
        double[] operators = table.numbers("iter_ms_no_attention", 0, MOST_MILLISECONDS);
        double[] allReduce = table.numbers("iter_ms_all_reduce", 0, MOST_MILLISECONDS);
        List<Point> points = new ArrayList<>();
        for (int r = 0; r < tokens.length; r++) {
            points.add(new Point(tokens[r], 0, operators[r] + allReduce[r]));
        }
        return points;
    }

    /** A model's name without its publisher and without the ending that says which program's files they are. */
    private static String bareModel(String name) {
        return bare(name.substring(name.lastIndexOf('/') + 1).replaceAll("-hf$", ""));
    }

    private static Path file(Path folder, String stem) {
        for (String ending : ENDINGS) {
            if (Files.exists(folder.resolve(stem + ending))) {
                return folder.resolve(stem + ending);
            }
        }
        return folder.resolve(stem + ENDINGS.getFirst());
    }

    private static void checkSize(NumberTable table) {
        if (table.rows() > MOST_POINTS) {
            throw new TableException(String.format(
                    Locale.ROOT,
                    "%s has %,d points of the configuration; a step-time grid can have %,d.",
                    table.file(),
                    table.rows(),
                    MOST_POINTS));
        }
    }

    private static void addPoints(
            NumberTable table,
            int[] size,
            int[] context,
            int[] tokens,
            List<String> attentionColumns,
            List<Point> attentionPoints,
            List<Point> otherPoints) {
        checkSize(table);
        double[] total = table.numbers("total_ms", 0, MOST_MILLISECONDS);
        double[] attention = new double[total.length];
        for (String column : attentionColumns) {
            double[] part = table.numbers(column, 0, MOST_MILLISECONDS);
            for (int r = 0; r < part.length; r++) {
                attention[r] += part[r];
            }
        }
        for (int r = 0; r < total.length; r++) {
            if (attention[r] > total[r]) {
                throw table.wrong(r, "total_ms", "at least its attention of " + attention[r] + " ms");
            }
            attentionPoints.add(new Point(size[r], context[r], attention[r]));
            otherPoints.add(new Point(tokens[r], 0, total[r] - attention[r]));
        }
    }
}
