package dev.tokenyard.app.session.fidelity;

import dev.tokenyard.sim.table.NumberTable;
import java.nio.file.Path;

/** The steps of a run: when each began and ended, and what it processed. */
final class ReferenceSteps {
    private static final int MOST = 1 << 30;

    private final long[] startTick;
    private final long[] endTick;
    private final StepComposition[] composition;

    private ReferenceSteps(long[] startTick, long[] endTick, StepComposition[] composition) {
        this.startTick = startTick;
        this.endTick = endTick;
        this.composition = composition;
    }

    /**
     * Reads a run's steps.
     *
     * @throws dev.tokenyard.sim.table.TableException if the file is missing or damaged
     */
    static ReferenceSteps read(Path file) {
        NumberTable table = NumberTable.read(
                file,
                "start_s",
                "end_s",
                "num_prefill_seqs",
                "prefill_tokens",
                "prefill_past_context_tokens",
                "num_decode_seqs",
                "decode_context_tokens");
        double[] start = table.numbers("start_s", 0, ReferenceRun.LATEST_SECOND);
        double[] end = table.numbers("end_s", 0, ReferenceRun.LATEST_SECOND);
        int[] prefills = table.counts("num_prefill_seqs", 0, MOST);
        int[] prefillTokens = table.counts("prefill_tokens", 0, MOST);
        int[] past = table.counts("prefill_past_context_tokens", 0, MOST);
        int[] decodes = table.counts("num_decode_seqs", 0, MOST);
        int[] context = table.counts("decode_context_tokens", 0, MOST);
        long[] startTick = new long[table.rows()];
        long[] endTick = new long[table.rows()];
        StepComposition[] composition = new StepComposition[table.rows()];
        for (int s = 0; s < composition.length; s++) {
            startTick[s] = ReferenceRun.tick(start[s]);
            endTick[s] = ReferenceRun.tick(end[s]);
            if (endTick[s] <= startTick[s]) {
                throw table.wrong(s, "end_s", "a time after the start at " + start[s]);
            }
            composition[s] = new StepComposition(prefills[s], prefillTokens[s], past[s], decodes[s], context[s]);
        }
        return new ReferenceSteps(startTick, endTick, composition);
    }

    int size() {
        return composition.length;
    }

    /** When the last one ended. */
    long endTick() {
        return size() == 0 ? 0 : endTick[size() - 1];
    }

    long startTick(int s) {
        return startTick[s];
    }

    long ticks(int s) {
        return endTick[s] - startTick[s];
    }

    StepComposition composition(int s) {
        return composition[s];
    }
}
