package dev.tokenyard.sim.trace.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads dates and times of day: {@linkplain WallClock wall clocks}, and those that spreadsheets write, {@code 11/16/2023 6:15 PM} or
 * {@code 16.11.2023 18:15:46}. Whether day or month comes first between slashes is told by those of a column that have a number
 * beyond 12; where none has one, or some have it here and some there, they are no times.
 */
final class ClockTimes implements RowTimes {
    private static final Pattern DATE =
            Pattern.compile("(\\d{1,4})([/.])(\\d{1,2})\\2(\\d{1,4})[ T]+(\\d{1,2}):(\\d{2})"
                    + "(:\\d{2}(?:\\.\\d{1,12})?)?(?: ?([AaPp])[Mm])?(| ?Z| UTC| GMT|[+-]\\d{2}:\\d{2})");
    private static final int MOST_CHARS = 60;
    private static final int YEAR_DIGITS = 4;

    private final String column;
    private final Order order;
    private boolean read;

    private enum Order {
        MONTH_FIRST("month/day/year"),
        DAY_FIRST("day/month/year"),
        UNKNOWN("");

        private final String words;

        Order(String words) {
            this.words = words;
        }
    }

    private ClockTimes(String column, Order order) {
        this.column = column;
        this.order = order;
    }

    /** For a column with these values, some of them perhaps no times. */
    static ClockTimes of(String column, List<String> values) {
        boolean dayFirst = false;
        boolean monthFirst = false;
        for (String value : values) {
            Matcher date = matcher(value);
            if (date.matches()
                    && date.group(1).length() < YEAR_DIGITS
                    && date.group(2).equals("/")) {
                dayFirst |= Integer.parseInt(date.group(1)) > 12;
                monthFirst |= Integer.parseInt(date.group(3)) > 12;
            }
        }
        return new ClockTimes(
                column, dayFirst == monthFirst ? Order.UNKNOWN : dayFirst ? Order.DAY_FIRST : Order.MONTH_FIRST);
    }

    private static Matcher matcher(String value) {
        return DATE.matcher(value.length() > MOST_CHARS ? "" : value);
    }

    /** Whether a text looks like a date with a time of day, even if it cannot be told which. */
    static boolean looksLikeOne(byte[] bytes) {
        return WallClock.parse(bytes, 0, bytes.length, new ParsedRow())
                || (bytes.length <= MOST_CHARS
                        && DATE.matcher(new String(bytes, StandardCharsets.UTF_8))
                                .matches());
    }

    @Override
    public boolean parse(byte[] bytes, int from, int to, ParsedRow row) {
        if (WallClock.looksLikeOne(bytes, from, to)) {
            return WallClock.parse(bytes, from, to, row);
        }
        if (to - from > MOST_CHARS) {
            return false;
        }
        Matcher date = DATE.matcher(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        if (!date.matches()) {
            return false;
        }
        boolean yearFirst = date.group(1).length() == YEAR_DIGITS;
        boolean dotted = date.group(2).equals(".");
        if (!yearFirst && !dotted && order == Order.UNKNOWN) {
            return false;
        }
        boolean monthFirst = !dotted && order == Order.MONTH_FIRST;
        String year = date.group(yearFirst ? 1 : 4);
        String month = date.group(yearFirst || !monthFirst ? 3 : 1);
        String day = date.group(yearFirst ? 4 : monthFirst ? 3 : 1);
        int hour = hour(Integer.parseInt(date.group(5)), date.group(8));
        if (year.length() != YEAR_DIGITS || day.length() > 2 || month.length() > 2 || hour < 0) {
            return false;
        }
        String seconds = date.group(7) == null ? ":00" : date.group(7);
        byte[] clock = (year
                        + '-'
                        + twoDigits(month)
                        + '-'
                        + twoDigits(day)
                        + ' '
                        + twoDigits(Integer.toString(hour))
                        + ':'
                        + date.group(6)
                        + seconds
                        + date.group(9).replace(" Z", "Z"))
                .getBytes(StandardCharsets.US_ASCII);
        boolean isTime = WallClock.parse(clock, 0, clock.length, row);
        read |= isTime && !yearFirst && !dotted;
        return isTime;
    }

    private static String twoDigits(String number) {
        return number.length() == 1 ? "0" + number : number;
    }

    /** The hour of the day from one of twelve and the first letter of its half of the day; -1 if there is no such hour. */
    private static int hour(int stated, String half) {
        if (half == null) {
            return stated;
        }
        boolean afternoon = half.equalsIgnoreCase("p");
        return stated < 1 || stated > 12 ? -1 : stated % 12 + (afternoon ? 12 : 0);
    }

    @Override
    public String expected(String usual) {
        return order == Order.UNKNOWN ? usual + ", or one whose day and month can be told apart" : usual;
    }

    @Override
    public List<String> notes() {
        return read
                ? List.of("The dates in " + TextLine.shown(column) + " are read as " + order.words
                        + ", as some have a number beyond 12.")
                : List.of();
    }
}
