package dev.tokenyard.app.session;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.Attainment;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.metrics.RunWarning;
import dev.tokenyard.sim.metrics.RunWarnings;
import dev.tokenyard.sim.metrics.Series;
import dev.tokenyard.sim.metrics.SeriesKind;
import dev.tokenyard.sim.metrics.StripSeries;
import dev.tokenyard.sim.metrics.TimeSeries;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.policy.PolicyCard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One policy's run in a comparison; what was worked out of it last is kept. Thread-safe. */
public final class Lane {
    /**
     * Where a fork comes from.
     *
     * @param parent the id on the card of the lane that it leaves
     * @param tick the moment, up to which both are the same
     */
    public record Origin(String parent, long tick) {}

    private final PolicyCard card;
    private final RunLog log;
    private final String note;
    private final @Nullable Origin origin;
    private @Nullable Attainment attainment;
    private final Memo memo = new Memo();

    private record OfStrips(long windowTicks, long fromTick, long toTick, int columns)
            implements Memo.Question<LaneStrips> {}

    private record OfSeries(SeriesKind kind, long fromTick, long toTick, int columns)
            implements Memo.Question<Series> {}

    private record OfMetrics(Window window) implements Memo.Question<RunMetrics> {}

    private record OfClass(int sloClass) implements Memo.Question<Attainment> {}

    private record OfWarnings(Window window) implements Memo.Question<List<RunWarning>> {}

    /**
     * A run.
     *
     * @param card the policy
     * @param log what happened
     * @param note how it stands among the others, a phrase to be said beside its name; empty for nothing
     * @param origin where it comes from, if it is a fork; null if it is not
     */
    public Lane(PolicyCard card, RunLog log, String note, @Nullable Origin origin) {
        this.card = card;
        this.log = log;
        this.note = note;
        this.origin = origin;
    }

    /** A run of which nothing more is known. */
    public Lane(PolicyCard card, RunLog log) {
        this(card, log, "", null);
    }

    /** The policy. */
    public PolicyCard card() {
        return card;
    }

    /** What happened. */
    public RunLog log() {
        return log;
    }

    /** How it stands among the others, a phrase to be said beside its name; empty for nothing. */
    public String note() {
        return note;
    }

    /** Where it comes from, if it is a fork; null if it is not. */
    public @Nullable Origin origin() {
        return origin;
    }

    /** The moment from which the run is its own: 0, or where it leaves its parent. Before, the two are the same. In ticks. */
    public long ownFromTick() {
        return origin == null ? 0 : origin.tick();
    }

    /** Whether its requests met their objectives, and when; worked out by whoever asks first. */
    public synchronized Attainment attainment() {
        if (attainment == null) {
            attainment = Attainment.of(log);
        }
        return attainment;
    }

    /** Its figures over a part of the time; not for the FX thread. */
    public RunMetrics metrics(Window window) {
        return memo.answer(new OfMetrics(window), () -> RunMetrics.of(log, window));
    }

    /** The same as {@link #attainment()} of the requests of one SLO class, by its number. */
    public Attainment attainmentOfClass(int sloClass) {
        return memo.answer(new OfClass(sloClass), () -> Attainment.ofClass(log, sloClass));
    }

    /** What a reader must know before believing figures of a part of the time. */
    public List<RunWarning> warnings(Window window) {
        return memo.answer(new OfWarnings(window), () -> RunWarnings.of(log, window));
    }

    /** How a quantity goes over a range of time; see {@link TimeSeries#of}. */
    public Series series(SeriesKind kind, long fromTick, long toTick, int columns) {
        return memo.answer(
                new OfSeries(kind, fromTick, toTick, columns),
                () -> TimeSeries.of(log, kind, fromTick, toTick, columns));
    }

    /**
     * What the timeline draws of it for a range of time.
     *
     * @param windowTicks the trailing window of the SLO attainment
     * @param fromTick start of the range, 0 or later
     * @param toTick end of the range, after the start
     * @param columns number of columns, at least 1
     */
    LaneStrips strips(long windowTicks, long fromTick, long toTick, int columns) {
        return memo.answer(
                new OfStrips(windowTicks, fromTick, toTick, columns),
                () -> new LaneStrips(
                        StripSeries.of(log, fromTick, toTick, columns),
                        attainment().series(windowTicks, fromTick, toTick, columns)));
    }

    /** The same run with another note. */
    Lane withNote(String newNote) {
        return new Lane(card, log, newNote, origin);
    }
}
