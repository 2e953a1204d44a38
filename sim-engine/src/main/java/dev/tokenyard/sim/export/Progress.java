package dev.tokenyard.sim.export;

import java.util.concurrent.CancellationException;

/** Hears how far something long has come and says whether it shall go on. */
@FunctionalInterface
public interface Progress {
    /** Nobody listens, and nothing is cancelled. */
    Progress NONE = share -> true;

    /**
     * Told now and then.
     *
     * @param share how much is done, 0 to 1
     * @return whether to go on
     */
    boolean reached(double share);

    /**
     * Tells how much is done.
     *
     * @throws CancellationException if it shall not go on
     */
    default void report(double share) {
        if (!reached(share)) {
            throw new CancellationException("cancelled");
        }
    }

    /** The progress of a part that leads from one share of the whole to another. */
    default Progress part(double from, double to) {
        return share -> reached(from + (to - from) * share);
    }
}
