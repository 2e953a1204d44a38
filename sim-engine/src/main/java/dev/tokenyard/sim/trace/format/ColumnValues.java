package dev.tokenyard.sim.trace.format;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the first values of a column look like. Some may be missing or spoilt: most of them count. */
final class ColumnValues {
    private static final long LARGEST_TOKENS = 2_000_000;
    /** The years 2001 to 2099, in seconds since 1970. */
    private static final double EARLIEST_EPOCH = 1e9;

    private static final double LATEST_EPOCH = 4.07e9;

    private final List<String> texts;
    private final double[] numbers;

    ColumnValues(List<String> texts) {
        this.texts = texts.stream().filter(text -> !text.isEmpty()).toList();
        numbers = this.texts.stream()
                .mapToDouble(ColumnValues::number)
                .filter(number -> !Double.isNaN(number))
                .toArray();
    }

    private static double number(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // Any unit would do: what counts is whether it is a number, and its size.
        ParsedRow row = new ParsedRow();
        return AsciiNumbers.parts(bytes, 0, bytes.length, 1_000_000_000, row) ? Double.parseDouble(text) : Double.NaN;
    }

    private boolean most(Predicate<byte[]> test) {
        long passed = texts.stream()
                .filter(text -> test.test(text.getBytes(StandardCharsets.UTF_8)))
                .count();
        return !texts.isEmpty() && 2 * passed > texts.size();
    }

    boolean areClocks() {
        return most(ClockTimes::looksLikeOne);
    }

    /** Whether they may be times; true where there is nothing to tell. */
    boolean areTimes() {
        return texts.isEmpty() || 2 * numbers.length > texts.size() || areClocks();
    }

    /** Whether they may be lengths; true where there is nothing to tell. */
    boolean areTokens() {
        return texts.isEmpty()
                || most(bytes -> {
                    long tokens = AsciiNumbers.wholeNumber(bytes, 0, bytes.length);
                    return tokens == 0 || TraceLimits.isTokenCount(tokens);
                });
    }

    /** Whether they are small whole numbers that differ, and do not number the rows. */
    boolean varyAsTokens() {
        return areTokens() && numbers.length > 1 && distinct() > 1 && !areRowNumbers() && largest() <= LARGEST_TOKENS;
    }

    /** Whether they are numbers that hardly ever fall, and do not number the rows. */
    boolean rise() {
        if (numbers.length < 2 || 2 * numbers.length <= texts.size() || areRowNumbers()) {
            return false;
        }
        int falls = 0;
        for (int i = 1; i < numbers.length; i++) {
            falls += numbers[i] < numbers[i - 1] ? 1 : 0;
        }
        return 20 * falls <= numbers.length && numbers[numbers.length - 1] > numbers[0];
    }

    private boolean areRowNumbers() {
        for (int i = 1; i < numbers.length; i++) {
            if (numbers[i] - numbers[i - 1] != 1) {
                return false;
            }
        }
        return numbers.length > 2;
    }

    /** Whether they are words that come again and again, of at most so many kinds. */
    boolean repeatTexts(int most) {
        int kinds = distinct();
        return numbers.length == 0 && !areClocks() && kinds > 1 && kinds <= most && texts.size() >= 3 * kinds;
    }

    private int distinct() {
        return new HashSet<>(texts).size();
    }

    private double largest() {
        double largest = 0;
        for (double number : numbers) {
            largest = Math.max(largest, number);
        }
        return largest;
    }

    /** The unit in which they would be times of this century. */
    Optional<TimeUnit> epochUnit() {
        if (numbers.length == 0) {
            return Optional.empty();
        }
        double perSecond = 1;
        for (TimeUnit unit :
                List.of(TimeUnit.SECONDS, TimeUnit.MILLISECONDS, TimeUnit.MICROSECONDS, TimeUnit.NANOSECONDS)) {
            double seconds = numbers[0] / perSecond;
            if (seconds >= EARLIEST_EPOCH && seconds <= LATEST_EPOCH) {
                return Optional.of(unit);
            }
            perSecond *= 1000;
        }
        return Optional.empty();
    }

    /** Mean difference of neighbours, 0 if there are none. */
    double meanGap() {
        return numbers.length < 2 ? 0 : Math.abs(numbers[numbers.length - 1] - numbers[0]) / (numbers.length - 1);
    }
}
