package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.LateRequest;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.util.List;

/**
 * What the inspector says of a lane.
 *
 * @param comparison where it belongs
 * @param lane its number
 * @param metrics the figures of its run
 * @param worst its latest requests, the latest first
 */
public record LaneDetail(Comparison comparison, int lane, RunMetrics metrics, List<LateRequest> worst)
        implements InspectorContent {
    /** Copies the list. */
    public LaneDetail {
        worst = List.copyOf(worst);
    }
}
