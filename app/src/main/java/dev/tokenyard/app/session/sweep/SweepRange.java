package dev.tokenyard.app.session.sweep;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Where a sweep begins and ends, and at how many evenly spaced values it simulates.
 *
 * @param from the least value
 * @param to the largest, above it
 * @param points {@value #FEWEST} to {@value #MOST}; fewer are simulated where whole numbers coincide
 */
public record SweepRange(double from, double to, int points) {
    /** A line needs two ends. */
    public static final int FEWEST = 2;

    /** More are not told apart in a picture. */
    public static final int MOST = 101;

    /** Shows a curve, and halves evenly. */
    public static final int USUAL = 9;

    /**
     * Returns the range if a knob can take it.
     *
     * @throws IllegalArgumentException otherwise; the message is for the user
     */
    public SweepRange check(SweepKnob knob) {
        knob.check(from);
        knob.check(to);
        if (from >= to) {
            throw new IllegalArgumentException(knob.title() + " is to go from " + SweepWords.number(from) + " to "
                    + SweepWords.number(to) + "; let the end be above the beginning.");
        }
        checkPoints(BigInteger.valueOf(points));
        return this;
    }

    /**
     * Returns a number of points that is allowed.
     *
     * @throws IllegalArgumentException otherwise; the message is for the user
     */
    public static int checkPoints(BigInteger points) {
        if (points.compareTo(BigInteger.valueOf(FEWEST)) < 0 || points.compareTo(BigInteger.valueOf(MOST)) > 0) {
            throw new IllegalArgumentException(
                    "A sweep of " + points + " points is out of range; give " + FEWEST + " to " + MOST + ".");
        }
        return points.intValue();
    }

    /** The values, ascending. */
    public List<Double> values(SweepKnob knob) {
        TreeSet<Double> values = new TreeSet<>();
        for (int i = 0; i < points; i++) {
            double value = i == points - 1 ? to : from + i * (to - from) / (points - 1);
            // Rounding to four digits must not lead out of a range that is narrower than that.
            values.add(i == 0 || i == points - 1 ? value : Math.clamp(knob.rounded(value), from, to));
        }
        return List.copyOf(values);
    }

    /**
     * The places of so many values in the order in which to simulate them: the ends, the middle, the middles between those
     * and so on, so that there is a picture at once and the rest refines it.
     *
     * @return a list of places for each round
     */
    static List<List<Integer>> rounds(int count) {
        List<List<Integer>> rounds = new ArrayList<>();
        rounds.add(count == 1 ? List.of(0) : List.of(0, count - 1));
        List<int[]> gaps = count > 2 ? List.of(new int[] {0, count - 1}) : List.of();
        while (!gaps.isEmpty()) {
            List<Integer> round = new ArrayList<>();
            List<int[]> smaller = new ArrayList<>();
            for (int[] gap : gaps) {
                int middle = (gap[0] + gap[1]) / 2;
                round.add(middle);
                if (middle - gap[0] > 1) {
                    smaller.add(new int[] {gap[0], middle});
                }
                if (gap[1] - middle > 1) {
                    smaller.add(new int[] {middle, gap[1]});
                }
            }
            rounds.add(round);
            gaps = smaller;
        }
        return rounds;
    }
}
