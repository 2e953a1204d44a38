package dev.tokenyard.sim.trace.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads, with a full parser, the lines that {@link FlatJson} leaves: into the same fields, or what is wrong with them. */
final class OddJson {
    private final JsonFactory json = new JsonFactory();
    private byte[] text = new byte[256];
    private int size;

    /**
     * Reads a line into fields. The texts and numbers of an object within the object are fields, too, named after both, as in
     * {@code usage.prompt_tokens}; one without any becomes a value of no kind.
     *
     * @return what was expected of the line; empty if it was read
     */
    String read(TextLine line, FlatJson fields) {
        size = 0;
        fields.clear(text);
        int length = line.end() - line.start();
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), line.bytes(), line.start(), length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "one JSON object";
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_OBJECT && readObject(parser, name, fields)) {
                    continue;
                }
                int fromName = append(name);
                int toName = size;
                int fromValue = size;
                FlatJson.Kind kind = readValue(parser, token);
                fields.add(fromName, toName, kind, fromValue, size);
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                return "a complete JSON object";
            }
            if (parser.nextToken() != null) {
                return "one JSON object and nothing after it";
            }
        } catch (JacksonException e) {
            return "a complete JSON object";
        }
        fields.moveTo(text);
        return "";
    }

    /** Reads an object within the object; false if it has neither texts nor numbers. */
    private boolean readObject(JsonParser parser, String outer, FlatJson fields) {
        boolean any = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String inner = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
                any = true;
                int fromName = append(outer + "." + inner);
                int toName = size;
                int fromValue = size;
                FlatJson.Kind kind = readValue(parser, token);
                fields.add(fromName, toName, kind, fromValue, size);
            } else {
                parser.skipChildren();
            }
        }
        return any;
    }

    private FlatJson.Kind readValue(JsonParser parser, JsonToken token) {
        switch (token) {
            case VALUE_STRING:
                append(parser.getString());
                return FlatJson.Kind.TEXT;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT:
                append(parser.getString());
                return FlatJson.Kind.NUMBER;
            case START_ARRAY:
                readArray(parser);
                return FlatJson.Kind.ARRAY;
            default:
                parser.skipChildren();
                return FlatJson.Kind.OTHER;
        }
    }

    /** Writes the numbers of an array with commas between them, and a question mark for anything else. */
    private void readArray(JsonParser parser) {
        boolean first = true;
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (!first) {
                append(",");
            }
            first = false;
            append(token.isNumeric() ? parser.getString() : "?");
            parser.skipChildren();
        }
    }

    /** Appends a text and says where it begins. */
    private int append(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        if (size + bytes.length > text.length) {
            text = Arrays.copyOf(text, Math.max(size + bytes.length, 2 * text.length));
        }
        System.arraycopy(bytes, 0, text, size, bytes.length);
        int start = size;
        size += bytes.length;
        return start;
    }
}
