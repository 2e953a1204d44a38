package dev.tokenyard.app.bench;

import dev.tokenyard.app.session.BenchWorkload;
import dev.tokenyard.app.session.BenchWorkload.Load;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.Trace;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole runs on one core, by policy, load, size and recording. The counter {@code requests} is the figure to read:
 * simulated requests per second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgs = {"-Xms3g", "-Xmx3g"})
@SuppressWarnings("NullAway.Init")
public class SimulatorBenchmark {
    @Param({"fcfs", "sjf", "ssjf", "edf", "mc-benchmark", "mc-sf"})
    private String policy;

    @Param({"MODERATE", "OVERLOAD"})
    private Load load;

    @Param({"10000", "1000000"})
    private int requests;

    @Param({"false", "true"})
    private boolean log;

    private BenchWorkload.Case run;
    private RunOptions options;

    /** Counts simulated requests beside runs. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Simulated {
        /** Requests simulated in an iteration. */
        public long requests;
    }

    /** Makes the requests and predictions. */
    @Setup
    public void prepare() {
        BenchWorkload workload = new BenchWorkload();
        Trace trace = workload.trace(requests, load);
        run = workload.of(policy, trace);
        options = log ? RunOptions.RECORDED : RunOptions.OUTCOMES_ONLY;
    }

    /** One run. */
    @Benchmark
    public RunLog run(Simulated simulated) {
        simulated.requests += requests;
        return run.run(options);
    }
}
