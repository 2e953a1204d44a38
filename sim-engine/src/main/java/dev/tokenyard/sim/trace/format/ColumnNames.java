package dev.tokenyard.sim.trace.format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What columns are commonly called. */
final class ColumnNames {
    /** Longer words also count within a word, as in {@code promptlen}. */
    private static final int TELLING_LETTERS = 5;

    private static final Map<ColumnRole, Map<String, Integer>> WORDS = Map.of(
            ColumnRole.TIME,
            Map.ofEntries(
                    Map.entry("timestamp", 10),
                    Map.entry("arrival", 10),
                    Map.entry("arrived", 10),
                    Map.entry("datetime", 9),
                    Map.entry("ts", 9),
                    Map.entry("time", 8),
                    Map.entry("created", 8),
                    Map.entry("submitted", 8),
                    Map.entry("submit", 8),
                    Map.entry("received", 7),
                    Map.entry("date", 7),
                    Map.entry("start", 6),
                    Map.entry("started", 6),
                    Map.entry("epoch", 6),
                    Map.entry("when", 6)),
            ColumnRole.PROMPT,
            Map.of("prompt", 10, "prefill", 10, "input", 9, "context", 8, "isl", 8, "in", 6, "request", 5, "query", 5),
            ColumnRole.OUTPUT,
            Map.ofEntries(
                    Map.entry("output", 10),
                    Map.entry("decode", 10),
                    Map.entry("generated", 9),
                    Map.entry("generation", 9),
                    Map.entry("completion", 9),
                    Map.entry("gen", 8),
                    Map.entry("osl", 8),
                    Map.entry("response", 7),
                    Map.entry("answer", 7),
                    Map.entry("reply", 7),
                    Map.entry("out", 6)),
            ColumnRole.CLASS,
            Map.of("class", 10, "tier", 9, "qos", 9, "priority", 8, "slo", 8, "category", 7, "type", 6, "kind", 6),
            ColumnRole.SESSION,
            Map.of("session", 10, "conversation", 10, "conv", 8, "chat", 8, "thread", 8, "dialogue", 8, "dialog", 8),
            ColumnRole.CLIENT,
            Map.of(
                    "client",
                    10,
                    "tenant",
                    10,
                    "user",
                    9,
                    "customer",
                    9,
                    "account",
                    7,
                    "application",
                    7,
                    "app",
                    7,
                    "caller",
                    7,
                    "organization",
                    6,
                    "org",
                    6));

    /** Words that make a column of numbers another figure. */
    private static final Set<String> NO_FIGURE = Set.of(
            "id",
            "total",
            "cost",
            "price",
            "latency",
            "duration",
            "elapsed",
            "ttft",
            "tpot",
            "itl",
            "e2e",
            "gap",
            "interval",
            "status",
            "code",
            "hash",
            "index",
            "idx",
            "row",
            "cached",
            "predicted",
            "max",
            "limit",
            "temperature",
            "rate",
            "speed",
            "batch",
            "port",
            "zone");

    private static final Set<String> NO_ARRIVAL = Set.of(
            "end",
            "ended",
            "finish",
            "finished",
            "completed",
            "completion",
            "done",
            "first",
            "last",
            "response",
            "token",
            "tokens",
            "prefill",
            "decode",
            "wait",
            "queue");

    private static final Set<String> NO_LENGTH = Set.of(
            "time", "timestamp", "ts", "ms", "us", "ns", "s", "sec", "seconds", "date", "text", "turn", "priority");

    private static final Set<String> NO_CLASS = Set.of(
            "model", "llm", "engine", "status", "error", "region", "country", "text", "prompt", "finish", "reason",
            "method", "url");

    private ColumnNames() {}

    /** How well a name fits a role, 0 if not at all. */
    static int score(ColumnRole role, String column) {
        if (isAgainst(role, column)) {
            return 0;
        }
        List<String> words = words(column);
        int best = 0;
        for (Map.Entry<String, Integer> known :
                WORDS.getOrDefault(role, Map.of()).entrySet()) {
            boolean within = known.getKey().length() >= TELLING_LETTERS
                    && words.stream().anyMatch(word -> word.contains(known.getKey()));
            int score = words.contains(known.getKey()) ? 2 * known.getValue() : within ? known.getValue() : 0;
            best = Math.max(best, score);
        }
        boolean counts = words.stream().anyMatch(word -> word.startsWith("token") || word.startsWith("len"));
        boolean isLength = role == ColumnRole.PROMPT || role == ColumnRole.OUTPUT;
        return best > 0 && isLength && counts ? best + 5 : best;
    }

    /** Whether a name is that of a time of arrival. */
    static boolean isATime(String column) {
        return score(ColumnRole.TIME, column) > 0;
    }

    /** Whether a name says that a column is something else. */
    static boolean isAgainst(ColumnRole role, String column) {
        List<String> words = words(column);
        return switch (role) {
            case TIME -> any(words, NO_FIGURE) || any(words, NO_ARRIVAL);
            case PROMPT, OUTPUT -> any(words, NO_FIGURE) || any(words, NO_LENGTH);
            case CLASS -> any(words, NO_CLASS);
            default -> any(words, Set.of("count", "tokens", "latency", "turn", "turns"));
        };
    }

    /** The unit of time that a name states. */
    static Optional<TimeUnit> unit(String column) {
        for (String word : words(column)) {
            switch (word) {
                case "s", "sec", "secs", "second", "seconds":
                    return Optional.of(TimeUnit.SECONDS);
                case "ms", "msec", "millis", "millisecond", "milliseconds":
                    return Optional.of(TimeUnit.MILLISECONDS);
                case "us", "usec", "micros", "microsecond", "microseconds":
                    return Optional.of(TimeUnit.MICROSECONDS);
                case "ns", "nsec", "nanos", "nanosecond", "nanoseconds":
                    return Optional.of(TimeUnit.NANOSECONDS);
                default:
                    break;
            }
        }
        return Optional.empty();
    }

    private static boolean any(List<String> words, Set<String> of) {
        return words.stream().anyMatch(of::contains);
    }

    /** The words of a name in lower case, parted at signs and where a capital follows a small letter. */
    private static List<String> words(String column) {
        return Arrays.stream(column.split("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
