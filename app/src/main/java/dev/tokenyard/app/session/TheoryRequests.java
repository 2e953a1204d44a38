package dev.tokenyard.app.session;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests of the theory mode as a user gives them: in a line, in a CSV or JSON file, or as the lengths of a trace. */
final class TheoryRequests {
    private static final long MOST_ROUNDS = 8_000_000;
    private static final int MOST_TOKENS = Integer.MAX_VALUE / 4;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final List<String> FIELDS = List.of("a", "s", "o", "p");

    private TheoryRequests() {}

    /**
     * A request.
     *
     * @param position its place in what was given
     * @param arrival round a
     * @param prompt tokens s
     * @param output tokens o
     * @param predicted predicted output õ
     */
    record Given(int position, long arrival, int prompt, int output, int predicted) {}

    /** Reads {@code a:s:o[:p],...} or, after an at sign, a file. */
    static List<Given> parse(String text) throws ScenarioException {
        return text.startsWith("@") ? fromFile(text.substring(1)) : fromText(text);
    }

    /** The first requests of a trace; see {@link TheoryInstance#of(Trace, int, double, int)}. */
    static List<Given> of(Trace trace, int first, double roundSeconds) throws ScenarioException {
        if (first < 0) {
            throw new ScenarioException(
                    "The first " + first + " requests are wanted; give a positive number, or 0 for all.");
        }
        if (!(roundSeconds >= 0 && roundSeconds <= 1e6)) {
            throw new ScenarioException("A round stands for " + roundSeconds
                    + " s; give 0 to 1000000, 0 if all requests are there at round 0.");
        }
        List<Given> requests = new ArrayList<>();
        int count = first == 0 ? trace.size() : Math.min(first, trace.size());
        for (int r = 0; r < count; r++) {
            double arrival = roundSeconds == 0 ? 0 : Ticks.toSeconds(trace.arrivalTick(r)) / roundSeconds;
            if (arrival > MOST_ROUNDS) {
                throw new ScenarioException("Request " + r + " arrives at round " + (long) arrival + ", beyond "
                        + MOST_ROUNDS + "; take longer rounds or fewer requests.");
            }
            int output = trace.outputTokens(r);
            requests.add(new Given(r, (long) arrival, trace.promptTokens(r), output, output));
        }
        return requests;
    }

    private static List<Given> fromText(String text) throws ScenarioException {
        List<Given> requests = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            requests.add(request(requests.size(), one, one.split(":", -1), "request " + requests.size()));
        }
        return requests;
    }

    private static List<Given> fromFile(String file) throws ScenarioException {
        String content;
        try {
            content = Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException unreadable) {
            throw new ScenarioException(
                    "The requests in " + file + " cannot be read; give a text file with lines a,s,o.", unreadable);
        }
        // Spreadsheets mark a file as UTF-8 by a character that no reader of numbers expects.
        content = content.startsWith(BYTE_ORDER_MARK) ? content.substring(1) : content;
        return content.strip().startsWith("[")
                ? fromJson(content, file)
                : fromCsv(content.lines().toList(), file);
    }

    private static List<Given> fromCsv(List<String> lines, String file) throws ScenarioException {
        List<Given> requests = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            boolean header = i == 0 && !line.isEmpty() && Character.isLetter(line.charAt(0));
            if (!line.isEmpty() && !line.startsWith("#") && !header) {
                requests.add(request(requests.size(), line, line.split(",", -1), "line " + (i + 1) + " of " + file));
            }
        }
        return requests;
    }

    private static List<Given> fromJson(String content, String file) throws ScenarioException {
        JsonNode list;
        try {
            list = JsonMapper.shared().readTree(content);
        } catch (JacksonException broken) {
            throw new ScenarioException(
                    "File " + file + " is not JSON; expected a list of requests, such as [{\"a\":0,\"s\":1,\"o\":3}].",
                    broken);
        }
        List<Given> requests = new ArrayList<>();
        for (JsonNode one : list) {
            List<String> fields = new ArrayList<>();
            if (one.isArray()) {
                one.forEach(value -> fields.add(value.asString("")));
            } else {
                FIELDS.stream()
                        .filter(one::has)
                        .forEach(field -> fields.add(one.get(field).asString("")));
            }
            String where = "request " + requests.size() + " of " + file;
            requests.add(request(requests.size(), one.toString(), fields.toArray(String[]::new), where));
        }
        return requests;
    }

    private static Given request(int position, String text, String[] fields, String where) throws ScenarioException {
        if (fields.length < 3 || fields.length > 4) {
            throw new ScenarioException(capitalised(where) + " is \"" + text
                    + "\"; expected arrival, prompt, output and perhaps the" + " predicted output, such as 0:1:3.");
        }
        long arrival = whole(fields[0], "arrival round", 0, MOST_ROUNDS, where);
        int prompt = (int) whole(fields[1], "prompt", 1, MOST_TOKENS, where);
        int output = (int) whole(fields[2], "output", 1, MOST_TOKENS, where);
        int predicted = fields.length == 4 ? (int) whole(fields[3], "predicted output", 1, MOST_TOKENS, where) : output;
        return new Given(position, arrival, prompt, output, predicted);
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static long whole(String text, String what, long least, long most, String where) throws ScenarioException {
        try {
            long value = Long.parseLong(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new ScenarioException(
                    "The " + what + " in " + where + " is \"" + text + "\"; expected a whole number from " + least
                            + " to " + most + ".",
                    notANumber);
        }
        throw new ScenarioException("The " + what + " in " + where + " is " + text + "; expected a whole number from "
                + least + " to " + most + ".");
    }
}
