package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.ScenarioSpec.SourceKind;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.TraceLibrary;
import dev.tokenyard.sim.trace.ImportOptions;
import dev.tokenyard.sim.trace.format.ColumnMapping;
import dev.tokenyard.sim.workload.SampleTraces;
import java.nio.file.Files;
import java.nio.file.Path;

/** A trace as commands are given it. */
final class TraceArgument {
    private TraceArgument() {}

    /** The file of that name where there is one, or else the sample of that name. */
    static TraceSource source(String trace, String format, ImportOptions repair) {
        return source(trace, format, repair, ColumnMapping.NONE);
    }

    /** Likewise, as a table whose columns have a meaning of the user's choice. */
    static TraceSource source(String trace, String format, ImportOptions repair, ColumnMapping columns) {
        boolean known = SampleTraces.isSample(trace) || TraceLibrary.isSampleRecipe(trace);
        boolean sample = known && !Files.exists(Path.of(trace));
        return new TraceSource(sample ? SourceKind.SAMPLE : SourceKind.FILE, trace, format, repair, columns);
    }
}
