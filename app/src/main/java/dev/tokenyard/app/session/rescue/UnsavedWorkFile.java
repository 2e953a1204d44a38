package dev.tokenyard.app.session.rescue;

import dev.tokenyard.app.session.JsonFields;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioFile;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.sim.catalog.JsonFault;
import dev.tokenyard.sim.export.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is kept of a session as one JSON file, so that none of it is of another moment than the rest. */
final class UnsavedWorkFile {
    private static final String OWN = "own";
    private static final String FILE = "file";
    private static final String SAVED = "saved";
    private static final String MADE = "made_of_lessons";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private UnsavedWorkFile() {}

    /** Writes it, whole or not at all. */
    static void write(Path target, UnsavedWork work) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        ObjectNode root = JSON.createObjectNode();
        work.own().ifPresent(own -> root.set(OWN, ScenarioFile.toJson(own, folder)));
        work.file().ifPresent(file -> root.put(FILE, file.toAbsolutePath().toString()));
        root.put(SAVED, work.saved());
        ArrayNode made = root.putArray(MADE);
        work.made().forEach(scenario -> made.add(ScenarioFile.toJson(scenario, folder)));
        AtomicFiles.writeText(target, out -> out.append(JSON.writeValueAsString(root)));
    }

    /**
     * Reads it.
     *
     * @throws ScenarioException if it cannot be read or says something impossible; the message says why
     */
    static UnsavedWork read(Path source) throws ScenarioException {
        Path folder = source.toAbsolutePath().getParent();
        try {
            JsonNode json = JSON.readTree(Files.readString(source));
            JsonFields root = JsonFields.of(json, "session").allowOnly(Set.of(OWN, FILE, SAVED, MADE));
            Optional<ScenarioSpec> own = root.has(OWN)
                    ? Optional.of(ScenarioFile.fromJson(root.node(OWN), folder))
                    : Optional.<ScenarioSpec>empty();
            Optional<Path> file = root.has(FILE) ? Optional.of(Path.of(root.text(FILE))) : Optional.<Path>empty();
            List<ScenarioSpec> made = new ArrayList<>();
            for (JsonNode scenario : root.list(MADE)) {
                made.add(ScenarioFile.fromJson(scenario, folder));
            }
            return new UnsavedWork(own, file, root.flag(SAVED), made);
        } catch (JacksonException notJson) {
            throw new ScenarioException("it is not JSON (" + JsonFault.reason(notJson) + ").", notJson);
        } catch (IOException | InvalidPathException unreadable) {
            throw new ScenarioException("it is no text of this program's.", unreadable);
        }
    }
}
