package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the rows of one file: turns times into ticks, refuses those out of range, and keeps count.
 *
 * <p>Ticks count from the first usable row, or from 0 where the format's own times do. All accepted times lie within
 * {@link Ticks#MAX_ARRIVAL} of each other, so that the trace fits the clock wherever its earliest request is.
 */
final class RowCollector {
    private static final long MAX_SECONDS_APART = Ticks.MAX_ARRIVAL / Ticks.PER_SECOND;

    private final TraceBuilder trace;
    private final TraceFormat format;
    private final RowParser parser;
    private final ParsedRow row = new ParsedRow();
    private final List<RowProblem> problems = new ArrayList<>();
    private long originSecond;
    private long originTick;
    private long earliestTick;
    private long latestTick;
    private long refused;
    private long outOfOrder;

    RowCollector(TraceBuilder trace, TraceFormat format, RowParser parser) {
        this.trace = format.timesCountFromStart() ? trace : trace.startingAtEarliest();
        this.format = format;
        this.parser = parser;
    }

    /** Reads one row into the trace, or refuses it. */
    void read(TextLine line) {
        row.clearHashes();
        RowProblem problem = parser.parse(line, row);
        if (problem != null) {
            refuse(problem);
            return;
        }
        boolean first = trace.size() == 0;
        if (first && !format.timesCountFromStart()) {
            originSecond = row.second();
            originTick = row.tickOfSecond();
        }
        long seconds = row.second() - originSecond;
        // Whole seconds are compared before they become ticks, which would overflow for distant times.
        boolean near = Math.abs(seconds) <= MAX_SECONDS_APART + 1;
        long tick = near ? seconds * Ticks.PER_SECOND + row.tickOfSecond() - originTick : 0;
        if (!near || !fits(tick)) {
            refuse(new RowProblem(line.number(), format.timeColumn(), parser.timeText(line), expectedTime()));
            return;
        }
        if (tick < latestTick && !first) {
            outOfOrder++;
        }
        earliestTick = Math.min(earliestTick, tick);
        latestTick = first ? tick : Math.max(latestTick, tick);
        trace.add(tick, row.promptTokens(), row.outputTokens());
        row.names().forEach(trace::label);
        if (row.predictedTokens() > 0) {
            trace.predicted(row.predictedTokens());
        }
        if (row.hashCount() > 0) {
            trace.prefix(row.hashBlockTokens(), row.hashes(), row.hashCount());
        }
    }

    void refuse(RowProblem problem) {
        refused++;
        if (problems.size() < ImportReport.MAX_PROBLEMS) {
            problems.add(problem);
        }
    }

    ImportReport report() {
        return new ImportReport(format.id(), trace.size(), refused, outOfOrder, problems);
    }

    Trace build() {
        return trace.build();
    }

    private boolean fits(long tick) {
        if (format.timesCountFromStart()) {
            return tick >= 0 && tick <= Ticks.MAX_ARRIVAL;
        }
        return tick >= latestTick - Ticks.MAX_ARRIVAL && tick <= earliestTick + Ticks.MAX_ARRIVAL;
    }

    private String expectedTime() {
        return format.timesCountFromStart()
                ? "0 to 8,640,000 seconds (100 days) from the start of the trace"
                : "a time within 100 days of the rows above";
    }
}
