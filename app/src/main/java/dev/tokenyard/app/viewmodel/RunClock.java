package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.RunWords;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.RunInfo;
import dev.tokenyard.sim.time.Ticks;
import java.util.Locale;

/** How moments, durations and memory of a run are told: in seconds and KV blocks, or in the theory mode rounds and tokens. */
public enum RunClock {
    /** Seconds, and blocks of a KV cache. */
    SECONDS,
    /** Rounds of one second, and blocks of one token. */
    ROUNDS;

    /** The clock of a run. */
    public static RunClock of(RunInfo info) {
        return RunWords.isTheory(info.batching()) ? ROUNDS : SECONDS;
    }

    /** The clock of a comparison. */
    public static RunClock of(Comparison comparison) {
        return comparison.scenario().cluster().isTheory() ? ROUNDS : SECONDS;
    }

    /** A moment: {@code 04:32.00}, or {@code round 12} from the beginning of that round on. */
    public String moment(long tick) {
        return this == SECONDS ? TimeText.clock(tick) : "round " + TimeText.count(TheoryMode.round(tick));
    }

    /** A moment as the last word of a sentence part that has named the unit: {@code 10:57.40}, or {@code 38}. */
    public String end(long tick) {
        return this == SECONDS ? TimeText.clock(tick) : TimeText.count(Math.ceilDiv(tick, Ticks.PER_SECOND));
    }

    /** A duration with its unit; a dash for NaN. */
    public String duration(double seconds) {
        if (this == SECONDS || Double.isNaN(seconds)) {
            return TimeText.duration(seconds);
        }
        String figure = figure(seconds);
        return figure + (figure.equals("1") ? " round" : " rounds");
    }

    /** Two durations side by side, each with its unit; rounds are named once. */
    public String pair(double one, double other) {
        return (this == SECONDS ? duration(one) : figure(one)) + ", " + duration(other);
    }

    /** A duration in ticks with its unit. */
    public String duration(long ticks) {
        return duration(Ticks.toSeconds(ticks));
    }

    /** A number of rounds without its unit: whole where it is, else with up to two decimals. */
    public static String figure(double rounds) {
        if (Double.isNaN(rounds)) {
            return TimeText.duration(rounds);
        }
        return rounds == Math.rint(rounds)
                ? TimeText.count((long) rounds)
                : String.format(Locale.ROOT, Math.abs(rounds) < 9.995 ? "%.2f" : "%,.1f", rounds);
    }

    /** What memory is counted in, for a number of it: {@code block} or {@code blocks}, {@code token} or {@code tokens}. */
    public String memory(long count) {
        return (this == SECONDS ? "block" : "token") + (count == 1 ? "" : "s");
    }

    /** The unit of a rate: {@code s} or {@code round}. */
    public String per() {
        return this == SECONDS ? "s" : "round";
    }
}
