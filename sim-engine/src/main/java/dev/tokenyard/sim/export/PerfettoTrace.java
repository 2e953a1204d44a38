package dev.tokenyard.sim.export;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/**
 * Recorded runs in the Trace Event Format of Chrome, which ui.perfetto.dev and chrome://tracing open (Duca and Sinclair,
 * Trace Event Format).
 *
 * <p>Each instance of each run is a process; its threads are the places of its batch, of its queue and of its host
 * memory, and a request's way is a slice for each phase, in the lowest place that is free, so that the slices of a thread never
 * overlap. Counters follow queue, batch and KV blocks; preemptions and violations are marks. Times are whole
 * microseconds of simulated time: the phases of a request add up to its latency in them. It is written as it is read,
 * with memory for the requests' whereabouts only.
 */
public final class PerfettoTrace {
    /**
     * A run and its name.
     *
     * @param title what its processes are called before their instances, for instance the policy
     * @param log what happened; must be recorded
     */
    public record Run(String title, RunLog log) {}

    /**
     * A stretch of time; slices are cut at its ends.
     *
     * @param fromTick its beginning, 0 or later
     * @param toTick its end, after its beginning
     */
    public record Stretch(long fromTick, long toTick) {
        /** All of a run. */
        public static final Stretch ALL = new Stretch(0, Ticks.NEVER);

        /** Checks the order. */
        public Stretch {
            if (fromTick < 0 || toTick <= fromTick) {
                throw new IllegalArgumentException(
                        "A stretch of time from %s s to %s s is empty; end it later than it begins."
                                .formatted(Ticks.toSeconds(fromTick), Ticks.toSeconds(toTick)));
            }
        }

        boolean overlaps(long from, long to) {
            return from <= toTick && to >= fromTick;
        }

        boolean contains(long tick) {
            return tick >= fromTick && tick <= toTick;
        }
    }

    private PerfettoTrace() {}

    /**
     * Writes runs to a file, whole or not at all.
     *
     * @throws IOException with a sentence for people
     * @throws java.util.concurrent.CancellationException if the progress asked for it; no file is left
     */
    public static void write(Path file, List<Run> runs, Stretch stretch, Progress progress) throws IOException {
        AtomicFiles.writeText(file, out -> write(out, runs, stretch, progress));
    }

    /**
     * Writes runs.
     *
     * @throws IllegalStateException if a run was not recorded
     */
    public static void write(Writer out, List<Run> runs, Stretch stretch, Progress progress) throws IOException {
        out.append("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[");
        TraceEvents events = new TraceEvents(out);
        int pid = 1;
        int tid = 1;
        for (int k = 0; k < runs.size(); k++) {
            RunTracks tracks = new RunTracks(runs.get(k), stretch, events, pid, tid);
            tracks.write(progress.part((double) k / runs.size(), (k + 1.0) / runs.size()));
            pid = tracks.nextPid();
            tid = tracks.nextTid();
        }
        out.append("\n]}\n");
    }
}
