package dev.tokenyard.sim.trace.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads numbers since 1970, whose unit their magnitude tells, and perhaps wall clocks beside them; keeps count of the units, so
 * that the report can state them.
 */
final class EpochTimes implements RowTimes {
    private final String column;
    private final boolean clocks;
    private final long[] rows = new long[TimeUnit.values().length];

    /**
     * Prepares for a file.
     *
     * @param column the column of times, for the report
     * @param clocks whether a time may be a wall clock, too
     */
    EpochTimes(String column, boolean clocks) {
        this.column = column;
        this.clocks = clocks;
    }

    @Override
    public boolean parse(byte[] bytes, int from, int to, ParsedRow row) {
        if (clocks && WallClock.looksLikeOne(bytes, from, to)) {
            return WallClock.parse(bytes, from, to, row);
        }
        TimeUnit unit = TimeUnit.ofMagnitude(bytes, from, to);
        boolean isTime = from < to && bytes[from] != '-' && unit.parse(bytes, from, to, row);
        if (isTime) {
            rows[unit.ordinal()]++;
        }
        return isTime;
    }

    @Override
    public List<String> notes() {
        List<TimeUnit> found = new ArrayList<>();
        for (TimeUnit unit : TimeUnit.values()) {
            if (rows[unit.ordinal()] > 0) {
                found.add(unit);
            }
        }
        if (found.isEmpty()) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        for (TimeUnit unit : found) {
            parts.add(
                    found.size() == 1
                            ? unit.title()
                            : String.format(Locale.ROOT, "%s (rows: %,d)", unit.title(), rows[unit.ordinal()]));
        }
        return List.of("The numbers in " + TextLine.shown(column) + " are read as " + String.join(" and ", parts)
                + " since 1970, by their size.");
    }
}
