package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.LengthEstimate;

/**
 * A predicted output as an interval [l, u] around an estimate.
 *
 * @param estimate the estimate
 * @param lower l as a share of the estimate, 0 to 1
 * @param upper u as a multiple of the estimate, 1 or more
 */
public record Interval(LengthEstimate estimate, double lower, double upper) {
    /** The knob for {@code lower}. */
    public static final Knob LOWER =
            Knob.real("lower", "", 0, 1, 0.5, "Lower end of the predicted interval, as a share of the estimate.");

    /** The knob for {@code upper}. */
    public static final Knob UPPER =
            Knob.real("upper", "", 1, 100, 2, "Upper end of the predicted interval, as a multiple of the estimate.");

    /** The lower end l in tokens, at least 1. */
    public int lowest(int request) {
        return (int) Math.max(1, Math.floor(lower * estimate.outputTokens(request)));
    }

    /** The upper end u in tokens. */
    public int highest(int request) {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(upper * estimate.outputTokens(request)));
    }
}
