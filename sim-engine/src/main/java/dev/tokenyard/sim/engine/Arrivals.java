package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What comes from outside, in order of time: requests, and what is predicted of them. Every prediction takes equally long,
 * so predictions come in the order of their requests; at one tick arrivals come first. Where another policy with faster
 * predictions takes over, its first ones come no earlier than the last ones of the policy before.
 */
final class Arrivals {
    private final RequestTable requests;
    private final long predictionTicks;
    /** By request how long its prediction takes, in ticks; null while all take the same. */
    private long @Nullable [] ticksOf;

    private long lastPredictionTick;
    private int nextArrival;
    private int nextPrediction;

    Arrivals(RequestTable requests, long predictionTicks) {
        this.requests = requests;
        this.predictionTicks = predictionTicks;
    }

    /** When the next thing comes, {@link Ticks#NEVER} after the last. */
    long nextTick() {
        long arrival = arrivalTick();
        return neverPredicts() ? arrival : Math.min(arrival, predictionTick());
    }

    /** Whether the next thing is a prediction, and not a request. */
    boolean isPrediction() {
        return !neverPredicts() && predictionTick() < arrivalTick();
    }

    private boolean neverPredicts() {
        return predictionTicks == 0 && ticksOf == null;
    }

    /** How long the prediction of a request takes, in ticks. */
    long predictionTicks(int r) {
        return ticksOf == null ? predictionTicks : ticksOf[r];
    }

    /** For requests that have not arrived, predictions take another time. */
    void changePredictionTicks(long ticks) {
        if (ticksOf == null && ticks == predictionTicks) {
            return;
        }
        if (ticksOf == null) {
            ticksOf = new long[requests.size()];
            Arrays.fill(ticksOf, predictionTicks);
        }
        Arrays.fill(ticksOf, nextArrival, ticksOf.length, ticks);
    }

    /** The request that comes, or whose prediction does; the next one is then that behind it. */
    int take() {
        if (!isPrediction()) {
            return nextArrival++;
        }
        lastPredictionTick = predictionTick();
        return nextPrediction++;
    }

    private long arrivalTick() {
        return nextArrival < requests.size() ? requests.arrivalTick(nextArrival) : Ticks.NEVER;
    }

    private long predictionTick() {
        // Nobody waits for the predictions of requests that were refused, nor for those that took no time.
        while (nextPrediction < nextArrival
                && (requests.instance[nextPrediction] == InstanceView.NONE || predictionTicks(nextPrediction) == 0)) {
            nextPrediction++;
        }
        return nextPrediction < nextArrival
                ? Math.max(
                        lastPredictionTick,
                        Ticks.after(requests.arrivalTick(nextPrediction), predictionTicks(nextPrediction)))
                : Ticks.NEVER;
    }
}
