package dev.tokenyard.app.bench;

import dev.tokenyard.app.session.BenchWorkload;
import dev.tokenyard.app.session.BenchWorkload.Load;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

/** Looking a moment of a recorded run up: what scrubbing and playing cost. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class SeekBenchmark {
    private static final int MOMENTS = 1024;

    @Param({"MODERATE", "OVERLOAD"})
    private Load load;

    @Param({"10000", "100000"})
    private int requests;

    private RunCursor cursor;
    private long[] moments;
    private int next;

    /** Records a run. */
    @Setup
    public void prepare() {
        BenchWorkload workload = new BenchWorkload();
        RunLog log = workload.of("fcfs", workload.trace(requests, load)).run(RunOptions.RECORDED);
        cursor = log.cursor();
        moments = new Random(1)
                .doubles(MOMENTS)
                .mapToLong(share -> (long) (share * log.endTick()))
                .toArray();
    }

    /** Jumps to a moment anywhere in the run. */
    @Benchmark
    public int seekAnywhere() {
        cursor.seek(moments[next++ & (MOMENTS - 1)]);
        return cursor.waitingCount();
    }

    /** Moves on by a 60th of a second of a run that plays in a minute. */
    @Benchmark
    public int playOn() {
        long step = cursor.log().endTick() / 3600;
        cursor.seek((cursor.tick() + step) % cursor.log().endTick());
        return cursor.waitingCount();
    }
}
