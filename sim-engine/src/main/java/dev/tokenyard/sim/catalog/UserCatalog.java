package dev.tokenyard.sim.catalog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * GPUs and models that a user describes, in the form of the catalogue's own files, so that a scenario can carry them with
 * it.
 *
 * @param json an object with a list {@code gpus}, a list {@code models} or both; empty for none
 */
public record UserCatalog(String json) {
    /** Nothing beside the catalogue. */
    public static final UserCatalog NONE = new UserCatalog("");

    private static final List<String> LISTS = List.of("gpus", "models");
    private static final String DEFAULT = "defaultEfficiency";
    private static final String EFFICIENCY = "efficiency";

    // Far above any description of hardware; it keeps a mistaken choice of a file from filling the memory.
    private static final long MOST_BYTES = 1 << 20;

    /**
     * Reads a file, or all files of a folder that end in {@code .json}, in the order of their names.
     *
     * @throws CatalogFileException if the path cannot be read, a file of it is malformed, or two of them have an id in
     *     common
     */
    public static UserCatalog read(Path path) {
        UserCatalog all = NONE;
        for (Path file : files(path)) {
            UserCatalog one = parse(file.toString(), content(file));
            all.ids().stream().filter(one.ids()::contains).findFirst().ifPresent(id -> {
                throw new CatalogFileException("In " + file + ", the id \"" + id
                        + "\" is taken by another file of the folder; give this one another id.");
            });
            all = all.plus(one);
        }
        return all;
    }

    /**
     * Reads and checks a text.
     *
     * @param source where it comes from, for messages
     * @throws CatalogFileException if it is malformed
     */
    public static UserCatalog parse(String source, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        CatalogFile.read(source, new ByteArrayInputStream(bytes), HardwareCatalog.defaultEfficiency());
        ObjectNode root = (ObjectNode) JsonMapper.shared().readTree(json);
        JsonNode fallback = root.get(DEFAULT);
        if (fallback != null) {
            // Entries of several files come together, and a default of one must not reach those of another.
            for (JsonNode gpu : root.path("gpus")) {
                ObjectNode efficiency = (ObjectNode) fallback.deepCopy();
                gpu.path(EFFICIENCY).properties().forEach(field -> efficiency.set(field.getKey(), field.getValue()));
                ((ObjectNode) gpu).set(EFFICIENCY, efficiency);
            }
            root.remove(DEFAULT);
        }
        return new UserCatalog(root.toString());
    }

    /** These entries and more; one with an id that is among these takes its place. */
    public UserCatalog plus(UserCatalog more) {
        if (isEmpty() || more.isEmpty()) {
            return isEmpty() ? more : this;
        }
        JsonNode mine = JsonMapper.shared().readTree(json);
        JsonNode others = JsonMapper.shared().readTree(more.json);
        ObjectNode root = JsonMapper.shared().createObjectNode();
        for (String list : LISTS) {
            ArrayNode entries = root.putArray(list);
            List<String> replaced = idsOf(others.path(list));
            for (JsonNode entry : mine.path(list)) {
                if (!replaced.contains(entry.path("id").asString())) {
                    entries.add(entry);
                }
            }
            others.path(list).forEach(entries::add);
        }
        return new UserCatalog(root.toString());
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return json.isEmpty();
    }

    private List<String> ids() {
        if (isEmpty()) {
            return List.of();
        }
        JsonNode root = JsonMapper.shared().readTree(json);
        return LISTS.stream().flatMap(list -> idsOf(root.path(list)).stream()).toList();
    }

    private static List<String> idsOf(JsonNode entries) {
        return entries.valueStream().map(entry -> entry.path("id").asString()).toList();
    }

    private static String content(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CatalogFileException(file + " has " + Files.size(file)
                        + " bytes, too many for a catalogue of GPUs and models; choose another file.");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * The files that {@link #read} reads.
     *
     * @throws CatalogFileException if the path is a folder that cannot be read or has none
     */
    public static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> files = entries.filter(
                            entry -> entry.getFileName().toString().endsWith(".json") && Files.isRegularFile(entry))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new CatalogFileException(
                        "The folder " + path + " holds no file that ends in .json; expected at least one.");
            }
            return files;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static CatalogFileException unreadable(Path path, IOException cause) {
        String reason = cause instanceof NoSuchFileException
                ? "there is no such file or folder"
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return new CatalogFileException(
                "The catalogue " + path + " cannot be read: " + reason + "; expected a JSON file or a folder of them.",
                cause);
    }
}
