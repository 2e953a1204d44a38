package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ForecastReader;
import dev.tokenyard.app.session.LateRequest;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the inspector says of a lane.
 *
 * @param comparison where it belongs
 * @param lane its number
 * @param metrics the figures of its run, or of the range of time that attention is on
 * @param worst its latest requests, the latest first, of those that arrived in that range
 * @param forecasts looks up the memory that its policy foresees, for the FX thread; null where it foresees none
 */
public record LaneDetail(
        Comparison comparison,
        int lane,
        RunMetrics metrics,
        List<LateRequest> worst,
        @Nullable ForecastReader forecasts)
        implements InspectorContent {
    /** Copies the list. */
    public LaneDetail {
        worst = List.copyOf(worst);
    }
}
