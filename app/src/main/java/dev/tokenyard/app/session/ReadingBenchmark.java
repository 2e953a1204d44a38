package dev.tokenyard.app.session;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.ImportOptions;
import dev.tokenyard.sim.trace.PublishedWriter;
import dev.tokenyard.sim.trace.ReadProgress;
import dev.tokenyard.sim.trace.TraceReader;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.rng.UniformRandomProvider;

/** How fast traces are read, in each format, from generated files that are read again and again. One core does the work. */
public final class ReadingBenchmark {
    private static final int WARM_UPS = 4;
    private static final int RUNS = 5;
    private static final int BLOCK_TOKENS = 512;
    private static final double RATE_PER_SECOND = 20;
    private static final String GZIP = " (gzip)";

    private ReadingBenchmark() {}

    /**
     * What was measured of a format, in the fastest of some runs.
     *
     * @param formatId the format
     * @param bytes size of the text
     * @param rows rows read
     * @param seconds wall-clock seconds from opening the file to the finished trace
     */
    public record Measurement(String formatId, long bytes, int rows, double seconds) {
        /** Megabytes of text (10<sup>6</sup> bytes) in a second. */
        public double megabytesPerSecond() {
            return bytes / 1e6 / seconds;
        }

        /** Rows in a second. */
        public double rowsPerSecond() {
            return rows / seconds;
        }
    }

    /**
     * Measures every format, in a temporary folder that is emptied again.
     *
     * @param rows rows of each file
     * @throws IOException if no file can be written there
     */
    public static List<Measurement> run(int rows, Consumer<String> progress) throws IOException {
        Trace trace = trace(rows);
        List<Measurement> measurements = new ArrayList<>();
        Path folder = Files.createTempDirectory("tokenyard-bench");
        try {
            for (String format : PublishedWriter.formats()) {
                progress.accept("measuring the reading of " + format);
                Path file = write(trace, format, folder.resolve(format));
                measurements.add(measure(format, file, Files.size(file)));
                if (format.equals(PublishedWriter.formats().get(0))) {
                    Path packed = folder.resolve(format + ".gz");
                    try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
                        Files.copy(file, out);
                    }
                    measurements.add(measure(format + GZIP, packed, Files.size(file)));
                    Files.delete(packed);
                }
                Files.delete(file);
            }
        } catch (TraceFormatException unreadable) {
            throw new IllegalStateException(unreadable);
        } finally {
            try (var left = Files.newDirectoryStream(folder)) {
                for (Path file : left) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
        return measurements;
    }

    /** Writes a trace in a format. */
    public static Path write(Trace trace, String format, Path file) throws IOException {
        try (Writer out = new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8)) {
            PublishedWriter.write(trace, format, out);
        }
        return file;
    }

    /** Reads a file as the benchmark does. */
    public static Trace read(Path file) throws TraceFormatException {
        ImportOptions options = ImportOptions.DEFAULT.withArrivals(ImportOptions.Arrivals.AT_ONCE);
        return TraceReader.read(file, null, options, ReadProgress.NONE).trace();
    }

    private static Measurement measure(String format, Path file, long textBytes) throws TraceFormatException {
        double best = Double.POSITIVE_INFINITY;
        int rows = 0;
        for (int run = -WARM_UPS; run < RUNS; run++) {
            long start = System.nanoTime();
            rows = read(file).size();
            double seconds = (System.nanoTime() - start) / 1e9;
            best = run < 0 ? best : Math.min(best, seconds);
        }
        return new Measurement(format, textBytes, rows, best);
    }

    /**
     * Requests with conversations of a few turns, thousands of clients, and prompts of up to 16,000 tokens whose blocks are
     * shared within a conversation.
     */
    public static Trace trace(int rows) {
        UniformRandomProvider random = new RandomStreams(1).stream("reading");
        TraceBuilder trace = Trace.builder("bench");
        List<int[]> turns = new ArrayList<>();
        List<Integer> roots = new ArrayList<>();
        int nextBlock = 0;
        double seconds = 0;
        for (int r = 0; r < rows; r++) {
            seconds -= Math.log(1 - random.nextDouble()) / RATE_PER_SECOND;
            boolean opens = turns.size() < 100 || random.nextInt(3) == 0;
            int conversation = opens && turns.size() < 1000 ? turns.size() : random.nextInt(turns.size());
            int[] before = opens ? new int[0] : turns.get(conversation);
            int blocks = Math.min(32, before.length + 1 + random.nextInt(8));
            int[] path = Arrays.copyOf(before, blocks);
            for (int i = before.length; i < blocks; i++) {
                path[i] = nextBlock++;
            }
            if (conversation == turns.size()) {
                turns.add(path);
                roots.add(r);
            } else {
                turns.set(conversation, path);
                if (opens) {
                    roots.set(conversation, r);
                }
            }
            trace.add(
                    Math.round(seconds * 1e6) * Ticks.PER_MICROSECOND,
                    blocks * BLOCK_TOKENS,
                    1 + random.nextInt(1000),
                    random.nextInt(4) == 0 ? "API log" : "Conversation log");
            trace.label(Label.CLIENT, "client-" + random.nextInt(5000));
            trace.label(Label.SESSION, Integer.toString(roots.get(conversation)));
            trace.prefix(BLOCK_TOKENS, path, blocks);
        }
        return trace.build();
    }
}
