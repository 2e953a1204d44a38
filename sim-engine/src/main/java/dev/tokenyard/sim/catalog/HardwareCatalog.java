package dev.tokenyard.sim.catalog;

import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.GpuSpec.Efficiency;
import dev.tokenyard.sim.model.ModelSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The GPUs and models that a scenario can name: those that come with the program, and a user's own. Immutable. */
public final class HardwareCatalog {
    private static final String GPUS = "gpus.json";
    private static final String MODELS = "models.json";

    private final Map<String, GpuSpec> gpus;
    private final Map<String, ModelSpec> models;
    private final Efficiency defaultEfficiency;

    private HardwareCatalog(Map<String, GpuSpec> gpus, Map<String, ModelSpec> models, Efficiency defaultEfficiency) {
        this.gpus = gpus;
        this.models = models;
        this.defaultEfficiency = defaultEfficiency;
    }

    /** What comes with the program. */
    public static HardwareCatalog builtIn() {
        CatalogFile gpuFile = readResource(GPUS, CatalogFile.NO_DEFAULT);
        CatalogFile modelFile = readResource(MODELS, gpuFile.defaultEfficiency());
        return new HardwareCatalog(gpuFile.gpus(), modelFile.models(), gpuFile.defaultEfficiency());
    }

    /**
     * This catalogue and a user's entries, read from a file or a folder.
     *
     * @param path a JSON file like the built-in ones, with a list {@code gpus}, a list {@code models} or both; or a
     *     folder, of which all files that end in {@code .json} are read in the order of their names
     * @throws CatalogFileException if the path cannot be read, a file of it is malformed or an id is taken
     */
    public HardwareCatalog with(Path path) {
        return with(UserCatalog.read(path), path.toString());
    }

    /**
     * This catalogue and a user's entries. Efficiency figures that a user's GPU leaves out are those of the A100.
     *
     * @param source where they come from, for messages
     * @throws CatalogFileException if an id is taken
     */
    public HardwareCatalog with(UserCatalog user, String source) {
        if (user.isEmpty()) {
            return this;
        }
        CatalogFile content = CatalogFile.read(
                source, new ByteArrayInputStream(user.json().getBytes(StandardCharsets.UTF_8)), defaultEfficiency);
        Map<String, GpuSpec> moreGpus = new LinkedHashMap<>(gpus);
        Map<String, ModelSpec> moreModels = new LinkedHashMap<>(models);
        content.gpus().forEach((id, gpu) -> addUnlessTaken("GPU", id, gpu, moreGpus, source));
        content.models().forEach((id, model) -> addUnlessTaken("model", id, model, moreModels, source));
        return new HardwareCatalog(moreGpus, moreModels, defaultEfficiency);
    }

    /** What fills the efficiency figures that a GPU leaves out. */
    static Efficiency defaultEfficiency() {
        return readResource(GPUS, CatalogFile.NO_DEFAULT).defaultEfficiency();
    }

    private static <T> void addUnlessTaken(String kind, String id, T entry, Map<String, T> entries, String source) {
        if (entries.putIfAbsent(id, entry) != null) {
            throw new CatalogFileException("In " + source + ", the " + kind + " id \"" + id
                    + "\" is taken by an entry of the catalogue; give this one another id.");
        }
    }

    /**
     * The GPU with a given id.
     *
     * @throws UnknownEntryException if there is none; its message lists the known ids and the nearest
     */
    public GpuSpec gpu(String id) {
        return find("GPU", id, gpus);
    }

    /**
     * The model with a given id.
     *
     * @throws UnknownEntryException if there is none; its message lists the known ids and the nearest
     */
    public ModelSpec model(String id) {
        return find("model", id, models);
    }

    /**
     * A GPU or model that comes with the program, as a catalogue file with this one entry.
     *
     * @return an indented JSON document
     * @throws UnknownEntryException if there is none of that id
     */
    public static String entryFile(String id) {
        List<String> known = new ArrayList<>();
        for (String name : List.of(GPUS, MODELS)) {
            String list = name.substring(0, name.indexOf('.'));
            for (JsonNode entry : JsonMapper.shared().readTree(resource(name)).path(list)) {
                known.add(entry.path("id").asString());
                if (entry.path("id").asString().equals(id)) {
                    ObjectNode file = JsonMapper.shared().createObjectNode();
                    file.putArray(list).add(entry);
                    return file.toPrettyString();
                }
            }
        }
        throw new UnknownEntryException("GPU or model", id, known);
    }

    /** All GPUs in the catalogue's order. */
    public List<GpuSpec> gpus() {
        return List.copyOf(gpus.values());
    }

    /** All models in the catalogue's order. */
    public List<ModelSpec> models() {
        return List.copyOf(models.values());
    }

    private static <T> T find(String kind, String id, Map<String, T> entries) {
        @Nullable T entry = entries.get(id);
        if (entry == null) {
            Collection<String> known = entries.keySet();
            throw new UnknownEntryException(kind, id, known);
        }
        return entry;
    }

    private static CatalogFile readResource(String name, Efficiency base) {
        return CatalogFile.read(name, new ByteArrayInputStream(resource(name)), base);
    }

    private static byte[] resource(String name) {
        try (InputStream in = HardwareCatalog.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The program's own catalogue " + name + " is missing; reinstall it.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
