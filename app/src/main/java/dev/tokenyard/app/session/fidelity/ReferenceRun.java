package dev.tokenyard.app.session.fidelity;

import dev.tokenyard.sim.metrics.Distribution;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.table.NumberTable;
import dev.tokenyard.sim.table.TableException;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A run of another simulator: its configuration, its requests and what became of them.
 *
 * @param name the run, as its files are named
 * @param config how it was set up
 * @param trace its requests
 * @param ttft time to first token of all requests, in seconds
 * @param endToEnd end-to-end latency of all requests, in seconds
 * @param endTick when the last request was done
 * @param overloaded whether requests waited on average longer than they were served
 */
public record ReferenceRun(
        String name,
        ReferenceConfig config,
        Trace trace,
        Distribution ttft,
        Distribution endToEnd,
        long endTick,
        boolean overloaded) {
    static final double LATEST_SECOND = 8_000_000;
    static final String CONFIG = ".config.json";
    private static final String REQUESTS = ".requests.csv";
    private static final String BATCHES = ".batches.csv";
    private static final int MOST_TOKENS = 10_000_000;
    private static final long TICKS_PER_NANOSECOND = 1000;

    /**
     * Reads a run of a folder, without its steps.
     *
     * @throws TableException if a file is missing or damaged
     */
    static ReferenceRun read(Path folder, String name) {
        ReferenceConfig config = ReferenceConfig.read(folder.resolve(name + CONFIG));
        NumberTable table = NumberTable.read(
                packedOrPlain(folder, name + REQUESTS),
                "arrival_s",
                "prefill_tokens",
                "decode_tokens",
                "first_scheduled_s",
                "first_token_s",
                "completed_s");
        double[] arrival = table.numbers("arrival_s", 0, LATEST_SECOND);
        double[] scheduled = table.numbers("first_scheduled_s", 0, LATEST_SECOND);
        double[] firstToken = table.numbers("first_token_s", 0, LATEST_SECOND);
        double[] completed = table.numbers("completed_s", 0, LATEST_SECOND);
        int[] prompt = table.counts("prefill_tokens", 1, MOST_TOKENS);
        int[] output = table.counts("decode_tokens", 1, MOST_TOKENS);
        TraceBuilder trace = Trace.builder(name);
        double waited = 0;
        double served = 0;
        for (int r = 0; r < arrival.length; r++) {
            if (scheduled[r] < arrival[r] || firstToken[r] < scheduled[r] || completed[r] < firstToken[r]) {
                throw table.wrong(
                        r, "completed_s", "a time after first_token_s, after first_scheduled_s, after arrival_s");
            }
            trace.add(tick(arrival[r]), prompt[r], output[r]);
            waited += scheduled[r] - arrival[r];
            served += completed[r] - scheduled[r];
        }
        return new ReferenceRun(
                name,
                config,
                trace.build(),
                Distribution.of(differences(firstToken, arrival)),
                Distribution.of(differences(completed, arrival)),
                tick(Arrays.stream(completed).max().orElse(0)),
                waited > served);
    }

    /**
     * The steps of the run.
     *
     * @throws TableException if their file is missing or damaged, or ends at another moment than the requests do
     */
    ReferenceSteps steps(Path folder) {
        Path file = packedOrPlain(folder, name + BATCHES);
        ReferenceSteps steps = ReferenceSteps.read(file);
        if (steps.endTick() != endTick) {
            throw new TableException("The steps in " + file + " end at " + Ticks.toSeconds(steps.endTick())
                    + " s and the requests of the run at " + Ticks.toSeconds(endTick)
                    + " s; one of the two files is cut off, so get both of them whole.");
        }
        return steps;
    }

    private static Path packedOrPlain(Path folder, String file) {
        Path plain = folder.resolve(file);
        return Files.exists(plain) ? plain : folder.resolve(file + ".gz");
    }

    private static double[] differences(double[] later, double[] earlier) {
        double[] differences = later.clone();
        Arrays.setAll(differences, r -> later[r] - earlier[r]);
        return differences;
    }

    /** A moment in ticks, to the nanosecond; the files have microseconds. */
    static long tick(double seconds) {
        return Math.round(seconds * 1e9) * TICKS_PER_NANOSECOND;
    }
}
