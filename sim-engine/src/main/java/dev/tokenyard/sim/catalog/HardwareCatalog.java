package dev.tokenyard.sim.catalog;

import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.GpuSpec.Efficiency;
import dev.tokenyard.sim.model.ModelSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
     * This catalogue and a user's entries. Efficiency figures that a user's GPU leaves out are filled with this
     * catalogue's defaults.
     *
     * @param path a JSON file like the built-in ones, with a list {@code gpus}, a list {@code models} or both; or a
     *     folder, of which all files that end in {@code .json} are read in the order of their names
     * @throws CatalogFileException if the path cannot be read, a file of it is malformed or an id is taken
     */
    public HardwareCatalog with(Path path) {
        Map<String, GpuSpec> moreGpus = new LinkedHashMap<>(gpus);
        Map<String, ModelSpec> moreModels = new LinkedHashMap<>(models);
        for (Path file : files(path)) {
            CatalogFile content = readFile(file);
            content.gpus().forEach((id, gpu) -> addUnlessTaken("GPU", id, gpu, moreGpus, file.toString()));
            content.models().forEach((id, model) -> addUnlessTaken("model", id, model, moreModels, file.toString()));
        }
        return new HardwareCatalog(moreGpus, moreModels, defaultEfficiency);
    }

    private static <T> void addUnlessTaken(String kind, String id, T entry, Map<String, T> entries, String file) {
        if (entries.putIfAbsent(id, entry) != null) {
            throw new CatalogFileException("In " + file + ", the " + kind + " id \"" + id
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
        try (InputStream in = HardwareCatalog.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The program's own catalogue " + name + " is missing; reinstall it.");
            }
            return CatalogFile.read(name, in, base);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CatalogFile readFile(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return CatalogFile.read(file.toString(), in, defaultEfficiency);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static List<Path> files(Path path) {
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
