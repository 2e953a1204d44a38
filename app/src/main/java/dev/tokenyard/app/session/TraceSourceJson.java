package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.SourceKind;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.trace.ImportOptions;
import dev.tokenyard.sim.trace.format.ColumnMapping;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Where a scenario's requests come from, as its file says it. Repairs are written only where they are not the usual ones. */
final class TraceSourceJson {
    private static final String REPAIR = "repair";
    private static final String COLUMNS = "columns";

    private TraceSourceJson() {}

    /**
     * Writes a source.
     *
     * @param folder the folder of the scenario, to which paths below it are relative; null to leave paths as they are
     */
    static ObjectNode write(TraceSource trace, @Nullable Path folder) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("kind", trace.kind() == SourceKind.SAMPLE ? "sample" : "file")
                .put("location", location(trace, folder))
                .put("format", trace.format());
        if (!trace.repair().equals(ImportOptions.DEFAULT)) {
            ObjectNode repair = node.putObject(REPAIR);
            trace.repair().differences().forEach(repair::put);
        }
        if (!trace.columns().isNone()) {
            node.put(COLUMNS, trace.columns().text());
        }
        return node;
    }

    private static String location(TraceSource trace, @Nullable Path folder) {
        if (trace.kind() == SourceKind.SAMPLE || folder == null) {
            return trace.location();
        }
        Path absolute = Path.of(trace.location()).toAbsolutePath().normalize();
        Path base = folder.normalize();
        return absolute.startsWith(base) ? base.relativize(absolute).toString() : absolute.toString();
    }

    /** Reads a source. */
    static TraceSource read(JsonFields trace, @Nullable Path folder) throws ScenarioException {
        String kind = trace.text("kind", "file");
        String location = trace.text("location");
        String format = trace.text("format", "auto");
        ImportOptions repair = trace.has(REPAIR) ? repair(trace.object(REPAIR)) : ImportOptions.DEFAULT;
        ColumnMapping columns = trace.has(COLUMNS) ? columns(trace) : ColumnMapping.NONE;
        return switch (kind) {
            case "sample" -> new TraceSource(SourceKind.SAMPLE, location, format, repair, columns);
            case "file" ->
                new TraceSource(
                        SourceKind.FILE,
                        folder == null ? location : folder.resolve(location).toString(),
                        format,
                        repair,
                        columns);
            default -> throw trace.unknown("kind", "\"file\" or \"sample\"");
        };
    }

    private static ColumnMapping columns(JsonFields trace) throws ScenarioException {
        try {
            return ColumnMapping.parse(trace.text(COLUMNS));
        } catch (IllegalArgumentException malformed) {
            throw trace.refused(COLUMNS, malformed);
        }
    }

    private static ImportOptions repair(JsonFields fields) throws ScenarioException {
        fields.allowOnly(Set.of("failed", "order", "times", "arrivals"));
        ImportOptions options = ImportOptions.DEFAULT;
        for (String repair : Set.of("failed", "order", "times", "arrivals")) {
            if (fields.has(repair)) {
                try {
                    options = options.with(repair, fields.text(repair));
                } catch (IllegalArgumentException unknown) {
                    throw fields.refused(repair, unknown);
                }
            }
        }
        return options;
    }
}
