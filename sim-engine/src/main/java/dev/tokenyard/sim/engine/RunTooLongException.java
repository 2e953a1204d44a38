package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.time.Ticks;
import java.util.Locale;

/** A run would go on beyond the range of the simulated clock. The message is for the user. */
public final class RunTooLongException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Made by the engine at the last moment before that. */
    RunTooLongException(String instance, long tick, int residents, int waiting) {
        super(String.format(
                Locale.ROOT,
                "The run goes on beyond the range of the clock (106 days): at %.1f s instance %s still has %d running and"
                        + " %d waiting requests; give fewer or shorter requests, or more instances.",
                Ticks.toSeconds(tick),
                instance,
                residents,
                waiting));
    }
}
