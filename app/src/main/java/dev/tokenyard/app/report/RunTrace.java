package dev.tokenyard.app.report;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.sim.export.PerfettoTrace;
import dev.tokenyard.sim.export.PerfettoTrace.Run;
import dev.tokenyard.sim.export.PerfettoTrace.Stretch;
import dev.tokenyard.sim.export.Progress;
import dev.tokenyard.sim.metrics.Window;
import java.io.IOException;
import java.nio.file.Path;

/** The runs of a comparison as a trace for ui.perfetto.dev. */
public final class RunTrace {
    private RunTrace() {}

    /**
     * Writes the runs that were recorded, whole or not at all.
     *
     * @param window the part of the time that is written; slices are cut at its ends
     * @throws IOException with a sentence for people
     * @throws java.util.concurrent.CancellationException if the progress asked for it; no file is left
     */
    public static void write(Path file, Comparison comparison, Window window, Progress progress) throws IOException {
        PerfettoTrace.write(
                file,
                comparison.lanes().stream()
                        .filter(lane -> lane.log().isRecorded())
                        .map(lane -> new Run(lane.card().title(), lane.log()))
                        .toList(),
                new Stretch(window.fromTick(), window.toTick()),
                progress);
    }
}
