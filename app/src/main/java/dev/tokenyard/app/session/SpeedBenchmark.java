package dev.tokenyard.app.session;

import com.sun.management.ThreadMXBean;
import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.kit.predict.Predictors;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.PolicyFactory;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.ArrivalProcess;
import dev.tokenyard.sim.trace.LengthDistribution;
import dev.tokenyard.sim.trace.WorkloadGenerator;
import dev.tokenyard.sim.trace.WorkloadSpec;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Measures the simulator: one policy on one core with and without a recording, and a whole comparison on all cores. The
 * workload has about 1,136 prompt and 212 output tokens a request, for Llama-2-7B on an A100-80G with vLLM v1 batching;
 * moderate load is 70 % of what the instance completes when it is flooded, overload 150 %.
 */
public final class SpeedBenchmark {
    private static final int WARM_UP_RUNS = 4;
    private static final int MEASURED_RUNS = 5;
    private static final int WHAT_IF_REQUESTS = 10_000;
    private static final List<String> WHAT_IF_POLICIES = List.of("fcfs", "sjf", "ssjf", "mc-sf", "edf");
    private static final List<SloClass> CLASSES = List.of(SloClass.ttft("Interactive", 2));

    private final InstanceSetup instance;
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
    }

    private SpeedBenchmark(WhatIf picture, Consumer<String> progress) {
        this.picture = picture;
        this.progress = progress;
        try {
            instance = new ClusterBuilder(HardwareCatalog.builtIn())
                    .build(ScenarioDefaults.cluster("a100-80g", "llama-2-7b", 1, 1))
                    .get(0);
        } catch (ScenarioException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * One measured case; the median of several runs.
     *
     * @param policyId the policy
     * @param load {@code moderate} or {@code overload}
     * @param recorded whether with a full recording
     * @param requests requests simulated
     * @param requestsPerSecond simulated requests per second of wall-clock time on one core
     * @param allocatedBytesPerRequest bytes that the run allocated, its result included
     * @param heapPeakMegabytes largest use of the heap during the runs, in 10<sup>6</sup> bytes
     */
    public record Measurement(
            String policyId,
            String load,
            boolean recorded,
            int requests,
            double requestsPerSecond,
            double allocatedBytesPerRequest,
            double heapPeakMegabytes) {}

    /**
     * All cases.
     *
     * @param machine processors and Java version
     * @param measurements one policy at a time
     * @param whatIfRequests requests of the comparison
     * @param whatIfPolicies policies of the comparison
     * @param whatIfRunMillis wall-clock milliseconds for all its recorded runs and their figures, on all cores
     * @param whatIfMillis milliseconds from a moved slider to the new picture of the window; NaN if not measured
     * @param ratios how cases relate
     */
    public record Report(
            String machine,
            List<Measurement> measurements,
            int whatIfRequests,
            int whatIfPolicies,
            double whatIfRunMillis,
            double whatIfMillis,
            Map<String, Double> ratios) {}

    /**
     * Measures. Takes some seconds for each hundred thousand requests.
     *
     * @param requests requests of the single runs
     * @param picture measures the window
     * @param progress told what is being measured
     */
    public static Report run(int requests, WhatIf picture, Consumer<String> progress) {
        return new SpeedBenchmark(picture, progress).run(requests);
    }

    private Report run(int requests) {
        double capacity = floodedRequestsPerSecond();
        Trace moderate = workload(requests, 0.7 * capacity);
        Trace overload = workload(requests, 1.5 * capacity);
        List<Measurement> measurements = new ArrayList<>();
        for (String policy : WHAT_IF_POLICIES) {
            measurements.add(measure(policy, "moderate", moderate, false));
            measurements.add(measure(policy, "moderate", moderate, true));
            measurements.add(measure(policy, "overload", overload, false));
            measurements.add(measure(policy, "overload", overload, true));
        }
        Trace whatIf = workload(WHAT_IF_REQUESTS, 1.1 * capacity);
        double runs = whatIfRunMillis(whatIf);
        progress.accept("measuring the window");
        double[] pictures = picture.millis(whatIf, WHAT_IF_POLICIES);
        return new Report(
                machine(),
                measurements,
                WHAT_IF_REQUESTS,
                WHAT_IF_POLICIES.size(),
                runs,
                pictures.length == 0 ? Double.NaN : median(pictures),
                ratios(measurements, moderate));
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%d processors, %s %s, Java %s",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version());
    }

    private static Trace workload(int requests, double ratePerSecond) {
        WorkloadSpec spec = WorkloadSpec.ofRequests(
                requests,
                "bench",
                1,
                List.of(new WorkloadSpec.Stream(
                        "",
                        new ArrivalProcess.Poisson(ratePerSecond),
                        new LengthDistribution(700, 1.0, 1, 8192),
                        new LengthDistribution(130, 1.0, 1, 2048))));
        return WorkloadGenerator.generate(spec);
    }

    /** Requests that the instance completes per simulated second when all are there from the start. */
    private double floodedRequestsPerSecond() {
        Trace flood = workload(20_000, 1e6);
        RunLog log = simulate("fcfs", flood, RunOptions.OUTCOMES_ONLY);
        return flood.size() / Ticks.toSeconds(log.endTick());
    }

    private RunLog simulate(String policyId, Trace trace, RunOptions options) {
        PolicyFactory factory = PolicyCatalog.byId(policyId);
        String predictor = factory.card().defaultPredictor();
        int[] predicted =
                predictor.isEmpty() ? new int[0] : Predictors.of(predictor).predict(trace, new RandomStreams(1));
        SimulationInput input = new SimulationInput(
                trace,
                CLASSES,
                new int[trace.size()],
                List.of(instance),
                BatchingModes.DEFAULT,
                0,
                1,
                predictor,
                predicted);
        return Simulator.run(input, factory.create(Defaults.context(r -> predicted[r])), options);
    }

    private Measurement measure(String policyId, String load, Trace trace, boolean recorded) {
        progress.accept("measuring " + policyId + ", " + load + (recorded ? ", recorded" : ""));
        RunOptions options = recorded ? RunOptions.RECORDED : RunOptions.OUTCOMES_ONLY;
        for (int i = 0; i < WARM_UP_RUNS; i++) {
            simulate(policyId, trace, options);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        resetPeaks();
        double[] seconds = new double[MEASURED_RUNS];
        long allocated = 0;
        for (int i = 0; i < MEASURED_RUNS; i++) {
            long bytesBefore = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            simulate(policyId, trace, options);
            seconds[i] = (System.nanoTime() - start) / 1e9;
            allocated += threads.getCurrentThreadAllocatedBytes() - bytesBefore;
        }
        return new Measurement(
                policyId,
                load,
                recorded,
                trace.size(),
                trace.size() / median(seconds),
                (double) allocated / MEASURED_RUNS / trace.size(),
                heapPeakBytes() / 1e6);
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

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private double whatIfRunMillis(Trace trace) {
        progress.accept("measuring a whole comparison");
        double[] millis = new double[3 * MEASURED_RUNS];
        try (ExecutorService cores =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (int i = -2 * WARM_UP_RUNS; i < millis.length; i++) {
                long start = System.nanoTime();
                List<Future<RunMetrics>> pending = new ArrayList<>();
                for (String policy : WHAT_IF_POLICIES) {
                    pending.add(cores.submit(() -> RunMetrics.of(simulate(policy, trace, RunOptions.RECORDED))));
                }
                for (Future<RunMetrics> run : pending) {
                    run.get();
                }
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - start) / 1e6;
                }
            }
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
        return median(millis);
    }

    private Map<String, Double> ratios(List<Measurement> measurements, Trace moderate) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        Measurement bare = find(measurements, "fcfs", "moderate", false);
        Measurement recorded = find(measurements, "fcfs", "moderate", true);
        ratios.put("fcfs_without_log_over_with_log", bare.requestsPerSecond() / recorded.requestsPerSecond());
        for (String policy : WHAT_IF_POLICIES.subList(1, WHAT_IF_POLICIES.size())) {
            ratios.put(
                    policy.replace('-', '_') + "_over_fcfs_overload",
                    find(measurements, policy, "overload", false).requestsPerSecond()
                            / find(measurements, "fcfs", "overload", false).requestsPerSecond());
        }
        int fewer = Math.min(moderate.size(), 20_000);
        Trace sample = moderate.firstRequests(fewer);
        ratios.put(
                "jumps_over_single_steps",
                seconds(sample, RunOptions.SINGLE_STEP) / seconds(sample, RunOptions.RECORDED));
        ratios.put("run_over_plain_pass", moderate.size() / bare.requestsPerSecond() / plainPassSeconds(moderate));
        return ratios;
    }

    private static Measurement find(List<Measurement> all, String policy, String load, boolean recorded) {
        return all.stream()
                .filter(m -> m.policyId().equals(policy) && m.load().equals(load) && m.recorded() == recorded)
                .findFirst()
                .orElseThrow();
    }

    private double seconds(Trace trace, RunOptions options) {
        double[] seconds = new double[MEASURED_RUNS];
        for (int i = -1; i < MEASURED_RUNS; i++) {
            long start = System.nanoTime();
            simulate("fcfs", trace, options);
            if (i >= 0) {
                seconds[i] = (System.nanoTime() - start) / 1e9;
            }
        }
        return median(seconds);
    }

    /** A pass over the trace that only sorts the requests by length and sums: what touching the data costs at least. */
    private static double plainPassSeconds(Trace trace) {
        double[] seconds = new double[MEASURED_RUNS];
        long checksum = 0;
        for (int i = 0; i < MEASURED_RUNS; i++) {
            long start = System.nanoTime();
            long[] keys = new long[trace.size()];
            for (int r = 0; r < keys.length; r++) {
                keys[r] = ((long) trace.outputTokens(r) << 32) | r;
            }
            Arrays.sort(keys);
            for (long key : keys) {
                checksum += trace.promptTokens((int) key);
            }
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        return checksum == 0 ? Double.NaN : median(seconds);
    }
}
