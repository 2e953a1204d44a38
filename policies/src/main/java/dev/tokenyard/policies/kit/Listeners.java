package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.ForecastLog;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.ResidencyListener;

/**
 * Two that keep books on the same residents.
 *
 * @param first told first
 * @param second told then
 */
public record Listeners(ResidencyListener first, ResidencyListener second) implements ResidencyListener {
    @Override
    public void recordIn(ForecastLog log) {
        first.recordIn(log);
        second.recordIn(log);
    }

    @Override
    public void admitted(int request, InstanceView view) {
        first.admitted(request, view);
        second.admitted(request, view);
    }

    @Override
    public void left(int request, InstanceView view) {
        first.left(request, view);
        second.left(request, view);
    }
}
