package dev.tokenyard.app.image;

import dev.tokenyard.sim.time.Ticks;
import java.util.Locale;

/**
 * What a film shows: a stretch of simulated time, how fast it passes, and how it looks.
 *
 * @param subject what is seen
 * @param fromTick the moment of the first picture, 0 or later
 * @param toTick the moment at which it ends, later than its beginning
 * @param framesPerSecond pictures per second of watching, 1 to 50: players of GIFs do not go faster
 * @param speed simulated seconds per second of watching, 0.01 to 1000
 * @param width width of the pictures in pixels, 320 to 3840
 * @param height height of the pictures in pixels, 200 to 2160
 * @param dark whether in the dark theme
 */
public record RecordingPlan(
        Subject subject,
        long fromTick,
        long toTick,
        double framesPerSecond,
        double speed,
        int width,
        int height,
        boolean dark) {
    /** The most pictures of a film. */
    public static final int MOST_FRAMES = 5_000;

    private static final double MOST_PER_SECOND = 50;
    private static final double LEAST_SPEED = 0.01;
    private static final double MOST_SPEED = 1_000;

    /** What is seen. */
    public enum Subject {
        /** The lanes alone, with a line that says the scenario and the moment. */
        STAGE,
        /** The whole window. */
        WINDOW
    }

    /** Checks the ranges; the message of a refusal is a sentence for the user. */
    public RecordingPlan {
        check(
                fromTick >= 0 && toTick > fromTick,
                "A film from %s s to %s s shows nothing; let it end later than it begins.",
                Ticks.toSeconds(fromTick),
                Ticks.toSeconds(toTick));
        check(
                framesPerSecond >= 1 && framesPerSecond <= MOST_PER_SECOND,
                "%s frames per second cannot be shown; choose 1 to %s.",
                framesPerSecond,
                MOST_PER_SECOND);
        check(
                speed >= LEAST_SPEED && speed <= MOST_SPEED,
                "A speed of %s simulated seconds per second is out of range; choose %s to %s.",
                speed,
                LEAST_SPEED,
                MOST_SPEED);
        check(
                width >= 320 && width <= 3_840 && height >= 200 && height <= 2_160,
                "A film of %s x %s pixels cannot be made; choose 320x200 to 3840x2160.",
                width,
                height);
        long frames = frames(fromTick, toTick, framesPerSecond, speed);
        check(
                frames <= MOST_FRAMES,
                "The film would have %s frames, more than %s; choose a shorter stretch, a higher speed or fewer frames"
                        + " per second.",
                frames,
                (long) MOST_FRAMES);
    }

    private static void check(boolean holds, String sentence, Object... values) {
        if (!holds) {
            Object[] words = new Object[values.length];
            for (int k = 0; k < words.length; k++) {
                words[k] = words(values[k]);
            }
            throw new IllegalArgumentException(sentence.formatted(words));
        }
    }

    private static String words(Object number) {
        if (number instanceof Double value) {
            return value == Math.rint(value) && Math.abs(value) < 1e9
                    ? String.format(Locale.ROOT, "%,.0f", value)
                    : String.format(Locale.ROOT, "%.4g", value);
        }
        return number instanceof Integer whole ? whole.toString() : String.format(Locale.ROOT, "%,d", (Long) number);
    }

    private static long frames(long from, long to, double framesPerSecond, double speed) {
        double seconds = Ticks.toSeconds(to - from);
        // A picture that is due at the very end is shown.
        return (long) Math.floor(seconds / speed * framesPerSecond + 1e-9) + 1;
    }

    /** How many pictures it has. */
    public int frames() {
        return (int) frames(fromTick, toTick, framesPerSecond, speed);
    }

    /** The moment that picture {@code k} shows. */
    public long tick(int k) {
        return Math.min(toTick, fromTick + Math.round(k * (speed / framesPerSecond) * Ticks.PER_SECOND));
    }

    /** How long picture {@code k} is shown, in hundredths of a second; the roundings of all pictures cancel out. */
    int hundredths(int k) {
        return (int) (Math.round(100 * (k + 1) / framesPerSecond) - Math.round(100 * k / framesPerSecond));
    }
}
