package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.RunRecorder;
import dev.tokenyard.sim.policy.ForecastLog;
import dev.tokenyard.sim.policy.InstanceView;

/** Writes what a policy foresees into the log, as events of the present moment. */
record ForecastEvents(RunRecorder recorder) implements ForecastLog {
    @Override
    public void plansWith(long tokens, InstanceView view) {
        add(InstanceView.NONE, tokens, 0, view);
    }

    @Override
    public void expects(int request, long heldTokens, long steps, InstanceView view) {
        add(request, heldTokens, steps, view);
    }

    private void add(int request, long tokens, long steps, InstanceView view) {
        // A request that comes over a link joins between two steps; the event that says so has just been written.
        long tick = Math.max(view.nowTick(), recorder.lastTick());
        recorder.event(
                tick,
                EventKind.FORESEEN,
                view.instance(),
                request,
                saturated(tokens),
                saturated(steps),
                saturated(view.decodableSteps()));
    }

    static int saturated(long value) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }
}
