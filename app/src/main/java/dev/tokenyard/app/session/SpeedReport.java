package dev.tokenyard.app.session;

import java.util.List;
import java.util.Map;

/**
 * What {@link SpeedBenchmark} measured.
 *
 * @param machine processors and Java version
 * @param measurements one policy at a time
 * @param scaling the first policy at growing numbers of requests; empty unless asked for
 * @param whatIfRequests requests of the comparison
 * @param whatIfPolicies policies of the comparison
 * @param whatIfRunMillis by load: wall-clock milliseconds for all its recorded runs, on all cores
 * @param whatIfMillis milliseconds from a moved slider to the new picture of the window; NaN if not measured
 * @param ratios how the best times of cases relate
 */
public record SpeedReport(
        String machine,
        List<Measurement> measurements,
        List<Measurement> scaling,
        int whatIfRequests,
        int whatIfPolicies,
        Map<String, Timing> whatIfRunMillis,
        double whatIfMillis,
        Map<String, Double> ratios) {
    /** Copies the lists. */
    public SpeedReport {
        measurements = List.copyOf(measurements);
        scaling = List.copyOf(scaling);
    }

    /**
     * What repeated measurements of one thing gave. On a shared machine the best is what the program can do, and the median
     * what its neighbours left of it.
     *
     * @param median the middle one
     * @param best the fastest
     */
    public record Timing(double median, double best) {}

    /**
     * One measured case.
     *
     * @param policyId the policy
     * @param load the load's label
     * @param recorded whether with a full recording
     * @param requests requests simulated
     * @param requestsPerSecond simulated requests per second of wall-clock time on one core, over several runs
     * @param allocatedBytesPerRequest bytes that the run allocated, its result included
     * @param heapPeakMegabytes largest use of the heap during the runs, in 10<sup>6</sup> bytes; garbage of earlier runs
     *     counts
     */
    public record Measurement(
            String policyId,
            String load,
            boolean recorded,
            int requests,
            Timing requestsPerSecond,
            double allocatedBytesPerRequest,
            double heapPeakMegabytes) {}
}
