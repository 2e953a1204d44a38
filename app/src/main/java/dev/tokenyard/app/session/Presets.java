package dev.tokenyard.app.session;

import dev.tokenyard.sim.trace.TraceCsvWriter;
import dev.tokenyard.sim.workload.WorkloadGenerator;
import dev.tokenyard.sim.workload.WorkloadSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recipes that were fitted to published traces, to draw requests like theirs without the data. They lie beside the sample traces,
 * and {@code tokenyard presets} names them.
 */
public final class Presets {
    /** The seed of the sample traces. */
    public static final long SAMPLE_SEED = 7;

    private static final String FOLDER = "/dev/tokenyard/samples/";

    private static final List<Preset> ALL = List.of(
            new Preset(
                    "azure-2023-conversation.json",
                    "conversations of a production service",
                    "Azure LLM inference trace 2023, conversations (Patel et al., Splitwise, ISCA 2024)",
                    "its first 40 minutes, 14,176 requests"),
            new Preset(
                    "azure-2023-code.json",
                    "code completion of a production service: bursts of long prompts with short outputs",
                    "Azure LLM inference trace 2023, code (Patel et al., Splitwise, ISCA 2024)",
                    "its first 40 minutes, 7,491 requests"),
            new Preset(
                    "mooncake-conversation.json",
                    "long-context conversations",
                    "Mooncake conversation trace (Qin et al., Mooncake, FAST 2025)",
                    "its first 40 minutes, 7,851 requests, with times spread evenly within their steps of 3 s; prefixes are"
                            + " not kept"),
            new Preset(
                    "arxiv-summarization.json",
                    "summaries of scientific papers: long prompts, short outputs",
                    "arXiv summarization lengths of Vidur (Agrawal et al., Vidur, MLSys 2024)",
                    "20,000 lengths; the data has no arrivals, so that Poisson arrivals of 1 request/s are ours"),
            new Preset(
                    "deepseek-r1.json",
                    "a reasoning model: short prompts, outputs of thousands of tokens",
                    "ServeGen's clients of deepseek-r1 (Xiang et al., ServeGen, arXiv 2505.09999)",
                    "24 hours drawn from the 73 published clients"));

    private Presets() {}

    /**
     * A recipe.
     *
     * @param name its file name, by which commands and scenarios know it
     * @param title what its requests are
     * @param source the published data, with the paper to cite
     * @param fittedTo what of the data it was fitted to
     */
    public record Preset(String name, String title, String source, String fittedTo) {
        /** Its name for people, for instance {@code azure-2023-code}. */
        public String label() {
            return name.substring(0, name.lastIndexOf('.'));
        }
    }

    /** All of them, in the order in which to offer them. */
    public static List<Preset> all() {
        return ALL;
    }

    /** The one of that file name. */
    public static Optional<Preset> named(String name) {
        return ALL.stream().filter(preset -> preset.name.equals(name)).findFirst();
    }

    /**
     * Draws a sample trace of each preset and writes it beside the recipes.
     *
     * @return the files
     * @throws IOException if one cannot be written
     */
    public static List<Path> writeSamples(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Preset preset : ALL) {
            WorkloadSpec recipe = recipe(preset.name, SAMPLE_SEED);
            Path file = folder.resolve(recipe.name() + ".csv");
            TraceCsvWriter.write(WorkloadGenerator.generate(recipe), List.of(recipe.recipe()), file);
            files.add(file);
        }
        return files;
    }

    /**
     * The recipe of a preset.
     *
     * @param name its file name, which must be that of one
     * @param seed the seed of its random streams
     */
    public static WorkloadSpec recipe(String name, long seed) {
        try (InputStream in = Presets.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("The preset " + name + " was not packed; build again.");
            }
            return WorkloadFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), seed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ScenarioException e) {
            throw new IllegalStateException(e);
        }
    }
}
