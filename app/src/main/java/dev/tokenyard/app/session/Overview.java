package dev.tokenyard.app.session;

import dev.tokenyard.sim.metrics.Series;
import java.util.List;

/**
 * A whole run at a glance.
 *
 * @param comparison what was folded
 * @param arrivals requests per second by columns, over the whole run
 * @param violations for each lane, how many violations became facts in each of the overview's columns
 */
public record Overview(Comparison comparison, Series arrivals, List<int[]> violations) {
    /** Copies the list. */
    public Overview {
        violations = List.copyOf(violations);
    }
}
