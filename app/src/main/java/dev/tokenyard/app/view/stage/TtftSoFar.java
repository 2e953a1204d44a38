package dev.tokenyard.app.view.stage;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.RunningTtft;
import dev.tokenyard.sim.metrics.Window;
import org.jspecify.annotations.Nullable;

/** Percentiles of the time to first token up to a moment: worked out for that moment alone until all moments are known. */
final class TtftSoFar {
    /** Of more requests all moments are worked out beforehand, since one alone would hold up a frame. */
    private static final int FEW = 20_000;

    private final RunLog log;
    private volatile @Nullable RunningTtft known;
    private Window window = Window.WHOLE;
    private long tick = -1;
    private double[] seconds = {};

    TtftSoFar(RunLog log) {
        this.log = log;
        known = log.trace().size() > FEW ? RunningTtft.of(log) : null;
    }

    /** Works out a moment, on whatever thread it is that hands it over to the FX thread. */
    void prepare(long now) {
        if (known == null) {
            at(now);
        }
    }

    /** Whether all moments are known. */
    boolean isComplete() {
        return known != null;
    }

    /** All moments are known now. */
    void set(RunningTtft all) {
        known = all;
    }

    /** Only requests that arrived in a range count from now on. */
    void restrictTo(Window range) {
        window = range;
        tick = -1;
    }

    double p50Seconds(long now) {
        return known != null && window.isWhole() ? known.p50Seconds(now) : at(now)[0];
    }

    double p99Seconds(long now) {
        return known != null && window.isWhole() ? known.p99Seconds(now) : at(now)[1];
    }

    private double[] at(long now) {
        if (now != tick) {
            tick = now;
            seconds = RunningTtft.at(log, now, window);
        }
        return seconds;
    }
}
