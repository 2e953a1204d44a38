package dev.tokenyard.app.bench;

import dev.tokenyard.app.session.ReadingBenchmark;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a trace file on one core, by format. The counter {@code megabytes} is the figure to read: MB of text per second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgs = {"-Xms2g", "-Xmx2g"})
@SuppressWarnings("NullAway.Init")
public class ReadingSpeedBenchmark {
    @Param({
        "azure-2023",
        "azure-2024",
        "azure-multimodal",
        "burstgpt",
        "mooncake",
        "qwen-bailian",
        "servegen-offline",
        "aibrix",
        "vidur",
        "splitwise-sim",
        "tokenyard"
    })
    private String format;

    @Param("300000")
    private int requests;

    private Path file;
    private double fileMegabytes;

    /** Counts text and rows beside files. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Reading {
        /** Megabytes read in an iteration. */
        public double megabytes;

        /** Rows read in an iteration. */
        public long rows;
    }

    /** Writes the file. */
    @Setup
    public void prepare() throws IOException {
        file = ReadingBenchmark.write(
                ReadingBenchmark.trace(requests), format, Files.createTempFile("tokenyard", ".trace"));
        fileMegabytes = Files.size(file) / 1e6;
    }

    /** Removes the file. */
    @TearDown
    public void remove() throws IOException {
        Files.delete(file);
    }

    /** One file. */
    @Benchmark
    public Trace read(Reading reading) throws TraceFormatException {
        Trace trace = ReadingBenchmark.read(file);
        reading.megabytes += fileMegabytes;
        reading.rows += trace.size();
        return trace;
    }
}
