package dev.tokenyard.app.session;

import dev.tokenyard.sim.catalog.JsonFault;
import dev.tokenyard.sim.export.AtomicFiles;
import dev.tokenyard.sim.workload.RequestStream;
import dev.tokenyard.sim.workload.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Recipes of synthetic workloads as JSON files, to be given in place of a trace. A recipe has no seed: whoever runs it
 * brings one, and each seed gives another trace of the same kind.
 */
public final class WorkloadFile {
    /** The format's id. */
    public static final String FORMAT = "workload";

    private static final String STREAMS = "streams";
    private static final String POOL = "servegen";
    private static final String FOLDER = "folder";
    private static final String DOCUMENT = "workload recipe";
    private static final Pattern SPOILT =
            Pattern.compile("\\s*\\{[^\\[{}]*\"(" + STREAMS + "\"\\s*:\\s*\\[|" + POOL + "\"\\s*:\\s*\\{)");
    private static final long MOST_BYTES = 1 << 24;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Traces may be large files of JSON, and are looked at for each run: once is enough until they change. */
    private static final Map<String, Look> LOOKED_AT = new ConcurrentHashMap<>();

    /** What a file looked like when it was so. */
    private record Look(FileStamp stamp, boolean recipe) {}

    private WorkloadFile() {}

    /**
     * Whether a file is a recipe by its looks: its name ends in .json, and it holds an object with streams or a pool of clients,
     * or would but for a slip, which its reading then names.
     */
    static boolean looksLikeOne(String location) {
        if (!location.toLowerCase(Locale.ROOT).endsWith(".json")) {
            return false;
        }
        try {
            Path file = Path.of(location);
            FileStamp now = FileStamp.of(file);
            return LOOKED_AT
                    .compute(
                            location,
                            (key, known) ->
                                    known != null && known.stamp().equals(now) ? known : new Look(now, looks(file)))
                    .recipe();
        } catch (InvalidPathException misspelt) {
            return false;
        }
    }

    private static boolean looks(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                return false;
            }
            String text = Files.readString(file);
            try {
                return isRecipe(JSON.readTree(text));
            } catch (JacksonException slip) {
                return SPOILT.matcher(text).lookingAt();
            }
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Whether a document is a recipe by its fields. */
    static boolean isRecipe(JsonNode json) {
        return json.has(STREAMS) || json.has(POOL);
    }

    /**
     * Reads a recipe.
     *
     * @param seed the seed of its random streams
     * @throws ScenarioException if it cannot be read or says something impossible; the message is for the user
     */
    public static WorkloadSpec read(Path file, long seed) throws ScenarioException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ScenarioException(file + " has " + Files.size(file)
                        + " bytes, too many for a workload recipe; choose another file.");
            }
            return fromJson(
                    JSON.readTree(Files.readString(file)),
                    seed,
                    file.toAbsolutePath().getParent());
        } catch (IOException unreadable) {
            throw new ScenarioException(
                    "The workload recipe " + file + " cannot be read; choose an existing text file.", unreadable);
        } catch (JacksonException notJson) {
            throw new ScenarioException(
                    "The workload recipe " + file + " is not JSON" + JsonFault.describe(notJson) + "; correct it.",
                    notJson);
        } catch (IllegalArgumentException outOfRange) {
            throw ScenarioException.passingOn(outOfRange);
        }
    }

    /** The files that a recipe reads beside itself, as far as it can be read: those of its pool of clients, and traces to replay. */
    static List<Path> filesOf(Path file) {
        try {
            JsonNode root = JSON.readTree(Files.readString(file));
            Path folder = file.toAbsolutePath().getParent();
            List<Path> files = new ArrayList<>();
            JsonNode clients = root.path(POOL).path(FOLDER);
            if (clients.isString() && folder != null) {
                files.addAll(ServeGenPool.filesOf(folder.resolve(clients.stringValue())));
            }
            for (JsonNode trace : root.findValues(ArrivalJson.TRACE)) {
                if (trace.isString() && folder != null) {
                    files.add(folder.resolve(trace.stringValue()));
                }
            }
            return files;
        } catch (IOException | JacksonException | InvalidPathException unreadable) {
            // Whoever reads it says what is wrong.
            return List.of();
        }
    }

    /** Reads the text of a recipe that names no files. */
    static WorkloadSpec parse(String text, long seed) throws ScenarioException {
        return fromJson(JSON.readTree(text), seed, null);
    }

    /**
     * Writes a recipe; its seed is left out.
     *
     * @throws IOException with a sentence for people
     */
    public static void write(Path file, WorkloadSpec recipe) throws IOException {
        String text = JSON.writeValueAsString(toJson(recipe));
        AtomicFiles.writeText(file, out -> out.append(text).append('\n'));
    }

    private static WorkloadSpec fromJson(JsonNode json, long seed, @Nullable Path folder) throws ScenarioException {
        JsonFields root =
                JsonFields.of(json, DOCUMENT).allowOnly(Set.of("name", "requests", "duration_s", STREAMS, POOL));
        double durationSeconds = root.number("duration_s", Double.POSITIVE_INFINITY);
        return new WorkloadSpec(
                root.line("name", "workload"),
                seed,
                root.wholeNumber("requests", WorkloadSpec.UNLIMITED),
                durationSeconds,
                root.has(POOL) ? pool(root, durationSeconds, folder) : streams(root, folder));
    }

    private static List<RequestStream> streams(JsonFields root, @Nullable Path folder) throws ScenarioException {
        List<RequestStream> streams = new ArrayList<>();
        for (int i = 0; i < root.list(STREAMS).size(); i++) {
            streams.add(StreamJson.read(root.element(STREAMS, i), folder));
        }
        return streams;
    }

    /** A pool of clients in place of streams. */
    private static List<RequestStream> pool(JsonFields root, double durationSeconds, @Nullable Path folder)
            throws ScenarioException {
        if (root.has(STREAMS)) {
            throw new ScenarioException(
                    "The workload recipe has streams and a pool of clients; leave one of them out.");
        }
        JsonFields pool = root.object(POOL).allowOnly(Set.of(FOLDER, "from_s", "rate_scale"));
        Path clients = folder == null ? Path.of(pool.text(FOLDER)) : folder.resolve(pool.text(FOLDER));
        double scale = pool.number("rate_scale", 1);
        List<RequestStream> streams = new ArrayList<>();
        for (RequestStream stream : ServeGenPool.streams(clients, pool.number("from_s", 0), durationSeconds)) {
            streams.add(stream.withArrivals(stream.arrivals().timesRate(scale)));
        }
        return streams;
    }

    private static ObjectNode toJson(WorkloadSpec recipe) {
        ObjectNode root = JSON.createObjectNode().put("name", recipe.name());
        if (recipe.maxRequests() != WorkloadSpec.UNLIMITED) {
            root.put("requests", recipe.maxRequests());
        }
        if (Double.isFinite(recipe.durationSeconds())) {
            root.put("duration_s", recipe.durationSeconds());
        }
        var streams = root.putArray(STREAMS);
        recipe.streams().forEach(stream -> StreamJson.write(stream, streams.addObject()));
        return root;
    }
}
