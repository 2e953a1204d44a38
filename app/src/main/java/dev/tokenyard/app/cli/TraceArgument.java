package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.ScenarioSpec.SourceKind;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.trace.SampleTraces;
import java.nio.file.Files;
import java.nio.file.Path;

/** A trace as commands are given it. */
final class TraceArgument {
    private TraceArgument() {}

    /** The file of that name where there is one, or else the sample of that name. */
    static TraceSource source(String trace, String format) {
        boolean sample = !Files.exists(Path.of(trace)) && SampleTraces.recipes().containsKey(trace);
        return new TraceSource(sample ? SourceKind.SAMPLE : SourceKind.FILE, trace, format);
    }
}
