package dev.tokenyard.sim.trace.format;

import dev.tokenyard.sim.model.Label;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The workloads of AIBrix: one JSON object a line, {@code {"timestamp": 19, "requests": [{"prompt": "...", "prompt_length": 101,
 * "output_length": 20, "session_id": 0}, ...]}}, with the milliseconds from the start at which its requests are sent together
 * (github.com/vllm-project/aibrix, benchmarks/generator/workload_generator/README.md and benchmarks/client/client.py).
 *
 * <p>Prompts are passed over. A request whose {@code output_length} is {@code null}, as the generator leaves it where it was
 * given no lengths, is refused. A line that breaks off gives the requests before the break, and one problem.
 */
final class AibrixFormat implements TraceFormat {
    private static final String TIMESTAMP = "timestamp";
    private static final String REQUESTS = "requests";
    private static final Pattern LIST = Pattern.compile('"' + REQUESTS + "\"\\s*:\\s*\\[");
    private static final String PROMPT_LENGTH = "prompt_length";
    private static final String OUTPUT_LENGTH = "output_length";
    private static final String SESSION = "session_id";

    @Override
    public String id() {
        return "aibrix";
    }

    @Override
    public String title() {
        return "AIBrix workload, JSON lines";
    }

    @Override
    public String citation() {
        return "AIBrix Team, \"AIBrix: Towards Scalable, Cost-Effective Large Language Model Inference Infrastructure\","
                + " arXiv 2504.03648";
    }

    @Override
    public boolean recognises(TraceHead head) {
        return JsonTraceFormat.isJsonLines(head)
                && head.lines().stream().anyMatch(line -> LIST.matcher(line).find());
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
    public String outputColumn() {
        return OUTPUT_LENGTH;
    }

    @Override
    public RowParser parser(TraceHead head) {
        return new Parser();
    }

    private static final class Parser implements RowParser {
        private static final long MISSING = -1;

        private final JsonFactory json = new JsonFactory();
        private final NameCache sessions = new NameCache();
        private final ParsedRow time = new ParsedRow();
        private String timeText = "";
        private boolean timed;
        private boolean listed;

        @Override
        public void parse(TextLine line, RowSink rows) {
            timeText = "";
            timed = false;
            listed = false;
            try {
                if (!read(line, rows) && timed) {
                    // The time came after the requests.
                    read(line, rows);
                }
            } catch (JacksonException e) {
                rows.refuse(problem(RowReason.JSON, line, "row", line.shown(), "a complete JSON object"));
                return;
            }
            if (!timed) {
                rows.refuse(problem(RowReason.TIME, line, TIMESTAMP, timeText, "a number of milliseconds"));
            } else if (!listed) {
                rows.refuse(problem(RowReason.JSON, line, REQUESTS, "", "an array of JSON objects"));
            }
        }

        @Override
        public String timeText(TextLine line) {
            return timeText;
        }

        /** Reads a line; false if its requests came before a time was known. */
        private boolean read(TextLine line, RowSink rows) {
            boolean complete = true;
            int length = line.end() - line.start();
            try (JsonParser parser = json.createParser(ObjectReadContext.empty(), line.bytes(), line.start(), length)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    timed = true;
                    listed = true;
                    rows.refuse(problem(RowReason.JSON, line, "row", line.shown(), "one JSON object"));
                    return true;
                }
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String field = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (field.equals(TIMESTAMP)) {
                        readTime(parser, value);
                    } else if (field.equals(REQUESTS) && timed && value == JsonToken.START_ARRAY) {
                        listed = true;
                        readRequests(parser, line, rows);
                    } else {
                        complete &= !field.equals(REQUESTS);
                        parser.skipChildren();
                    }
                }
            }
            return complete;
        }

        private void readTime(JsonParser parser, JsonToken value) {
            String text = parser.getString();
            timeText = text == null ? "" : TextLine.shown(text);
            if (value.isNumeric()) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                timed = AsciiNumbers.milliseconds(bytes, 0, bytes.length, time);
            }
            parser.skipChildren();
        }

        private void readRequests(JsonParser parser, TextLine line, RowSink rows) {
            for (JsonToken token = parser.nextToken();
                    token != null && token != JsonToken.END_ARRAY;
                    token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    readRequest(parser, line, rows);
                } else {
                    rows.refuse(problem(RowReason.JSON, line, REQUESTS, line.shown(), "an array of JSON objects"));
                    parser.skipChildren();
                }
            }
        }

        private void readRequest(JsonParser parser, TextLine line, RowSink rows) {
            ParsedRow row = rows.row();
            row.setTime(time.second(), time.tickOfSecond());
            long prompt = MISSING;
            long output = MISSING;
            String promptText = "";
            String outputText = "";
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (field) {
                    case PROMPT_LENGTH -> {
                        promptText = shown(parser, value);
                        prompt = tokens(parser, value);
                    }
                    case OUTPUT_LENGTH -> {
                        outputText = shown(parser, value);
                        output = tokens(parser, value);
                    }
                    case SESSION -> {
                        boolean named = value == JsonToken.VALUE_STRING || value.isNumeric();
                        byte[] name = (named ? parser.getString() : "").getBytes(StandardCharsets.UTF_8);
                        row.setName(Label.SESSION, sessions.name(name, 0, name.length, false));
                    }
                    default -> {}
                }
                parser.skipChildren();
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                return;
            }
            boolean failed = output == 0;
            if (!TraceLimits.isTokenCount(prompt) && !(failed && prompt == 0)) {
                rows.refuse(problem(RowReason.PROMPT, line, PROMPT_LENGTH, promptText, TraceLimits.EXPECTED_TOKENS));
            } else if (!TraceLimits.isTokenCount(output) && !failed) {
                rows.refuse(problem(RowReason.OUTPUT, line, OUTPUT_LENGTH, outputText, TraceLimits.EXPECTED_TOKENS));
            } else {
                row.setTokens((int) prompt, (int) output);
                rows.add(line);
            }
        }

        private static String shown(JsonParser parser, JsonToken value) {
            return value.isScalarValue() ? TextLine.shown(parser.getString()) : "";
        }

        private static long tokens(JsonParser parser, JsonToken value) {
            if (value != JsonToken.VALUE_NUMBER_INT) {
                return MISSING;
            }
            byte[] bytes = parser.getString().getBytes(StandardCharsets.UTF_8);
            return AsciiNumbers.wholeNumber(bytes, 0, bytes.length);
        }

        private static RowProblem problem(
                RowReason reason, TextLine line, String column, String value, String expected) {
            return new RowProblem(reason, line.number(), column, value, expected);
        }
    }
}
