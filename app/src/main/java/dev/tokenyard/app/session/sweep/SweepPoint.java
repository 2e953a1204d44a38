package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.sim.metrics.ConfidenceInterval;
import dev.tokenyard.sim.metrics.Replications;

/**
 * The runs of a policy at a value of the knob.
 *
 * @param value the knob's value
 * @param planned whether it is one of the evenly spaced values, and not one that the search for the knee added
 * @param replications a run for each seed that was simulated so far
 */
public record SweepPoint(double value, boolean planned, Replications replications) {
    /** The mean of a figure over the seeds, with its 95 % interval (Student's t). */
    public ConfidenceInterval interval(MetricColumn figure) {
        return replications.interval(figure.value());
    }

    /** The mean of a figure over the seeds; NaN if no run has it. */
    public double mean(MetricColumn figure) {
        return interval(figure).mean();
    }

    /** Whether only some of the runs have a value of a figure. */
    public boolean isOfFewer(MetricColumn figure) {
        return replications.haveSomeOnly(figure.value());
    }

    /** Whether in any run a request arrived in the part of the time that the figures are of; if not, attainment has no value. */
    public boolean hasRequests() {
        return replications.runs().stream().anyMatch(run -> run.requests() > 0);
    }

    /** The share of requests that met their objectives, mean over the seeds in which there are any, 0 to 1. */
    public double attainment() {
        return replications.interval(run -> run.slo().attainment()).mean();
    }
}
