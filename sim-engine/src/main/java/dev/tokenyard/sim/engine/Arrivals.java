package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.time.Ticks;

/**
 * What comes from outside, in order of time: requests, and what is predicted of them. Every prediction takes equally long,
 * so predictions come in the order of their requests; at one tick arrivals come first.
 */
final class Arrivals {
    private final RequestTable requests;
    private final long predictionTicks;
    private int nextArrival;
    private int nextPrediction;

    Arrivals(RequestTable requests, long predictionTicks) {
        this.requests = requests;
        this.predictionTicks = predictionTicks;
    }

    /** When the next thing comes, {@link Ticks#NEVER} after the last. */
    long nextTick() {
        long arrival = arrivalTick();
        return predictionTicks == 0 ? arrival : Math.min(arrival, predictionTick());
    }

    /** Whether the next thing is a prediction, and not a request. */
    boolean isPrediction() {
        return predictionTicks > 0 && predictionTick() < arrivalTick();
    }

    /** The request that comes, or whose prediction does; the next one is then that behind it. */
    int take() {
        return isPrediction() ? nextPrediction++ : nextArrival++;
    }

    private long arrivalTick() {
        return nextArrival < requests.size() ? requests.arrivalTick(nextArrival) : Ticks.NEVER;
    }

    private long predictionTick() {
        // Nobody waits for the predictions of requests that were refused.
        while (nextPrediction < nextArrival && requests.instance[nextPrediction] == InstanceView.NONE) {
            nextPrediction++;
        }
        return nextPrediction < nextArrival
                ? Ticks.after(requests.arrivalTick(nextPrediction), predictionTicks)
                : Ticks.NEVER;
    }
}
