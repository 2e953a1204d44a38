package dev.tokenyard.app.session;

import dev.tokenyard.sim.catalog.JsonFault;
import dev.tokenyard.sim.export.AtomicFiles;
import dev.tokenyard.sim.workload.ArrivalProcess;
import dev.tokenyard.sim.workload.Lengths;
import dev.tokenyard.sim.workload.RequestStream;
import dev.tokenyard.sim.workload.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

    private static final String DOCUMENT = "workload recipe";
    private static final long MOST_BYTES = 1 << 20;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private WorkloadFile() {}

    /** Whether a file is a recipe by its looks: its name ends in .json, and it holds an object with streams. */
    static boolean looksLikeOne(String location) {
        if (!location.toLowerCase(Locale.ROOT).endsWith(".json")) {
            return false;
        }
        try {
            Path file = Path.of(location);
            return Files.size(file) <= MOST_BYTES
                    && JSON.readTree(Files.readString(file)).has("streams");
        } catch (IOException | InvalidPathException | JacksonException unreadable) {
            return false;
        }
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
            return fromJson(JSON.readTree(Files.readString(file)), seed);
        } catch (IOException unreadable) {
            throw new ScenarioException(
                    "The workload recipe " + file + " cannot be read; choose an existing text file.", unreadable);
        } catch (JacksonException notJson) {
            throw new ScenarioException(
                    "The workload recipe " + file + " is not JSON (" + JsonFault.reason(notJson) + "); correct it.",
                    notJson);
        } catch (IllegalArgumentException outOfRange) {
            throw ScenarioException.passingOn(outOfRange);
        }
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

    private static WorkloadSpec fromJson(JsonNode json, long seed) throws ScenarioException {
        JsonFields root = JsonFields.of(json, DOCUMENT).allowOnly(Set.of("name", "requests", "duration_s", "streams"));
        List<RequestStream> streams = new ArrayList<>();
        JsonNode list = root.list("streams");
        for (int i = 0; i < list.size(); i++) {
            streams.add(stream(root.element("streams", i)));
        }
        return new WorkloadSpec(
                root.text("name", "workload"),
                seed,
                root.wholeNumber("requests", WorkloadSpec.UNLIMITED),
                root.number("duration_s", Double.POSITIVE_INFINITY),
                streams);
    }

    private static RequestStream stream(JsonFields stream) throws ScenarioException {
        stream.allowOnly(Set.of("class", "model", "arrivals", "prompt_tokens", "output_tokens"));
        return new RequestStream(
                stream.text("class", ""),
                stream.text("model", ""),
                arrivals(stream.object("arrivals")),
                lengths(stream.object("prompt_tokens")),
                lengths(stream.object("output_tokens")));
    }

    private static ArrivalProcess arrivals(JsonFields arrivals) throws ScenarioException {
        String process = arrivals.text("process");
        switch (process) {
            case "poisson":
                arrivals.allowOnly(Set.of("process", "rate_per_s"));
                return new ArrivalProcess.Poisson(arrivals.number("rate_per_s"));
            case "gamma":
                arrivals.allowOnly(Set.of("process", "rate_per_s", "cv"));
                return new ArrivalProcess.Gamma(arrivals.number("rate_per_s"), arrivals.number("cv"));
            case "on-off":
                arrivals.allowOnly(Set.of("process", "mean_on_s", "mean_off_s", "rate_while_on_per_s"));
                return new ArrivalProcess.OnOff(
                        arrivals.number("mean_on_s"),
                        arrivals.number("mean_off_s"),
                        arrivals.number("rate_while_on_per_s"));
            default:
                throw new ScenarioException("In the workload recipe, " + arrivals.at("process") + " is \"" + process
                        + "\"; expected \"poisson\", \"gamma\" or \"on-off\".");
        }
    }

    private static Lengths lengths(JsonFields lengths) throws ScenarioException {
        lengths.allowOnly(Set.of("median", "sigma", "min", "max"));
        return new Lengths.LogNormal(
                lengths.number("median"),
                lengths.number("sigma", 0),
                lengths.wholeNumber("min", 1),
                lengths.wholeNumber("max", 10_000_000));
    }

    private static ObjectNode toJson(WorkloadSpec recipe) {
        ObjectNode root = JSON.createObjectNode().put("name", recipe.name());
        if (recipe.maxRequests() != WorkloadSpec.UNLIMITED) {
            root.put("requests", recipe.maxRequests());
        }
        if (Double.isFinite(recipe.durationSeconds())) {
            root.put("duration_s", recipe.durationSeconds());
        }
        var streams = root.putArray("streams");
        for (RequestStream stream : recipe.streams()) {
            ObjectNode node = streams.addObject().put("class", stream.className());
            if (!stream.model().isEmpty()) {
                node.put("model", stream.model());
            }
            node.set("arrivals", toJson(stream.arrivals()));
            node.set("prompt_tokens", toJson(stream.promptTokens()));
            node.set("output_tokens", toJson(stream.outputTokens()));
        }
        return root;
    }

    private static ObjectNode toJson(ArrivalProcess arrivals) {
        ObjectNode node = JSON.createObjectNode();
        if (arrivals instanceof ArrivalProcess.OnOff bursts) {
            return node.put("process", "on-off")
                    .put("mean_on_s", bursts.meanOnSeconds())
                    .put("mean_off_s", bursts.meanOffSeconds())
                    .put("rate_while_on_per_s", bursts.onRatePerSecond());
        }
        if (arrivals instanceof ArrivalProcess.Gamma gamma) {
            return node.put("process", "gamma")
                    .put("rate_per_s", gamma.ratePerSecond())
                    .put("cv", gamma.cv());
        }
        return node.put("process", "poisson").put("rate_per_s", arrivals.meanRatePerSecond());
    }

    private static ObjectNode toJson(Lengths lengths) {
        return JSON.createObjectNode()
                .put("median", lengths.medianTokens())
                .put("sigma", lengths.sigma())
                .put("min", lengths.minTokens())
                .put("max", lengths.maxTokens());
    }
}
