package dev.tokenyard.app.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the fields of a JSON object and says in a sentence which of them is wrong. */
public final class JsonFields {
    private final JsonNode object;
    private final String path;
    private final String document;

    /** The fields of an object of a scenario. */
    JsonFields(JsonNode object, String path) throws ScenarioException {
        this(object, path, "scenario");
    }

    private JsonFields(JsonNode object, String path, String document) throws ScenarioException {
        this.object = object;
        this.path = path;
        this.document = document;
        if (!object.isObject()) {
            throw wrong(path.isEmpty() ? "the document" : path, object, "an object in braces");
        }
    }

    /** The fields of a whole document, which messages call {@code document}. */
    public static JsonFields of(JsonNode root, String document) throws ScenarioException {
        return new JsonFields(root, "", document);
    }

    /** Refuses fields that nobody would read, since they are most likely misspelt. */
    public JsonFields allowOnly(Set<String> known) throws ScenarioException {
        for (String field : object.propertyNames()) {
            if (!known.contains(field)) {
                throw new ScenarioException(
                        "The " + document + " has a field \"" + at(field) + "\" that is not known; use "
                                + String.join(", ", known.stream().sorted().toList()) + ".");
            }
        }
        return this;
    }

    /** Whether a field is there and not null. */
    public boolean has(String field) {
        return object.hasNonNull(field);
    }

    /** A field as it is. */
    public JsonNode node(String field) throws ScenarioException {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            throw new ScenarioException("The " + document + " has no field \"" + at(field) + "\"; add it.");
        }
        return value;
    }

    /** A field that is an object. */
    public JsonFields object(String field) throws ScenarioException {
        return new JsonFields(node(field), at(field), document);
    }

    /** The fields of an object in a list. */
    public JsonFields element(String list, int index) throws ScenarioException {
        return new JsonFields(list(list).get(index), at(list) + "[" + index + "]", document);
    }

    /** A text. */
    public String text(String field) throws ScenarioException {
        JsonNode value = node(field);
        if (!value.isString()) {
            throw wrong(at(field), value, "a text in quotes");
        }
        return value.stringValue();
    }

    /** A text, or another where it is not stated. */
    public String text(String field, String otherwise) throws ScenarioException {
        return has(field) ? text(field) : otherwise;
    }

    /** A text that a line of a trace file can carry. */
    public String line(String field, String otherwise) throws ScenarioException {
        String text = text(field, otherwise);
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw wrong(at(field), node(field), "a text without line breaks and other control characters");
        }
        return text;
    }

    /** A list of texts, empty where it is not stated. */
    public List<String> texts(String field) throws ScenarioException {
        List<String> texts = new ArrayList<>();
        if (has(field)) {
            for (JsonNode value : list(field)) {
                if (!value.isString()) {
                    throw wrong(at(field) + "[" + texts.size() + "]", value, "a text in quotes");
                }
                texts.add(value.stringValue());
            }
        }
        return texts;
    }

    /** A list of numbers. */
    public double[] numbers(String field) throws ScenarioException {
        JsonNode list = list(field);
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!list.get(i).isNumber()) {
                throw wrong(at(field) + "[" + i + "]", list.get(i), "a number");
            }
            numbers[i] = list.get(i).doubleValue();
        }
        return numbers;
    }

    /** A yes or no, no where it is not stated. */
    public boolean flag(String field) throws ScenarioException {
        if (!has(field)) {
            return false;
        }
        JsonNode value = node(field);
        if (!value.isBoolean()) {
            throw wrong(at(field), value, "true or false");
        }
        return value.booleanValue();
    }

    /** A whole number of any size that the program can hold, or another where it is not stated. */
    public int wholeNumber(String field, int otherwise) throws ScenarioException {
        return wholeNumber(field, otherwise, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** A whole number in a range with both ends, or another where it is not stated. */
    public int wholeNumber(String field, int otherwise, int least, int most) throws ScenarioException {
        return (int) longNumber(field, otherwise, least, most);
    }

    /** A long whole number, or another where it is not stated. */
    public long longNumber(String field, long otherwise) throws ScenarioException {
        return longNumber(field, otherwise, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private long longNumber(String field, long otherwise, long least, long most) throws ScenarioException {
        if (!has(field)) {
            return otherwise;
        }
        JsonNode value = node(field);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            throw wrong(at(field), value, String.format(Locale.ROOT, "a whole number from %,d to %,d", least, most));
        }
        return value.longValue();
    }

    /** A number in a range with both ends, or another where it is not stated. */
    public double number(String field, double otherwise, double least, double most) throws ScenarioException {
        double number = number(field, otherwise);
        if (!(number >= least && number <= most)) {
            throw wrong(
                    at(field),
                    node(field),
                    most == Double.MAX_VALUE
                            ? String.format(Locale.ROOT, "a number from %,.0f on", least)
                            : String.format(Locale.ROOT, "a number from %,.0f to %,.0f", least, most));
        }
        return number;
    }

    /** Says where in the document the values are that were refused, in a sentence that says why. */
    public ScenarioException refused(IllegalArgumentException why) {
        return refusedAt(path, why);
    }

    /** Says where in the document the field is whose value was refused, in a sentence that says why. */
    ScenarioException refused(String field, IllegalArgumentException why) {
        return refusedAt(at(field), why);
    }

    private ScenarioException refusedAt(String where, IllegalArgumentException why) {
        return new ScenarioException(
                "In the " + document + (where.isEmpty() ? "" : ", " + where) + ": " + why.getMessage(), why);
    }

    /** Says that a field, which is there, has a value that is not among those that are known. */
    ScenarioException unknown(String field, String expected) throws ScenarioException {
        return wrong(at(field), node(field), expected);
    }

    /** A number, or another where it is not stated. */
    public double number(String field, double otherwise) throws ScenarioException {
        return has(field) ? number(field) : otherwise;
    }

    /** A number. */
    public double number(String field) throws ScenarioException {
        JsonNode value = node(field);
        if (!value.isNumber()) {
            throw wrong(at(field), value, "a number");
        }
        return value.doubleValue();
    }

    /** A list. */
    public JsonNode list(String field) throws ScenarioException {
        JsonNode value = node(field);
        if (!value.isArray()) {
            throw wrong(at(field), value, "a list in brackets");
        }
        return value;
    }

    /** Where a field is in the document. */
    public String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private ScenarioException wrong(String where, JsonNode value, String expected) {
        String shown = value.toString();
        return new ScenarioException("In the " + document + ", " + where + " is "
                + (shown.length() > 60 ? shown.substring(0, 60) + "..." : shown) + "; expected " + expected + ".");
    }
}
