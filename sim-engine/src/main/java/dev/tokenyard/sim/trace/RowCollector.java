package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.format.ParsedRow;
import dev.tokenyard.sim.trace.format.RowParser;
import dev.tokenyard.sim.trace.format.RowProblem;
import dev.tokenyard.sim.trace.format.RowReason;
import dev.tokenyard.sim.trace.format.RowSink;
import dev.tokenyard.sim.trace.format.TextLine;
import dev.tokenyard.sim.trace.format.TraceFormat;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import dev.tokenyard.sim.trace.format.TraceLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the rows of one file: turns times into ticks, refuses those out of range, repairs what the options say, and keeps
 * count of all of it.
 *
 * <p>Ticks count from a row in the middle of the file's beginning, so that a few bad times there do not decide, or from 0 where
 * the format's own times do. All accepted times lie within {@link Ticks#MAX_ARRIVAL} of that row and of each other, so that the
 * trace fits the clock wherever its earliest request is.
 */
final class RowCollector implements RowSink {
    private static final long MAX_SECONDS_APART = Ticks.MAX_ARRIVAL / Ticks.PER_SECOND;
    private static final int NOWHERE = -1;
    private static final int SHOWN_BEFORE = 12;
    private static final int FIRST_PICTURE = 0x2400;
    private static final Label[] LABELS = Label.values();

    private final TraceBuilder trace;
    private final TraceFormat format;
    private final RowParser parser;
    private final ImportOptions options;
    private final boolean timed;
    private final boolean fromStart;
    private final AssignedArrivals assigned;
    private final ParsedRow row = new ParsedRow();
    private final Findings refused = new Findings();
    private final Findings repaired = new Findings();
    private final List<RowProblem> problems = new ArrayList<>();
    /** Ticks count from here; null until the first usable row where the beginning of the file has none. */
    private HeadProbe.@Nullable Moment origin;

    private final int otherBlockTokens;
    private long lowestTick;
    private long highestTick;
    private long latestTick = Long.MIN_VALUE;
    private boolean full;
    private int recodedAt = NOWHERE;

    /**
     * Prepares for a file.
     *
     * @param timed whether its rows have times
     * @param head its first rows
     */
    RowCollector(
            TraceBuilder trace,
            TraceFormat format,
            RowParser parser,
            ImportOptions options,
            boolean timed,
            HeadProbe head) {
        fromStart = format.timesCountFromStart() || !timed;
        this.trace = fromStart ? trace : trace.startingAtEarliest();
        this.format = format;
        this.parser = parser;
        this.options = options;
        this.timed = timed;
        assigned = new AssignedArrivals(options.arrivals());
        origin = fromStart ? new HeadProbe.Moment(0, 0) : head.middle().orElse(null);
        otherBlockTokens = format.blockColumn().isEmpty() ? 0 : head.otherBlockTokens();
    }

    /** Reads one line into the trace, or refuses it. */
    void read(TextLine line) {
        parser.parse(line, this);
    }

    /** Likewise with a line that was not UTF-8 and is now; {@code position} is that of the first byte that was otherwise. */
    void readRecoded(TextLine line, int position) {
        recodedAt = position;
        parser.parse(line, this);
        recodedAt = NOWHERE;
    }

    /** Whether no more rows can be taken. */
    boolean isFull() {
        return full;
    }

    @Override
    public ParsedRow row() {
        return row;
    }

    @Override
    public void add(TextLine line) {
        boolean failed = row.outputTokens() == 0;
        if (failed && options.failed() == ImportOptions.FailedRows.DROP) {
            refuse(failure(line));
            return;
        }
        boolean misnumbered = row.hashCount() > 0 && !fitsThePrompt();
        if (misnumbered && options.blocks() == ImportOptions.BlockIds.REFUSE) {
            refuse(misnumbered(line));
            return;
        }
        if (trace.size() == TraceLimits.MAX_REQUESTS) {
            full = true;
            return;
        }
        long tick = timed ? recordedTick(line) : assigned.nextTick();
        if (tick < -Ticks.MAX_ARRIVAL) {
            return;
        }
        if (tick == Long.MAX_VALUE) {
            full = true;
            return;
        }
        int prompt = failed ? Math.max(1, row.promptTokens()) : row.promptTokens();
        trace.add(tick, prompt, Math.max(1, row.outputTokens()));
        if (failed) {
            repaired.add(failure(line));
        }
        for (Label label : LABELS) {
            String name = row.name(label);
            if (!name.isEmpty()) {
                trace.label(label, printable(label, name, line));
            }
        }
        if (row.predictedTokens() > 0) {
            trace.predicted(row.predictedTokens());
        }
        if (row.hashCount() > 0) {
            trace.prefix(blockTokens(), row.hashes(), row.hashCount());
        }
        if (recodedAt != NOWHERE) {
            if (repaired.wantsExample(RowReason.ENCODING)) {
                repaired.add(recoded(line));
            } else {
                repaired.count(RowReason.ENCODING, 1);
            }
        }
        if (misnumbered) {
            repaired.add(misnumbered(line));
        }
        RowProblem own = row.repair();
        if (own != null) {
            repaired.add(own);
        }
        row.clear();
    }

    /** A name with the Unicode pictures of its control characters in their place, which tell them apart as they do. */
    private String printable(Label label, String name, TextLine line) {
        if (TraceCsvWriter.isPrintable(name)) {
            return name;
        }
        StringBuilder pictured = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            if (!TraceCsvWriter.isPrintable(name.charAt(i))) {
                pictured.setCharAt(i, (char) (FIRST_PICTURE + name.charAt(i)));
            }
        }
        repaired.add(new RowProblem(
                RowReason.NAME,
                line.number(),
                label.word(),
                TextLine.shown(pictured.toString()),
                "a name without them"));
        return pictured.toString();
    }

    private int blockTokens() {
        return otherBlockTokens > 0 ? otherBlockTokens : row.hashBlockTokens();
    }

    /** Whether a prompt has as many ids of blocks as it has blocks; where only full ones have ids, not more. */
    private boolean fitsThePrompt() {
        int prompt = Math.max(1, row.promptTokens());
        return format.blockColumn().isEmpty()
                ? row.hashCount() <= prompt / blockTokens()
                : HeadProbe.isNumberOfBlocks(row.hashCount(), prompt, blockTokens());
    }

    private RowProblem misnumbered(TextLine line) {
        return new RowProblem(
                RowReason.BLOCKS,
                line.number(),
                format.blockColumn().isEmpty() ? "prefix blocks" : format.blockColumn(),
                row.hashCount() + " ids",
                "one for each " + blockTokens() + " of the " + row.promptTokens() + " prompt tokens");
    }

    private RowProblem recoded(TextLine line) {
        String value = line.shown(Math.max(line.start(), recodedAt - SHOWN_BEFORE), line.end());
        return new RowProblem(
                RowReason.ENCODING, line.number(), parser.placeOf(line, recodedAt), value, "text in UTF-8");
    }

    private RowProblem failure(TextLine line) {
        return new RowProblem(
                RowReason.FAILED,
                line.number(),
                format.outputColumn(),
                "0",
                "at least 1 token; it is a failed request");
    }

    /** The time of the row in ticks; {@link Long#MIN_VALUE} if the row was refused for it. */
    private long recordedTick(TextLine line) {
        HeadProbe.Moment from = origin;
        if (from == null) {
            from = new HeadProbe.Moment(row.second(), row.tickOfSecond());
            origin = from;
        }
        long seconds = row.second() - from.second();
        // Whole seconds are compared before they become ticks, which would overflow for distant times.
        boolean near = Math.abs(seconds) <= MAX_SECONDS_APART + 1;
        long tick = near ? seconds * Ticks.PER_SECOND + row.tickOfSecond() - from.tickOfSecond() : 0;
        if (!near || !fits(tick)) {
            refuse(new RowProblem(
                    RowReason.TIME_RANGE, line.number(), format.timeColumn(), parser.timeText(line), expectedTime()));
            return Long.MIN_VALUE;
        }
        if (tick < latestTick) {
            boolean sorts = options.order() == ImportOptions.RowOrder.SORT;
            if (sorts && !repaired.wantsExample(RowReason.ORDER)) {
                repaired.count(RowReason.ORDER, 1);
            } else {
                RowProblem early = new RowProblem(
                        RowReason.ORDER,
                        line.number(),
                        format.timeColumn(),
                        parser.timeText(line),
                        "a time not before those of the rows above");
                if (!sorts) {
                    refuse(early);
                    return Long.MIN_VALUE;
                }
                repaired.add(early);
            }
        }
        lowestTick = Math.min(lowestTick, tick);
        highestTick = Math.max(highestTick, tick);
        latestTick = Math.max(latestTick, tick);
        return tick;
    }

    @Override
    public void refuse(RowProblem problem) {
        refused.add(problem);
        if (problems.size() < ImportReport.MAX_PROBLEMS) {
            problems.add(problem);
        }
        row.clear();
    }

    /** The trace, of at least one request, and the report. */
    TraceImport build() throws TraceFormatException {
        if (trace.size() == 0) {
            return new TraceImport(trace.build(), report(0));
        }
        Trace built = trace.build();
        long step = timed ? TimeSteps.stepTicks(built) : 0;
        if (step > 0 && options.times() == ImportOptions.StepTimes.SPREAD) {
            long[] spread = TimeSteps.spread(built, step);
            long moved = 0;
            for (int r = 0; r < spread.length; r++) {
                moved += spread[r] != built.arrivalTick(r) ? 1 : 0;
            }
            repaired.count(RowReason.STEPS, moved);
            built = built.withArrivals(spread);
        }
        if (!timed) {
            repaired.count(RowReason.ARRIVALS, built.size());
        }
        return new TraceImport(built, report(Ticks.toSeconds(step)));
    }

    private ImportReport report(double stepSeconds) {
        return new ImportReport(
                format.id(), trace.size(), refused.list(), repaired.list(), problems, stepSeconds, notes());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(parser.notes());
        if (otherBlockTokens > 0) {
            notes.add("Each of the " + format.blockColumn() + " is taken to stand for " + otherBlockTokens
                    + " prompt tokens, as their numbers say, and not for as many as usual in " + format.id() + ".");
        }
        return notes;
    }

    private boolean fits(long tick) {
        if (fromStart) {
            return tick >= 0 && tick <= Ticks.MAX_ARRIVAL;
        }
        return tick >= highestTick - Ticks.MAX_ARRIVAL && tick <= lowestTick + Ticks.MAX_ARRIVAL;
    }

    private String expectedTime() {
        return fromStart
                ? "0 to 8,640,000 seconds (100 days) from the start of the trace"
                : "a time within 100 days of the other rows";
    }
}
