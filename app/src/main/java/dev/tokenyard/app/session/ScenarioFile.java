package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.sim.catalog.CatalogFileException;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.catalog.JsonFault;
import dev.tokenyard.sim.catalog.UserCatalog;
import dev.tokenyard.sim.export.AtomicFiles;
import dev.tokenyard.sim.model.SloClass;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Scenarios as JSON files, the same for window and command line. A trace's path is written relative to the scenario where
 * it lies below the same folder, so that a folder with both can be moved.
 */
public final class ScenarioFile {
    /** The field of a scenario's document that makes it a lesson. */
    public static final String LESSON = "lesson";

    private static final String LATENCY = "predictor_latency_ms";
    private static final String HINDSIGHT = "hindsight";
    private static final String ASSIGN = "assign";
    private static final String FORKS = "forks";

    private static final int VERSION = 2;
    private static final long MOST_BYTES = 1 << 20;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ScenarioFile() {}

    /**
     * Reads a scenario.
     *
     * @throws ScenarioException if the file cannot be read or says something impossible; the message is for the user
     */
    public static ScenarioSpec read(Path file) throws ScenarioException {
        try {
            if (Files.isDirectory(file)) {
                throw new ScenarioException(file + " is a folder; choose a scenario file (.json) in it.");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new ScenarioException(file + " has " + Files.size(file)
                        + " bytes, too many for a scenario; choose a file that this program saved as a scenario.");
            }
            String text = Files.readString(file);
            if (text.isBlank()) {
                throw new ScenarioException(file + " is empty; choose a file that was saved as a scenario.");
            }
            JsonNode json = JSON.readTree(text);
            if (WorkloadFile.isRecipe(json) && !json.has("policies")) {
                throw new RecipeException(file + " is a workload recipe, not a scenario; give it as a trace, and choose"
                        + " policies for it.");
            }
            return named(file, json);
        } catch (NoSuchFileException missing) {
            throw new ScenarioException("There is no file " + file + "; check the path.", missing);
        } catch (CharacterCodingException notText) {
            throw new ScenarioException(file + " is not text in UTF-8; choose a scenario file (.json).", notText);
        } catch (IOException unreadable) {
            throw new ScenarioException(
                    file + " cannot be read as text (" + unreadable.getMessage() + "); choose a scenario file.",
                    unreadable);
        } catch (JacksonException notJson) {
            throw new ScenarioException(
                    file + " is not JSON" + place(notJson) + " (" + JsonFault.reason(notJson)
                            + "); choose a scenario file.",
                    notJson);
        }
    }

    private static ScenarioSpec named(Path file, JsonNode json) throws ScenarioException {
        try {
            return fromJson(json, file.toAbsolutePath().getParent());
        } catch (ScenarioException wrong) {
            throw new ScenarioException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    /** Whether a file that cannot be read as a trace is a scenario by its looks. */
    static boolean looksLikeOne(Path file) {
        try {
            return Files.size(file) <= MOST_BYTES
                    && JSON.readTree(Files.readString(file)).has("policies");
        } catch (IOException | JacksonException unreadable) {
            return false;
        }
    }

    private static String place(JacksonException notJson) {
        // Some failures, such as nesting that is too deep, have no place.
        return notJson.getLocation() == null
                ? ""
                : ": line " + notJson.getLocation().getLineNr() + ", column "
                        + notJson.getLocation().getColumnNr() + " cannot be read";
    }

    /**
     * Writes a scenario; a file that is there is replaced only once the new one is complete.
     *
     * @throws ScenarioException if the file cannot be written; the message is for the user
     */
    public static void write(Path file, ScenarioSpec scenario) throws ScenarioException {
        try {
            String text = JSON.writeValueAsString(
                    toJson(scenario, file.toAbsolutePath().getParent()));
            AtomicFiles.writeText(file, out -> out.append(text).append('\n'));
        } catch (IOException unwritable) {
            throw ScenarioException.passingOn(unwritable);
        }
    }

    /** A scenario as the text of its file, with paths as they are. */
    public static String text(ScenarioSpec scenario) {
        return JSON.writeValueAsString(toJson(scenario));
    }

    /** A scenario as JSON, with paths as they are. */
    public static ObjectNode toJson(ScenarioSpec scenario) {
        return toJson(scenario, null);
    }

    /** A scenario as JSON for a file in a folder, to which paths below it are relative; null leaves paths as they are. */
    public static ObjectNode toJson(ScenarioSpec scenario, @Nullable Path folder) {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", VERSION);
        root.put("name", scenario.name());
        root.set("trace", TraceSourceJson.write(scenario.trace(), folder));
        root.put("rate_scale", scenario.rateScale());
        root.put("limit", scenario.limit());
        root.set("cluster", ClusterJson.write(scenario.cluster()));
        ArrayNode classes = root.putArray("slo");
        for (SloClass slo : scenario.sloClasses()) {
            ObjectNode node = classes.addObject().put("class", slo.name());
            putIfFinite(node, "ttft_s", slo.ttftSeconds());
            putIfFinite(node, "tpot_s", slo.tpotSeconds());
        }
        if (!scenario.assignment().equals(AssignmentRules.NONE)) {
            root.set(ASSIGN, AssignmentJson.write(scenario.assignment()));
        }
        ArrayNode policies = root.putArray("policies");
        for (PolicyChoice choice : scenario.policies()) {
            KnobsJson.write(
                    policies.addObject().put("id", choice.id()).putObject("knobs"), choice.id(), choice.knobs());
        }
        if (!scenario.forks().isEmpty()) {
            root.set(FORKS, ForksJson.write(scenario.forks()));
        }
        root.put("predictor", PredictorPaths.relative(scenario.predictor(), folder));
        if (scenario.predictorLatencyMillis() == ScenarioSpec.MEASURED_LATENCY) {
            root.put(LATENCY, PredictionTimes.MEASURED);
        } else if (scenario.predictorLatencyMillis() > 0) {
            root.put(LATENCY, scenario.predictorLatencyMillis());
        }
        root.put("seed", scenario.seed());
        if (!scenario.catalog().isEmpty()) {
            root.set("catalog", JSON.readTree(scenario.catalog().json()));
        }
        if (!scenario.hindsight().equals(HindsightChoice.NONE)) {
            root.putObject(HINDSIGHT)
                    .put("wanted", scenario.hindsight().wanted())
                    .put("time_limit_s", scenario.hindsight().seconds());
        }
        return root;
    }

    private static void putIfFinite(ObjectNode node, String field, double value) {
        if (Double.isFinite(value)) {
            node.put(field, value);
        }
    }

    /**
     * The scenario that a JSON document describes.
     *
     * @param folder the folder that paths in it are relative to, null to leave them as they are
     * @throws ScenarioException if it says something impossible; the message is for the user
     */
    public static ScenarioSpec fromJson(JsonNode json, @Nullable Path folder) throws ScenarioException {
        JsonFields root = new JsonFields(json, "")
                .allowOnly(Set.of(
                        "version",
                        "name",
                        "trace",
                        "rate_scale",
                        "limit",
                        "cluster",
                        "slo",
                        "policies",
                        "predictor",
                        LATENCY,
                        "seed",
                        "catalog",
                        HINDSIGHT,
                        ASSIGN,
                        FORKS,
                        // What is taught with a scenario is none of its own business.
                        LESSON));
        if (root.wholeNumber("version", VERSION, 1, Integer.MAX_VALUE) > VERSION) {
            throw new ScenarioException(
                    "The scenario has version " + root.wholeNumber("version", VERSION, 1, Integer.MAX_VALUE)
                            + ", and this program reads versions up to " + VERSION + "; use a newer Tokenyard.");
        }
        return new ScenarioSpec(
                root.text("name", "Scenario"),
                TraceSourceJson.read(root.object("trace"), folder),
                root.number("rate_scale", 1),
                root.wholeNumber("limit", 0, 0, Integer.MAX_VALUE),
                ClusterJson.read(root.object("cluster")),
                sloClasses(root.list("slo")),
                policies(root.list("policies")),
                PredictorPaths.absolute(root.text("predictor", ""), folder),
                latencyMillis(root),
                root.longNumber("seed", ScenarioDefaults.SEED),
                catalog(root),
                hindsight(root),
                root.has(ASSIGN) ? AssignmentJson.read(root.object(ASSIGN)) : AssignmentRules.NONE,
                root.has(FORKS) ? ForksJson.read(root.list(FORKS)) : List.of());
    }

    private static HindsightChoice hindsight(JsonFields root) throws ScenarioException {
        if (!root.has(HINDSIGHT)) {
            return HindsightChoice.NONE;
        }
        JsonFields fields = root.object(HINDSIGHT).allowOnly(Set.of("wanted", "time_limit_s"));
        int seconds = fields.wholeNumber(
                "time_limit_s",
                HindsightChoice.NONE.seconds(),
                HindsightChoice.LEAST_SECONDS,
                HindsightChoice.MOST_SECONDS);
        return new HindsightChoice(fields.flag("wanted"), seconds);
    }

    private static double latencyMillis(JsonFields root) throws ScenarioException {
        if (!root.has(LATENCY)) {
            return 0;
        }
        JsonNode value = root.node(LATENCY);
        try {
            return PredictionTimes.parse(value.isString() ? value.stringValue() : value.toString());
        } catch (IllegalArgumentException refused) {
            throw root.refused(LATENCY, refused);
        }
    }

    private static UserCatalog catalog(JsonFields root) throws ScenarioException {
        if (!root.has("catalog")) {
            return UserCatalog.NONE;
        }
        try {
            String source = "the scenario's catalog";
            UserCatalog own = UserCatalog.parse(source, root.node("catalog").toString());
            HardwareCatalog.builtIn().with(own, source);
            return own;
        } catch (CatalogFileException malformed) {
            throw ScenarioException.passingOn(malformed);
        }
    }

    private static List<SloClass> sloClasses(JsonNode list) throws ScenarioException {
        List<SloClass> classes = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonFields slo =
                    new JsonFields(list.get(i), "slo[" + i + "]").allowOnly(Set.of("class", "ttft_s", "tpot_s"));
            try {
                classes.add(new SloClass(
                        slo.text("class"),
                        slo.number("ttft_s", Double.POSITIVE_INFINITY),
                        slo.number("tpot_s", Double.POSITIVE_INFINITY)));
            } catch (IllegalArgumentException outOfRange) {
                throw slo.refused(outOfRange);
            }
        }
        return classes;
    }

    private static List<PolicyChoice> policies(JsonNode list) throws ScenarioException {
        List<PolicyChoice> choices = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonFields choice = new JsonFields(list.get(i), "policies[" + i + "]").allowOnly(Set.of("id", "knobs"));
            String id = choice.text("id");
            choices.add(new PolicyChoice(id, KnobsJson.read(choice, "knobs", id)));
        }
        return choices;
    }
}
