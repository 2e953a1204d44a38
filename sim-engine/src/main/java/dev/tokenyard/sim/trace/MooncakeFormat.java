package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.time.Ticks;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The traces of Mooncake: one JSON object a line with {@code timestamp} in milliseconds, {@code input_length} and
 * {@code output_length} in tokens, and perhaps {@code hash_ids}: one id for each block of 512 prompt tokens, equal where the
 * prompts are equal up to the block's end. Other fields are passed over.
 */
final class MooncakeFormat implements TraceFormat {
    private static final String TIMESTAMP = "timestamp";
    private static final String INPUT_LENGTH = "input_length";
    private static final String OUTPUT_LENGTH = "output_length";
    private static final String HASH_IDS = "hash_ids";
    private static final int HASH_BLOCK_TOKENS = 512;

    @Override
    public String id() {
        return "mooncake";
    }

    @Override
    public String title() {
        return "Mooncake trace, JSON lines";
    }

    @Override
    public String citation() {
        return "Qin et al., \"Mooncake: Trading More Storage for Less Computation\", FAST 2025";
    }

    @Override
    public boolean hasHeader() {
        return false;
    }

    @Override
    public String timeColumn() {
        return TIMESTAMP;
    }

    @Override
    public boolean timesCountFromStart() {
        return false;
    }

    /** Goes by the field names, as the first line itself may be a broken one. */
    @Override
    public boolean recognises(TraceHead head) {
        return head.firstRecord().stripLeading().startsWith("{")
                && (contains(head, TIMESTAMP) || contains(head, INPUT_LENGTH));
    }

    @Override
    public RowParser parser(TraceHead head) throws TraceFormatException {
        if (contains(head, INPUT_LENGTH) && !contains(head, TIMESTAMP)) {
            throw new TraceFormatException(
                    head.fileName() + " has request lengths but no arrival times (no field " + TIMESTAMP
                            + "), so it cannot be played. Add the field, in milliseconds from the start, to each line.");
        }
        return new Parser();
    }

    private static boolean contains(TraceHead head, String field) {
        String quoted = '"' + field + '"';
        return head.lines().stream().anyMatch(line -> line.contains(quoted));
    }

    private static final class Parser implements RowParser {
        private static final long MISSING = Long.MIN_VALUE;

        private final JsonFactory json = new JsonFactory();
        private String timeText = "";
        private boolean timeIsSet;
        private long prompt;
        private long output;

        @Override
        public @Nullable RowProblem parse(TextLine line, ParsedRow row) {
            timeText = "";
            timeIsSet = false;
            prompt = MISSING;
            output = MISSING;
            int length = line.end() - line.start();
            try (JsonParser parser = json.createParser(ObjectReadContext.empty(), line.bytes(), line.start(), length)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return new RowProblem(line.number(), "row", line.shown(), "one JSON object");
                }
                RowProblem problem = readFields(parser, line, row);
                if (problem != null) {
                    return problem;
                }
                if (parser.nextToken() != null) {
                    return new RowProblem(line.number(), "row", line.shown(), "one JSON object and nothing after it");
                }
            } catch (JacksonException e) {
                return new RowProblem(line.number(), "row", line.shown(), "a complete JSON object");
            }
            return missingField(line, row);
        }

        @Override
        public String timeText(TextLine line) {
            return timeText;
        }

        private @Nullable RowProblem readFields(JsonParser parser, TextLine line, ParsedRow row) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case TIMESTAMP -> {
                        timeText = TextLine.shown(parser.getString());
                        timeIsSet = readTime(parser, row);
                        if (!timeIsSet) {
                            return new RowProblem(line.number(), TIMESTAMP, timeText, "a number of milliseconds");
                        }
                    }
                    case INPUT_LENGTH -> {
                        prompt = tokens(parser);
                        if (!TraceLimits.isTokenCount(prompt)) {
                            return tokenProblem(line, INPUT_LENGTH, parser.getString());
                        }
                    }
                    case OUTPUT_LENGTH -> {
                        output = tokens(parser);
                        if (!TraceLimits.isTokenCount(output)) {
                            return tokenProblem(line, OUTPUT_LENGTH, parser.getString());
                        }
                    }
                    case HASH_IDS -> {
                        if (!readHashes(parser, row)) {
                            return new RowProblem(
                                    line.number(),
                                    HASH_IDS,
                                    line.shown(),
                                    "an array of whole numbers from 0 to 2147483647");
                        }
                    }
                    default -> parser.skipChildren();
                }
            }
            return null;
        }

        private static boolean readHashes(JsonParser parser, ParsedRow row) {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                return false;
            }
            row.beginHashes(HASH_BLOCK_TOKENS);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                long id = isWhole(parser) ? parser.getLongValue() : -1;
                if (id < 0 || id > Integer.MAX_VALUE) {
                    return false;
                }
                row.addHash((int) id);
            }
            return true;
        }

        private @Nullable RowProblem missingField(TextLine line, ParsedRow row) {
            if (!timeIsSet) {
                return new RowProblem(line.number(), TIMESTAMP, "", "a number of milliseconds");
            }
            if (prompt == MISSING) {
                return tokenProblem(line, INPUT_LENGTH, "");
            }
            if (output == MISSING) {
                return tokenProblem(line, OUTPUT_LENGTH, "");
            }
            row.setTokens((int) prompt, (int) output);
            return null;
        }

        private static RowProblem tokenProblem(TextLine line, String field, String value) {
            return new RowProblem(line.number(), field, TextLine.shown(value), TraceLimits.EXPECTED_TOKENS);
        }

        private static boolean readTime(JsonParser parser, ParsedRow row) {
            if (isWhole(parser)) {
                long milliseconds = parser.getLongValue();
                if (Math.abs(milliseconds / 1000) > TraceLimits.MAX_SECOND) {
                    return false;
                }
                row.setTime(milliseconds / 1000, milliseconds % 1000 * Ticks.PER_MILLISECOND);
                return true;
            }
            return parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
                    && AsciiNumbers.setSeconds(parser.getDoubleValue() / 1000, row);
        }

        /** A token count, or 0 for anything that is not a whole number. */
        private static long tokens(JsonParser parser) {
            return isWhole(parser) ? parser.getLongValue() : 0;
        }

        private static boolean isWhole(JsonParser parser) {
            return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != NumberType.BIG_INTEGER;
        }
    }
}
