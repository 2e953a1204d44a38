package dev.tokenyard.sim.trace.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which columns of any table, or fields of JSON lines, make a trace. It is written {@code
 * time=ts:ms,prompt=in,output=out,class=tier}; a name with a comma or quotes stands in double quotes.
 *
 * @param columns the column of each role that has one, by name; a table without a header numbers its columns from 1
 * @param unit how the column of times is written; {@link TimeUnit#SECONDS} where there is none
 */
public record ColumnMapping(Map<ColumnRole, String> columns, TimeUnit unit) {
    /** No column at all. */
    public static final ColumnMapping NONE = new ColumnMapping(Map.of(), TimeUnit.SECONDS);

    /** How a mapping is written, for messages and help. */
    public static final String USAGE =
            "time=COLUMN:UNIT,prompt=COLUMN,output=COLUMN[,class=COLUMN][,model=COLUMN][,session=COLUMN]"
                    + "[,client=COLUMN], where UNIT is s, ms, us, ns, clock or epoch";

    /** Keeps an unmodifiable copy in the order of the roles, and no unit without times. */
    public ColumnMapping {
        EnumMap<ColumnRole, String> ordered = new EnumMap<>(ColumnRole.class);
        ordered.putAll(columns);
        columns = Collections.unmodifiableMap(ordered);
        unit = columns.containsKey(ColumnRole.TIME) ? unit : TimeUnit.SECONDS;
    }

    /** Whether no column has a role. */
    public boolean isNone() {
        return columns.isEmpty();
    }

    /** The column of a role, empty if there is none. */
    public String column(ColumnRole role) {
        return columns.getOrDefault(role, "");
    }

    /** The role of a column. */
    public Optional<ColumnRole> roleOf(String column) {
        return columns.entrySet().stream()
                .filter(entry -> entry.getValue().equals(column))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The same where a column has another role, or none if {@code role} is empty; a role goes to one column. */
    public ColumnMapping with(String column, Optional<ColumnRole> role) {
        EnumMap<ColumnRole, String> changed = new EnumMap<>(ColumnRole.class);
        changed.putAll(columns);
        changed.values().removeIf(column::equals);
        role.ifPresent(chosen -> changed.put(chosen, column));
        return new ColumnMapping(changed, unit);
    }

    /** The same with times in another unit. */
    public ColumnMapping withUnit(TimeUnit newUnit) {
        return new ColumnMapping(columns, newUnit);
    }

    /** What is still missing, as a sentence for the user; empty if a trace can be read. */
    public String missing() {
        List<String> without = new ArrayList<>();
        for (ColumnRole role : List.of(ColumnRole.PROMPT, ColumnRole.OUTPUT)) {
            if (!columns.containsKey(role)) {
                without.add(role.title());
            }
        }
        return without.isEmpty() ? "" : "Choose the column of " + String.join(" and of ", without) + ".";
    }

    /** As {@link #parse} reads it. */
    public String text() {
        List<String> parts = new ArrayList<>();
        columns.forEach((role, column) ->
                parts.add(role.word() + "=" + quoted(column) + (role == ColumnRole.TIME ? ":" + unit.word() : "")));
        return String.join(",", parts);
    }

    private static String quoted(String column) {
        boolean plain = column.indexOf(',') < 0 && column.indexOf('"') < 0 && column.equals(column.strip());
        return plain ? column : '"' + column.replace("\"", "\"\"") + '"';
    }

    /**
     * Reads a mapping. The unit of the time is seconds where it is not stated.
     *
     * @throws IllegalArgumentException if it is none, or lacks prompts or outputs; the message is for the user
     */
    public static ColumnMapping parse(String text) {
        EnumMap<ColumnRole, String> columns = new EnumMap<>(ColumnRole.class);
        TimeUnit unit = TimeUnit.SECONDS;
        for (String part : parts(text)) {
            int equals = part.indexOf('=');
            ColumnRole role =
                    role(text, equals < 0 ? part : part.substring(0, equals).strip());
            String column = equals < 0 ? "" : part.substring(equals + 1).strip();
            if (role == ColumnRole.TIME) {
                int colon = column.lastIndexOf(':');
                Optional<TimeUnit> stated = colon < 0 ? Optional.empty() : unit(column.substring(colon + 1));
                if (stated.isPresent()) {
                    unit = stated.get();
                    column = column.substring(0, colon);
                }
            }
            column = unquoted(column);
            if (column.isEmpty()) {
                throw wrong(text, "\"" + part + "\" names no column");
            }
            if (columns.containsValue(column)) {
                throw wrong(text, "the column " + column + " has two roles");
            }
            if (columns.put(role, column) != null) {
                throw wrong(text, role.word() + " is given twice");
            }
        }
        for (ColumnRole role : List.of(ColumnRole.PROMPT, ColumnRole.OUTPUT)) {
            if (!columns.containsKey(role)) {
                throw wrong(text, "it has no " + role.word() + "=");
            }
        }
        return new ColumnMapping(columns, unit);
    }

    /** Splits at commas outside of quotes. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        boolean inQuotes = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            inQuotes ^= text.charAt(i) == '"';
            if (text.charAt(i) == ',' && !inQuotes) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String unquoted(String column) {
        boolean isQuoted = column.length() > 1 && column.startsWith("\"") && column.endsWith("\"");
        return isQuoted ? column.substring(1, column.length() - 1).replace("\"\"", "\"") : column;
    }

    private static ColumnRole role(String text, String word) {
        for (ColumnRole role : ColumnRole.values()) {
            if (role.word().equals(word.toLowerCase(Locale.ROOT))) {
                return role;
            }
        }
        throw wrong(text, "there is no role \"" + word + "\"");
    }

    private static Optional<TimeUnit> unit(String word) {
        for (TimeUnit unit : TimeUnit.values()) {
            if (unit.word().equals(word)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException(
                "The columns are \"" + TextLine.shown(text) + "\", but " + why + "; write " + USAGE + ".");
    }
}
