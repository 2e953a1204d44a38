package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.InstanceFigures;
import dev.tokenyard.app.session.InstanceReader;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.metrics.Window;
import org.jspecify.annotations.Nullable;

/**
 * What the inspector says of an instance.
 *
 * @param comparison where it belongs
 * @param lane the number of its lane
 * @param instance its number in the lane
 * @param window the range of time that attention is on
 * @param figures what the catalogue says of its GPU and model; null where they are not in it, as in the theory mode
 * @param reader looks up what it does at a moment, for the FX thread
 */
public record InstanceDetail(
        Comparison comparison,
        int lane,
        int instance,
        Window window,
        @Nullable InstanceFigures figures,
        InstanceReader reader)
        implements InspectorContent {
    /** The instance. */
    public InstanceInfo info() {
        return comparison.lanes().get(lane).log().instances().get(instance);
    }
}
