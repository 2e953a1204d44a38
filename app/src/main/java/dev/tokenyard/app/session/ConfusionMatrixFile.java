package dev.tokenyard.app.session;

import dev.tokenyard.policies.kit.predict.ConfusionMatrix;
import dev.tokenyard.policies.kit.predict.LengthClasses;
import dev.tokenyard.sim.catalog.JsonFault;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Confusion matrices of users, as JSON or CSV. Rows may hold probabilities or counts; each is divided by its sum.
 *
 * <p>JSON: {@code {"edges": [42, 141], "matrix": [[8, 1, 1], [2, 7, 1], [0, 2, 8]]}}, with the upper edge of every class
 * but the last, in tokens, and a row for each true class.
 *
 * <p>CSV: a header, and a row for each true class with its upper edge, empty for the last, and how often each class is
 * predicted:
 *
 * <pre>
 * up_to_tokens,class 1,class 2,class 3
 * 42,8,1,1
 * 141,2,7,1
 * ,0,2,8
 * </pre>
 */
public final class ConfusionMatrixFile {
    private static final long MOST_BYTES = 1 << 20;
    private static final String HELP =
            "; give a JSON or CSV file with the upper edges of the classes and a row of shares for each true class.";

    private ConfusionMatrixFile() {}

    /**
     * Reads a matrix.
     *
     * @throws IllegalArgumentException if it cannot be read; the message is for the user
     */
    public static ConfusionMatrix read(String file) {
        String text = text(file);
        try {
            return text.stripLeading().startsWith("{") ? ofJson(text) : ofCsv(text);
        } catch (JacksonException notJson) {
            throw new IllegalArgumentException(
                    "The confusion matrix " + file + " is not JSON (" + JsonFault.reason(notJson) + ")" + HELP,
                    notJson);
        } catch (ScenarioException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException("The confusion matrix " + file + ": " + wrong.getMessage(), wrong);
        }
    }

    private static String text(String file) {
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path) || Files.size(path) > MOST_BYTES) {
                throw new IllegalArgumentException(file + " is no confusion matrix" + HELP);
            }
            return Files.readString(path);
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException(
                    "There is no file " + file + " with a confusion matrix; check the path.", missing);
        } catch (CharacterCodingException notText) {
            throw new IllegalArgumentException(
                    "The confusion matrix " + file + " is not text in UTF-8" + HELP, notText);
        } catch (IOException | InvalidPathException unreadable) {
            throw new IllegalArgumentException(
                    "The confusion matrix " + file + " cannot be read as text (" + unreadable.getMessage() + ")" + HELP,
                    unreadable);
        }
    }

    private static ConfusionMatrix ofJson(String text) throws ScenarioException {
        JsonFields root = JsonFields.of(JsonMapper.shared().readTree(text), "confusion matrix")
                .allowOnly(Set.of("edges", "matrix"));
        List<Integer> edges = new ArrayList<>();
        for (JsonNode edge : root.list("edges")) {
            if (!edge.isIntegralNumber() || !edge.canConvertToInt()) {
                throw new IllegalArgumentException("Among its edges is " + edge + "; give whole numbers of tokens.");
            }
            edges.add(edge.intValue());
        }
        List<List<Double>> rows = new ArrayList<>();
        for (JsonNode row : root.list("matrix")) {
            List<Double> values = new ArrayList<>();
            for (JsonNode value : row) {
                if (!value.isNumber()) {
                    throw new IllegalArgumentException(
                            "Row " + (rows.size() + 1) + " of its matrix holds " + value + "; give numbers.");
                }
                values.add(value.doubleValue());
            }
            rows.add(values);
        }
        return ConfusionMatrix.ofCounts(new LengthClasses(edges), rows);
    }

    private static ConfusionMatrix ofCsv(String text) {
        List<Integer> edges = new ArrayList<>();
        List<List<Double>> rows = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            String[] fields = lines.get(i).split(",", -1);
            boolean last = lines.subList(i + 1, lines.size()).stream().allMatch(String::isBlank);
            if (!last || !fields[0].isBlank()) {
                edges.add((int) number(i, 0, fields[0], "a whole number of tokens, or nothing in the last row"));
            }
            List<Double> row = new ArrayList<>();
            for (int f = 1; f < fields.length; f++) {
                row.add(number(i, f, fields[f], "a share or a count"));
            }
            rows.add(row);
        }
        return ConfusionMatrix.ofCounts(new LengthClasses(edges), rows);
    }

    private static double number(int line, int field, String text, String expected) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "line " + (line + 1) + ", field " + (field + 1) + " is \"" + text.strip() + "\"; expected "
                            + expected + ".",
                    notANumber);
        }
    }
}
