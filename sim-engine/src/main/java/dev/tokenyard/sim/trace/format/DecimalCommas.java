package dev.tokenyard.sim.trace.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads times with a decimal comma in place of a point, of tables whose values are not separated by commas. */
final class DecimalCommas implements RowTimes {
    private static final int MOST_CHARS = 40;

    private final RowTimes times;
    private final String column;
    private boolean read;

    DecimalCommas(RowTimes times, String column) {
        this.times = times;
        this.column = column;
    }

    @Override
    public boolean parse(byte[] bytes, int from, int to, ParsedRow row) {
        if (times.parse(bytes, from, to, row)) {
            return true;
        }
        int comma = comma(bytes, from, to);
        if (comma < 0) {
            return false;
        }
        byte[] pointed = Arrays.copyOfRange(bytes, from, to);
        pointed[comma - from] = '.';
        boolean isTime = times.parse(pointed, 0, pointed.length, row);
        read |= isTime;
        return isTime;
    }

    /** A text with a point in place of its decimal comma; the same where it has none. */
    static String pointed(String text) {
        byte[] bytes = JsonRowParser.bytes(text);
        int comma = comma(bytes, 0, bytes.length);
        return comma < 0 ? text : text.substring(0, comma) + '.' + text.substring(comma + 1);
    }

    /** Position of the one comma between digits, or -1. */
    private static int comma(byte[] bytes, int from, int to) {
        int comma = -1;
        if (to - from > MOST_CHARS) {
            return comma;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] == '.' || (bytes[i] == ',' && comma >= 0) || bytes[i] < 0) {
                return -1;
            }
            comma = bytes[i] == ',' ? i : comma;
        }
        return comma > from && AsciiNumbers.endOfDigits(bytes, comma + 1, to) == to ? comma : -1;
    }

    @Override
    public String expected(String usual) {
        return times.expected(usual);
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(times.notes());
        if (read) {
            notes.add("The comma in " + TextLine.shown(column) + " is read as a decimal point.");
        }
        return notes;
    }
}
