package dev.tokenyard.sim.trace.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Guesses what the columns of a table mean: first by their names, then by their values. The user has the last word. Models
 * are never guessed, since requests for a model that no instance serves are refused.
 */
public final class ColumnGuess {
    /** A mean gap of more than so many units means that the unit is a smaller one. */
    private static final double LARGEST_GAP = 200;
    /** Classes are few; each comes more than once. */
    private static final int MOST_CLASSES = 12;

    private final TableHead table;
    private final List<ColumnValues> values = new ArrayList<>();
    private final Map<ColumnRole, Integer> columns = new EnumMap<>(ColumnRole.class);

    private ColumnGuess(TableHead table) {
        this.table = table;
        for (int column = 0; column < table.columns().size(); column++) {
            int at = column;
            values.add(new ColumnValues(
                    table.rows().stream().map(row -> pointed(row.get(at))).toList()));
        }
    }

    /** A decimal comma is one only where it does not separate values. */
    private String pointed(String value) {
        return table.delimiter() == ',' ? value : DecimalCommas.pointed(value);
    }

    /** The likely meaning of a table's columns; roles for which nothing fits have none. */
    public static ColumnMapping of(TableHead table) {
        ColumnGuess guess = new ColumnGuess(table);
        guess.byNames();
        guess.byValues();
        return guess.mapping();
    }

    /** What to do with a table whose columns are not known, as part of a sentence: with the guess, and gaps where there is none. */
    public static String advice(TableHead table) {
        ColumnMapping guess = of(table);
        String text = guess.text();
        for (ColumnRole role : List.of(ColumnRole.PROMPT, ColumnRole.OUTPUT)) {
            if (!guess.columns().containsKey(role)) {
                text += (text.isEmpty() ? "" : ",") + role.word() + "=COLUMN";
            }
        }
        return guess.missing().isEmpty()
                ? "open it as the table that it seems to be: confirm its columns in the window, or write --columns '"
                        + text + "' on the command line"
                : "say what the columns of this table mean: in the window, or on the command line with --columns '"
                        + text + "', filled in";
    }

    private ColumnMapping mapping() {
        Map<ColumnRole, String> named = new EnumMap<>(ColumnRole.class);
        columns.forEach((role, column) -> named.put(role, table.columns().get(column)));
        Integer time = columns.get(ColumnRole.TIME);
        return new ColumnMapping(named, time == null ? TimeUnit.SECONDS : unit(time));
    }

    /** The likely unit of a column of times. */
    public static TimeUnit unitOf(TableHead table, String column) {
        int index = table.columns().indexOf(column);
        return index < 0 ? TimeUnit.SECONDS : new ColumnGuess(table).unit(index);
    }

    private record Candidate(ColumnRole role, int column, int score) {}

    private void byNames() {
        List<Candidate> candidates = new ArrayList<>();
        for (int column = 0; column < values.size(); column++) {
            for (ColumnRole role : ColumnRole.values()) {
                int score = ColumnNames.score(role, table.columns().get(column));
                if (score > 0 && fits(role, values.get(column))) {
                    candidates.add(new Candidate(role, column, score));
                }
            }
        }
        // A stable sort: among equals the first column and the first role.
        candidates.sort(Comparator.comparingInt(Candidate::score).reversed());
        for (Candidate candidate : candidates) {
            if (!columns.containsKey(candidate.role) && !columns.containsValue(candidate.column)) {
                columns.put(candidate.role, candidate.column);
            }
        }
    }

    private static boolean fits(ColumnRole role, ColumnValues column) {
        return switch (role) {
            case TIME -> column.areTimes();
            case PROMPT, OUTPUT -> column.areTokens();
            // An instance serves only models that it knows by name, so a log's own names would refuse every request.
            case MODEL -> false;
            default -> true;
        };
    }

    private void byValues() {
        if (!columns.containsKey(ColumnRole.TIME)) {
            first(ColumnRole.TIME, ColumnValues::areClocks)
                    .or(() -> first(ColumnRole.TIME, ColumnValues::rise))
                    .ifPresent(column -> columns.put(ColumnRole.TIME, column));
        }
        for (ColumnRole role : List.of(ColumnRole.PROMPT, ColumnRole.OUTPUT)) {
            if (!columns.containsKey(role)) {
                first(role, ColumnValues::varyAsTokens).ifPresent(column -> columns.put(role, column));
            }
        }
        if (!columns.containsKey(ColumnRole.CLASS)) {
            first(ColumnRole.CLASS, column -> column.repeatTexts(MOST_CLASSES))
                    .ifPresent(column -> columns.put(ColumnRole.CLASS, column));
        }
    }

    /** The first column without a role whose name does not speak against the role and whose values pass a test. */
    private Optional<Integer> first(ColumnRole role, Predicate<ColumnValues> test) {
        for (int column = 0; column < values.size(); column++) {
            if (!columns.containsValue(column)
                    && !ColumnNames.isAgainst(role, table.columns().get(column))
                    && test.test(values.get(column))) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    private TimeUnit unit(int column) {
        ColumnValues times = values.get(column);
        if (times.areClocks()) {
            return TimeUnit.CLOCK;
        }
        Optional<TimeUnit> named = ColumnNames.unit(table.columns().get(column));
        if (named.isPresent()) {
            return named.get();
        }
        Optional<TimeUnit> sinceEpoch = times.epochUnit();
        if (sinceEpoch.isPresent()) {
            return sinceEpoch.get();
        }
        double gap = times.meanGap();
        if (gap < LARGEST_GAP) {
            return TimeUnit.SECONDS;
        }
        return gap < LARGEST_GAP * 1e3
                ? TimeUnit.MILLISECONDS
                : gap < LARGEST_GAP * 1e6 ? TimeUnit.MICROSECONDS : TimeUnit.NANOSECONDS;
    }
}
