package dev.tokenyard.app.session;

import dev.tokenyard.sim.metrics.RunMetrics;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * A figure by which policies are compared, as tables show it.
 *
 * @param id a short name without spaces, unique among the columns of a table, for instance {@code ttft-p99}
 * @param family what it belongs to, the heading above neighbouring columns, for instance {@code TTFT}
 * @param title its name within the family, for instance {@code p99}; empty where it is the only one
 * @param unit the unit of its values, empty for a count
 * @param better which values are better
 * @param isKey whether it belongs to the few that say most
 * @param value its value in {@code unit}; NaN where the run has none
 * @param help its definition, one or two sentences
 */
public record MetricColumn(
        String id,
        String family,
        String title,
        String unit,
        Better better,
        boolean isKey,
        ToDoubleFunction<RunMetrics> value,
        String help) {
    /** The id of the column that says how far a total latency may be from the least one. */
    static final String GAP_TO_BOUND = "gap-to-bound";

    /** The id of the column that counts how often models took turns. */
    static final String MODEL_SWAPS = "model-swaps";

    private static final Set<String> MECHANISMS = Set.of("swaps", MODEL_SWAPS, "prefix-hits");

    /** Which of two values of a column is better. */
    public enum Better {
        /** The smaller one. */
        LOWER("lower is better"),
        /** The larger one. */
        HIGHER("higher is better"),
        /** Neither: the figure describes, it does not judge. */
        NEITHER("descriptive");

        private final String label;

        Better(String label) {
            this.label = label;
        }

        /** The words for people. */
        public String label() {
            return label;
        }

        /** Whether {@code one} is better than {@code other}; a value is better than none. */
        public boolean prefers(double one, double other) {
            if (this == NEITHER || Double.isNaN(one)) {
                return false;
            }
            return Double.isNaN(other) || (this == LOWER ? one < other : one > other);
        }
    }

    /** The same column among those that say most. */
    MetricColumn asKey() {
        return new MetricColumn(id, family, title, unit, better, true, value, help);
    }

    /** Whether it counts what a mechanism did that few scenarios have: without the mechanism there is nothing to tell. */
    public boolean isOfMechanism() {
        return MECHANISMS.contains(id);
    }

    /** Whether its values are bounds from above, which are rounded up and never down. */
    public boolean isBound() {
        return id.equals(GAP_TO_BOUND);
    }

    /** Whether the values are shares in percent, whose differences are percentage points. */
    public boolean isShare() {
        return unit.equals("%");
    }

    /** Family and title, as in {@code TTFT p99}. */
    public String name() {
        return title.isEmpty() ? family : family + " " + title;
    }

    /** Family, title and unit, as in {@code TTFT p99 (s)}. */
    public String nameWithUnit() {
        return unit.isEmpty() ? name() : name() + " (" + unit + ")";
    }
}
