package dev.tokenyard.sim.export;

import dev.tokenyard.sim.log.Refusal;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.SloCheck;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What became of each request of a run as CSV, in arrival order. The id is the request's position in the trace and the
 * instance its number, both from 0. Times are seconds, exact to the picosecond (the TPOT rounded to it); a field is
 * empty where the thing did not happen or is not known.
 */
public final class RequestsCsv {
    /** The first line. */
    public static final String HEADER =
            "id,arrival_s,prompt_tokens,output_tokens,predicted_tokens,class,model,instance,"
                    + "first_scheduled_s,first_token_s,completed_s,ttft_s,tpot_s,e2e_s,preemptions,slo_met,refused,blocks_needed,blocks_there";

    /** What follows in the first line where figures are of a part of the time: whether a request counts in them. */
    public static final String IN_RANGE = ",in_range";

    private final RunLog log;
    private final Window window;
    private final Trace trace;
    private final RequestOutcomes outcomes;
    private final SloCheck check;
    private final StringBuilder line = new StringBuilder(200);

    private RequestsCsv(RunLog log, Window window) {
        this.log = log;
        this.window = window;
        trace = log.trace();
        outcomes = log.outcomes();
        check = new SloCheck(log);
    }

    /**
     * Writes a run's requests to a file, whole or not at all.
     *
     * @throws IOException with a sentence for people
     */
    public static void write(Path file, RunLog log) throws IOException {
        write(file, log, Window.WHOLE);
    }

    /**
     * The same; for a part of the time with a further column, which says whether a request arrived in it.
     *
     * @throws IOException with a sentence for people
     */
    public static void write(Path file, RunLog log, Window window) throws IOException {
        AtomicFiles.writeText(file, out -> write(out, log, window));
    }

    /** Writes the header and a line for each request, each ended by a line feed. */
    public static void write(Appendable out, RunLog log) throws IOException {
        write(out, log, Window.WHOLE);
    }

    private static void write(Appendable out, RunLog log, Window window) throws IOException {
        out.append(HEADER).append(window.isWhole() ? "" : IN_RANGE).append('\n');
        RequestsCsv csv = new RequestsCsv(log, window);
        for (int r = 0; r < log.trace().size(); r++) {
            out.append(csv.line(r));
        }
    }

    private CharSequence line(int r) {
        long arrival = trace.arrivalTick(r);
        long firstToken = outcomes.firstTokenTick(r);
        long completed = outcomes.completedTick(r);
        int instance = outcomes.instance(r);
        int predicted = outcomes.predictedTokens(r);
        line.setLength(0);
        line.append(r).append(',');
        moment(arrival).append(',');
        line.append(trace.promptTokens(r)).append(',');
        line.append(trace.outputTokens(r)).append(',');
        line.append(predicted > 0 ? Integer.toString(predicted) : "").append(',');
        line.append(CsvFields.text(log.sloClass(r).name())).append(',');
        line.append(instance >= 0 ? CsvFields.text(log.instances().get(instance).modelId()) : "")
                .append(',');
        line.append(instance >= 0 ? Integer.toString(instance) : "").append(',');
        moment(outcomes.firstScheduledTick(r)).append(',');
        moment(firstToken).append(',');
        moment(completed).append(',');
        since(arrival, firstToken).append(',');
        tpot(r).append(',');
        since(arrival, completed).append(',');
        line.append(outcomes.preemptions(r)).append(',');
        line.append(check.isMet(r)).append(',');
        refusal(Refusal.of(log, r));
        if (!window.isWhole()) {
            line.append(',').append(window.counts(log, r));
        }
        return line.append('\n');
    }

    private StringBuilder refusal(@Nullable Refusal refusal) {
        if (refusal == null) {
            return line.append(",,");
        }
        line.append(refusal.reason().id()).append(',');
        if (refusal.reason() == Refusal.Reason.NO_MODEL) {
            return line.append(',');
        }
        return line.append(refusal.neededBlocks()).append(',').append(refusal.totalBlocks());
    }

    private StringBuilder moment(long tick) {
        return since(0, tick);
    }

    private StringBuilder since(long from, long tick) {
        return tick == RequestOutcomes.NEVER ? line : seconds(tick - from);
    }

    private StringBuilder tpot(int r) {
        int gaps = trace.outputTokens(r) - 1;
        if (gaps == 0 || !outcomes.isCompleted(r)) {
            return line;
        }
        long ticks = outcomes.completedTick(r) - outcomes.firstTokenTick(r);
        return seconds(Math.floorDiv(ticks + gaps / 2, gaps));
    }

    /** Writes whole seconds and up to twelve decimals, without trailing zeros. */
    private StringBuilder seconds(long ticks) {
        line.append(ticks / Ticks.PER_SECOND);
        long rest = ticks % Ticks.PER_SECOND;
        if (rest == 0) {
            return line;
        }
        line.append('.');
        for (long unit = Ticks.PER_SECOND / 10; rest > 0; unit /= 10) {
            line.append((char) ('0' + rest / unit));
            rest %= unit;
        }
        return line;
    }
}
