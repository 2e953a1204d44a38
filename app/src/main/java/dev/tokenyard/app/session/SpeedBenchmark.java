package dev.tokenyard.app.session;

import com.sun.management.ThreadMXBean;
import dev.tokenyard.app.session.BenchWorkload.Load;
import dev.tokenyard.app.session.SpeedReport.Measurement;
import dev.tokenyard.app.session.SpeedReport.Timing;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Measures the simulator: one policy on one core with and without a recording, and a whole comparison on all cores. */
public final class SpeedBenchmark {
    private static final int WARM_UP_RUNS = 4;
    private static final int FEWEST_RUNS = 5;
    private static final int MOST_RUNS = 30;
    /** Short runs are repeated at least so long. */
    private static final double MEASURED_SECONDS = 1.5;

    private static final int WHAT_IF_REQUESTS = 10_000;
    private static final int WHAT_IF_WARM_UPS = 40;
    private static final int WHAT_IF_RUNS = 25;
    /** The policies that are measured. */
    public static final List<String> POLICIES = List.of("fcfs", "sjf", "ssjf", "edf", "mc-benchmark", "mc-sf");

    private static final String FIRST = POLICIES.get(0);
    private static final int[] SCALES = {10_000, 100_000, 1_000_000, 10_000_000};
    /** Recordings of more requests would not fit into the memory of a small machine. */
    private static final int LARGEST_RECORDED = 1_000_000;

    private static final int SINGLE_STEP_REQUESTS = 20_000;

    private final BenchWorkload workload = new BenchWorkload();
    private final WhatIf picture;
    private final Consumer<String> progress;

    /** Measures how long a change takes to be seen; the window's part of the benchmark. */
    @FunctionalInterface
    public interface WhatIf {
        /**
         * Moves the arrival-rate slider again and again.
         *
         * @param trace the requests
         * @param policyIds the policies that are compared
         * @return for each move, milliseconds from the change to the new picture; empty if it cannot be measured here
         */
        double[] millis(Trace trace, List<String> policyIds);

        /**
         * Measures how smoothly the window runs.
         *
         * @param requests requests in each lane
         * @param soakSeconds how long it plays on and on, to see whether memory grows
         * @param progress hears what is being measured
         */
        default WindowReport window(int requests, double soakSeconds, Consumer<String> progress) {
            throw new UnsupportedOperationException("There is no window here.");
        }
    }

    private SpeedBenchmark(WhatIf picture, Consumer<String> progress) {
        this.picture = picture;
        this.progress = progress;
    }

    /**
     * Measures. Takes some seconds for each hundred thousand requests.
     *
     * @param requests requests of the single runs
     * @param withScaling whether to run the first policy on up to ten million requests too
     * @param picture measures the window
     * @param progress told what is being measured
     */
    public static SpeedReport run(int requests, boolean withScaling, WhatIf picture, Consumer<String> progress) {
        return new SpeedBenchmark(picture, progress).run(requests, withScaling);
    }

    private SpeedReport run(int requests, boolean withScaling) {
        // First of all, while no other policy's code has spoilt the compiler's view of the hot calls.
        List<Measurement> scaling = withScaling ? scaling() : List.of();
        List<Measurement> measurements = new ArrayList<>();
        for (Load load : Load.values()) {
            Trace trace = workload.trace(requests, load);
            for (String policy : POLICIES) {
                measurements.add(measure(policy, load, trace, false));
                measurements.add(measure(policy, load, trace, true));
            }
        }
        Map<String, Timing> whatIfRuns = new LinkedHashMap<>();
        for (Load load : Load.values()) {
            whatIfRuns.put(load.label(), whatIfRunMillis(workload.trace(WHAT_IF_REQUESTS, load)));
        }
        progress.accept("measuring the window");
        double[] pictures = picture.millis(workload.trace(WHAT_IF_REQUESTS, Load.MODERATE), POLICIES);
        return new SpeedReport(
                machine(),
                measurements,
                scaling,
                WHAT_IF_REQUESTS,
                POLICIES.size(),
                whatIfRuns,
                pictures.length == 0 ? Double.NaN : timing(pictures).median(),
                ratios(measurements, workload.trace(requests, Load.MODERATE)));
    }

    private List<Measurement> scaling() {
        List<Measurement> scaling = new ArrayList<>();
        for (Load load : Load.values()) {
            for (int requests : SCALES) {
                Trace trace = workload.trace(requests, load);
                scaling.add(measure(FIRST, load, trace, false));
                if (requests <= LARGEST_RECORDED) {
                    scaling.add(measure(FIRST, load, trace, true));
                }
            }
        }
        return scaling;
    }

    /** The machine and the version of Java, in words. */
    public static String machine() {
        return String.format(
                Locale.ROOT,
                "%d processors%s, %s %s, Java %s",
                Runtime.getRuntime().availableProcessors(),
                processorName().map(name -> " (" + name + ")").orElse(""),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version());
    }

    /** What Linux calls the processor; elsewhere nothing is known of it. */
    private static Optional<String> processorName() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).trim());
        } catch (IOException | UncheckedIOException notLinux) {
            return Optional.empty();
        }
    }

    private Measurement measure(String policyId, Load load, Trace trace, boolean recorded) {
        progress.accept("measuring " + policyId + ", " + load.label() + ", " + trace.size() + " requests"
                + (recorded ? ", recorded" : ""));
        BenchWorkload.Case policy = workload.of(policyId, trace);
        RunOptions options = recorded ? RunOptions.RECORDED : RunOptions.OUTCOMES_ONLY;
        // Small runs take more of them until the compiler is done.
        int warmUps = Math.max(WARM_UP_RUNS, 400_000 / trace.size());
        for (int i = 0; i < warmUps; i++) {
            policy.run(options);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        resetPeaks();
        long bytesBefore = threads.getCurrentThreadAllocatedBytes();
        policy.run(options);
        long allocated = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
        Timing seconds = seconds(() -> policy.run(options));
        return new Measurement(
                policyId,
                load.label(),
                recorded,
                trace.size(),
                new Timing(trace.size() / seconds.median(), trace.size() / seconds.best()),
                (double) allocated / trace.size(),
                heapPeakBytes() / 1e6);
    }

    private static Timing seconds(Runnable work) {
        List<Double> seconds = new ArrayList<>();
        double sum = 0;
        while (seconds.size() < FEWEST_RUNS || (sum < MEASURED_SECONDS && seconds.size() < MOST_RUNS)) {
            long start = System.nanoTime();
            work.run();
            double taken = (System.nanoTime() - start) / 1e9;
            seconds.add(taken);
            sum += taken;
        }
        return timing(seconds.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Timing timing(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Timing(sorted[sorted.length / 2], sorted[0]);
    }

    private static void resetPeaks() {
        System.gc();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static double heapPeakBytes() {
        return heapPools().stream()
                .mapToDouble(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private Timing whatIfRunMillis(Trace trace) {
        progress.accept("measuring a whole comparison");
        List<BenchWorkload.Case> policies =
                POLICIES.stream().map(id -> workload.of(id, trace)).toList();
        double[] millis = new double[WHAT_IF_RUNS];
        try (ExecutorService cores =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (int i = -WHAT_IF_WARM_UPS; i < millis.length; i++) {
                long start = System.nanoTime();
                List<Future<RunLog>> pending = new ArrayList<>();
                for (BenchWorkload.Case policy : policies) {
                    pending.add(cores.submit(() -> policy.run(RunOptions.RECORDED)));
                }
                for (Future<RunLog> run : pending) {
                    run.get();
                }
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - start) / 1e6;
                }
            }
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
        return timing(millis);
    }

    private Map<String, Double> ratios(List<Measurement> measurements, Trace moderate) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        for (Load load : Load.values()) {
            ratios.put(
                    "with_log_over_without_" + load.label(),
                    speed(measurements, FIRST, load, true) / speed(measurements, FIRST, load, false));
            for (String policy : POLICIES.subList(1, POLICIES.size())) {
                ratios.put(
                        policy.replace('-', '_') + "_over_fcfs_" + load.label(),
                        speed(measurements, policy, load, false) / speed(measurements, FIRST, load, false));
            }
        }
        BenchWorkload.Case sample =
                workload.of(FIRST, moderate.firstRequests(Math.min(moderate.size(), SINGLE_STEP_REQUESTS)));
        ratios.put(
                "jumps_over_single_steps",
                seconds(() -> sample.run(RunOptions.SINGLE_STEP)).best()
                        / seconds(() -> sample.run(RunOptions.RECORDED)).best());
        ratios.put(
                "run_over_plain_pass",
                moderate.size() / speed(measurements, FIRST, Load.MODERATE, false) / plainPassSeconds(moderate));
        return ratios;
    }

    private static double speed(List<Measurement> all, String policy, Load load, boolean recorded) {
        return all.stream()
                .filter(m -> m.policyId().equals(policy) && m.load().equals(load.label()) && m.recorded() == recorded)
                .findFirst()
                .orElseThrow()
                .requestsPerSecond()
                .best();
    }

    /** A pass over the trace that only sorts the requests by length and sums: what touching the data costs at least. */
    private static double plainPassSeconds(Trace trace) {
        long[] checksum = new long[1];
        Timing seconds = seconds(() -> {
            long[] keys = new long[trace.size()];
            for (int r = 0; r < keys.length; r++) {
                keys[r] = ((long) trace.outputTokens(r) << 32) | r;
            }
            Arrays.sort(keys);
            for (long key : keys) {
                checksum[0] += trace.promptTokens((int) key);
            }
        });
        return checksum[0] == 0 ? Double.NaN : seconds.best();
    }
}
