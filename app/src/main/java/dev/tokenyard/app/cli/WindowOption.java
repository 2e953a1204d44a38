package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.time.Ticks;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The part of the time that figures are restricted to; see {@link Window} for what counts in it. */
@SuppressWarnings("NullAway.Init")
final class WindowOption {
    /** Within the range of the clock. */
    private static final double MOST_SECONDS = 9_000_000;

    @Option(
            names = "--from",
            paramLabel = "SECONDS",
            description =
                    "Figures only of the requests that arrive from then on and, for throughput, goodput, KV cache,"
                            + " batch, steps and evictions, of the time from then on; by default from 0.")
    private @Nullable Double from;

    @Option(
            names = "--to",
            paramLabel = "SECONDS",
            description =
                    "The same before then; by default to the end of the run. What happens at that moment itself no"
                            + " longer counts.")
    private @Nullable Double to;

    /** The part that was asked for, all of time if none was. */
    Window window() throws CommandFailure {
        return window(from == null ? 0 : from, to);
    }

    /**
     * The part of the time between two values of the options.
     *
     * @param first in seconds
     * @param to in seconds, null for no end
     */
    static Window window(double first, @Nullable Double to) throws CommandFailure {
        if (first == 0 && to == null) {
            return Window.WHOLE;
        }
        if (!(first >= 0 && first <= MOST_SECONDS)) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT, "Option --from is " + first + " s; give 0 to 9,000,000 seconds.");
        }
        if (to != null && !(to > first && to <= MOST_SECONDS)) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Option --to is " + to + " s and the range begins at " + first
                            + " s; give a later moment, up to 9,000,000 seconds.");
        }
        long fromTick = Ticks.fromSeconds(first);
        long toTick = to == null ? Ticks.NEVER : Ticks.fromSeconds(to);
        if (toTick - fromTick < Ticks.PER_MILLISECOND) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Option --to is " + to + " s and the range begins at " + first
                            + " s; give a moment at least 0.001 s later.");
        }
        return new Window(fromTick, toTick);
    }

    /** Seconds to six digits. */
    private static String plain(long ticks) {
        return new BigDecimal(Ticks.toSeconds(ticks))
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Refuses a part that begins when everything is over. */
    static void requireWithin(Window window, Comparison comparison) throws CommandFailure {
        if (window.fromTick() > 0 && window.fromTick() >= comparison.endTick()) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Option --from is " + plain(window.fromTick()) + " s, and the runs are over at "
                            + plain(comparison.endTick()) + " s; give an earlier moment.");
        }
    }
}
