package dev.tokenyard.sim.workload;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.ReadProgress;
import dev.tokenyard.sim.trace.TraceCsvWriter;
import dev.tokenyard.sim.trace.TraceReader;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import dev.tokenyard.sim.trace.format.TraceFormats;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sample traces that come with the project: their recipes, the files made from them, and a way to load them.
 *
 * <p>All lengths fit a context of 4,096 tokens, so that every model of the catalogue can serve them. One sample,
 * {@link #ROUNDS}, is for the theory mode, and not among those to offer for any cluster. The workloads of QLM are recipes
 * alone, drawn anew for each seed; some prompts of {@link #QLM_W_C} are longer.
 */
public final class SampleTraces {
    /** Conversations: medium prompts, longish answers, arrivals a little burstier than Poisson. */
    public static final String CHAT = "chat.csv";

    /** Code completion: bursts of long prompts with very short outputs. */
    public static final String CODE_BURSTS = "code-bursts.csv";

    /** Three service classes that compete for memory. */
    public static final String MIXED_SLO = "mixed-slo.csv";

    /**
     * Requests in rounds for a worker of 24 tokens in the theory mode, on which MC-SF is 17 % above the optimum: the
     * parameters of arXiv 2502.07115 but for shorter outputs, with which the optimum is proved in a second.
     */
    public static final String ROUNDS = "rounds.csv";

    /** How names of recipes end that no sample trace was made from. */
    public static final String RECIPE_ONLY_ENDING = "-recipe.json";

    /** The recipe of QLM's workload of interactive and batch requests for one model. */
    public static final String QLM_W_A = "qlm-w-a" + RECIPE_ONLY_ENDING;

    /** The recipe of QLM's workload of batch requests for three models. */
    public static final String QLM_W_B = "qlm-w-b" + RECIPE_ONLY_ENDING;

    /** The recipe of QLM's workload with prompts of thousands of tokens. */
    public static final String QLM_W_C = "qlm-w-c" + RECIPE_ONLY_ENDING;

    private static final RoundsRecipe ROUNDS_RECIPE = new RoundsRecipe("rounds", 20, 1, 5, 10, 7);
    private static final String RESOURCE_FOLDER = "/dev/tokenyard/samples/";
    private static final String RECIPE_ENDING = ".json";
    private static final double TEN_MINUTES_SECONDS = 600;
    private static final Map<String, WorkloadSpec> RECIPES = recipesByFileName();
    private static final Map<String, WorkloadSpec> NAMED_RECIPES = recipesByOwnName();

    private SampleTraces() {}

    /** The recipe of each sample by file name, in the order in which to offer them. */
    public static Map<String, WorkloadSpec> recipes() {
        return RECIPES;
    }

    /** Whether there is a sample of that file name. */
    public static boolean isSample(String fileName) {
        return RECIPES.containsKey(fileName) || fileName.equals(ROUNDS);
    }

    /**
     * The recipe of one sample.
     *
     * @throws IllegalArgumentException if there is no such sample
     */
    public static WorkloadSpec recipe(String fileName) {
        WorkloadSpec recipe = RECIPES.get(fileName);
        if (recipe == null) {
            throw new IllegalArgumentException(
                    "There is no sample trace " + fileName + "; the samples are " + RECIPES.keySet() + ".");
        }
        return recipe;
    }

    /** The name of a sample's recipe: as that of its file, with the ending {@value #RECIPE_ENDING}. */
    public static String recipeName(String fileName) {
        return fileName.substring(0, fileName.lastIndexOf('.')) + RECIPE_ENDING;
    }

    /** Whether a name is that of a recipe, such as {@code chat.json}. */
    public static boolean isRecipeName(String name) {
        return NAMED_RECIPES.containsKey(name);
    }

    /**
     * The recipe of a name.
     *
     * @throws IllegalArgumentException if there is no recipe of that name
     */
    public static WorkloadSpec recipeNamed(String name) {
        WorkloadSpec recipe = NAMED_RECIPES.get(name);
        if (recipe == null) {
            throw new IllegalArgumentException("There is no sample recipe " + name + "; the samples " + RECIPES.keySet()
                    + " have one, and the recipes are " + NAMED_RECIPES.keySet() + ".");
        }
        return recipe;
    }

    /**
     * Loads a sample from the class path; the trace is named after the file.
     *
     * @param fileName one of {@link #recipes()}, or {@link #ROUNDS}
     * @throws IllegalArgumentException if there is no such sample
     */
    public static Trace load(String fileName) {
        String sample = fileName.equals(ROUNDS)
                ? ROUNDS_RECIPE.name()
                : recipe(fileName).name();
        try (InputStream in = SampleTraces.class.getResourceAsStream(RESOURCE_FOLDER + fileName)) {
            if (in == null) {
                throw new IllegalStateException("The sample trace " + sample + " was not packed; build again.");
            }
            return TraceReader.read(in, fileName, -1, TraceFormats.AUTO, ReadProgress.NONE)
                    .trace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TraceFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Generates every sample and writes it, replacing what is there.
     *
     * @param folder where to; created if it does not exist
     */
    public static void writeAll(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, WorkloadSpec> sample : RECIPES.entrySet()) {
            WorkloadSpec recipe = sample.getValue();
            TraceCsvWriter.write(
                    WorkloadGenerator.generate(recipe),
                    List.of("recipe: " + recipe.recipe()),
                    folder.resolve(sample.getKey()));
        }
        TraceCsvWriter.write(
                ROUNDS_RECIPE.generate(), List.of("recipe: " + ROUNDS_RECIPE.recipe()), folder.resolve(ROUNDS));
    }

    private static Map<String, WorkloadSpec> recipesByFileName() {
        Map<String, WorkloadSpec> recipes = new LinkedHashMap<>();
        recipes.put(MIXED_SLO, mixedSlo());
        recipes.put(CHAT, chat());
        recipes.put(CODE_BURSTS, codeBursts());
        return Collections.unmodifiableMap(recipes);
    }

    private static Map<String, WorkloadSpec> recipesByOwnName() {
        Map<String, WorkloadSpec> recipes = new LinkedHashMap<>();
        RECIPES.forEach((sample, recipe) -> recipes.put(recipeName(sample), recipe));
        recipes.putAll(QlmRecipes.byFileName());
        return Collections.unmodifiableMap(recipes);
    }

    private static WorkloadSpec chat() {
        RequestStream stream = new RequestStream(
                "",
                new ArrivalProcess.Gamma(2.0, 1.5),
                new Lengths.LogNormal(250, 0.9, 8, 3072),
                new Lengths.LogNormal(120, 0.8, 4, 1024));
        return WorkloadSpec.lasting(TEN_MINUTES_SECONDS, "chat", 11, List.of(stream));
    }

    private static WorkloadSpec codeBursts() {
        RequestStream stream = new RequestStream(
                "",
                new ArrivalProcess.OnOff(15, 45, 6.7),
                new Lengths.LogNormal(1500, 0.5, 32, 3584),
                new Lengths.LogNormal(15, 0.9, 1, 400));
        return WorkloadSpec.lasting(TEN_MINUTES_SECONDS, "code-bursts", 543, List.of(stream));
    }

    /**
     * Classes after the service levels of QLM (Patke et al., SoCC 2024). The bursts of the two batch classes need more KV
     * memory than two A100-80G with Llama-2-13B have (about 56,000 tokens each), and the silences let them catch up. The
     * seed is one whose bursts make several separate stretches of overload, the first of them early.
     */
    private static WorkloadSpec mixedSlo() {
        RequestStream interactive = new RequestStream(
                "Interactive",
                new ArrivalProcess.Gamma(1.75, 1.8),
                new Lengths.LogNormal(300, 0.8, 8, 3072),
                new Lengths.LogNormal(150, 0.7, 4, 1024));
        RequestStream batch1 = new RequestStream(
                "Batch-1",
                new ArrivalProcess.OnOff(20, 40, 3.0),
                new Lengths.LogNormal(1200, 0.6, 64, 3072),
                new Lengths.LogNormal(350, 0.5, 16, 1024));
        RequestStream batch2 = new RequestStream(
                "Batch-2",
                new ArrivalProcess.OnOff(15, 45, 3.0),
                new Lengths.LogNormal(1900, 0.28, 256, 3072),
                new Lengths.LogNormal(550, 0.35, 64, 1024));
        return WorkloadSpec.lasting(TEN_MINUTES_SECONDS, "mixed-slo", 823, List.of(interactive, batch1, batch2));
    }
}
