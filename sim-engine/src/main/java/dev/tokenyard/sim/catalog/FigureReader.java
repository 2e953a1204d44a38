package dev.tokenyard.sim.catalog;

import dev.tokenyard.sim.model.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads checked figures from one object of a catalogue file; every complaint names file, field, value and expectation. */
final class FigureReader {
    /** As a fallback: the figure has none and must be in the file. */
    static final double REQUIRED = Double.NaN;

    private static final int LONGEST_QUOTE = 60;
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]*");

    private final String file;
    private final String place;
    private final JsonNode node;

    /**
     * Wraps one object.
     *
     * @param file the file's name, for messages
     * @param place where the object is in it, for instance {@code gpus[0]}; empty for the whole file
     * @throws CatalogFileException if {@code node} is not a JSON object
     */
    FigureReader(String file, String place, JsonNode node) {
        this.file = file;
        this.place = place;
        this.node = node;
        if (!node.isObject()) {
            throw new CatalogFileException("In " + file + ", " + (place.isEmpty() ? "the content" : place) + " is "
                    + quote(node) + "; expected a JSON object { ... }.");
        }
    }

    /** Refuses fields that nobody will read, since they are most likely misspelt. */
    void allowOnly(List<String> known) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!known.contains(field.getKey())) {
                throw new CatalogFileException("In " + file + ", " + at(field.getKey()) + " is not a known field"
                        + NearestName.of(field.getKey(), known)
                                .map(name -> "; did you mean " + name + "?")
                                .orElse(".")
                        + " Expected are " + String.join(", ", known) + ".");
            }
        }
    }

    boolean has(String field) {
        return node.has(field);
    }

    /** A catalogue key. */
    String id(String field) {
        String value = text(field);
        if (!ID.matcher(value).matches()) {
            throw wrong(field, node.get(field), "lower-case letters, digits, dots and hyphens, as in \"llama-2-7b\"");
        }
        return value;
    }

    /** Text that is not blank. */
    String text(String field) {
        String expected = "a text in quotes";
        JsonNode value = node.get(field);
        if (value == null || !value.isString() || value.asString().isBlank()) {
            throw wrong(field, value, expected);
        }
        return value.asString();
    }

    /** A whole number from 1 up to a limit. */
    long count(String field, long limit) {
        return wholeNumber(field, 1, limit);
    }

    private long wholeNumber(String field, long least, long limit) {
        JsonNode value = node.get(field);
        double number = value != null && value.isNumber() ? value.asDouble() : Double.NaN;
        if (value == null || !(number >= least && number <= limit && number == Math.rint(number))) {
            throw wrong(field, value, "a whole number from " + least + " to " + limit);
        }
        return (long) number;
    }

    /** Like {@link #count} within the range of an {@code int}. */
    int smallCount(String field, int limit) {
        return (int) count(field, limit);
    }

    /** A whole number from 0 up to a limit; 0 if the field is missing. */
    int smallCountOrNone(String field, int limit) {
        return has(field) ? (int) wholeNumber(field, 0, limit) : 0;
    }

    /** True or false. */
    boolean flag(String field, boolean fallback) {
        JsonNode value = node.get(field);
        if (value == null) {
            return fallback;
        }
        if (!value.isBoolean()) {
            throw wrong(field, value, "true or false");
        }
        return value.asBoolean();
    }

    /** How numbers are stored. */
    NumberFormat numberFormat(String field) {
        JsonNode value = node.get(field);
        for (NumberFormat format : NumberFormat.values()) {
            if (value != null && value.isString() && value.asString().equals(format.label())) {
                return format;
            }
        }
        throw wrong(
                field,
                value,
                "one of "
                        + Arrays.stream(NumberFormat.values())
                                .map(format -> "\"" + format.label() + "\"")
                                .collect(Collectors.joining(", ")));
    }

    /** A rate or amount of 0 or more; 0, which stands for none, if the field is missing. */
    double rateOrNone(String field) {
        return number(field, 0, 0, 1e18, true, "a number of 0 or more");
    }

    /** A rate per second, above 0. */
    double rate(String field) {
        return number(field, REQUIRED, 0, 1e18, false, "a number above 0, in units per second");
    }

    /** A share of a peak, above 0 up to 1. */
    double share(String field, double fallback) {
        return number(field, fallback, 0, 1, false, "a share above 0 and at most 1");
    }

    /** A share that may be 0. */
    double shareOrNone(String field, double fallback) {
        return number(field, fallback, 0, 1, true, "a share from 0 to 1");
    }

    /** A duration from 0 to 10 seconds. */
    double seconds(String field, double fallback) {
        return number(field, fallback, 0, 10, true, "seconds from 0 to 10");
    }

    private double number(String field, double fallback, double low, double high, boolean lowAllowed, String expected) {
        JsonNode value = node.get(field);
        if (value == null && !Double.isNaN(fallback)) {
            return fallback;
        }
        double number = value != null && value.isNumber() ? value.asDouble() : Double.NaN;
        boolean inRange = number <= high && (lowAllowed ? number >= low : number > low);
        if (!inRange) {
            throw wrong(field, value, expected);
        }
        return number;
    }

    /** The object in a field, or an empty one. */
    FigureReader object(String field) {
        JsonNode value = node.get(field);
        return new FigureReader(file, at(field), value == null ? JsonNodeFactory.instance.objectNode() : value);
    }

    /** The objects of a list in a field; none if the field is missing. */
    List<FigureReader> objects(String field) {
        JsonNode value = node.get(field);
        List<FigureReader> readers = new ArrayList<>();
        if (value != null) {
            if (!value.isArray()) {
                throw wrong(field, value, "a list [ ... ]");
            }
            for (int i = 0; i < value.size(); i++) {
                readers.add(new FigureReader(file, at(field) + "[" + i + "]", value.get(i)));
            }
        }
        return readers;
    }

    /** The objects of this one's fields by field name, in the file's order. */
    Map<String, FigureReader> objectsByName() {
        Map<String, FigureReader> readers = new LinkedHashMap<>();
        for (String field : node.propertyNames()) {
            readers.put(field, object(field));
        }
        return readers;
    }

    /** The texts of this one's fields by field name, in the file's order. */
    Map<String, String> textsByName() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String field : node.propertyNames()) {
            texts.put(field, text(field));
        }
        return texts;
    }

    /** A complaint about a field's value. */
    CatalogFileException wrong(String field, String expected) {
        return wrong(field, node.get(field), expected);
    }

    private CatalogFileException wrong(String field, @Nullable JsonNode value, String expected) {
        String found = value == null ? "missing" : quote(value);
        return new CatalogFileException(
                "In " + file + ", " + at(field) + " is " + found + "; expected " + expected + ".");
    }

    private String at(String field) {
        return place.isEmpty() ? field : place + "." + field;
    }

    private static String quote(JsonNode value) {
        String text = value.isMissingNode() ? "empty" : value.toString();
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
    }
}
