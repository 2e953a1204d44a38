package dev.tokenyard.app.session;

/** Consecutive seeds, of which the last must still be a seed. */
public final class SeedRange {
    private SeedRange() {}

    /**
     * Refuses a first seed after which there are too few.
     *
     * @param first the first seed
     * @param count how many seeds, at least 1
     * @throws IllegalArgumentException if the last of them is beyond the range; the message is for the user
     */
    public static void check(long first, int count) {
        long largest = Long.MAX_VALUE - (count - 1L);
        if (first > largest) {
            throw new IllegalArgumentException("Seed " + first + " is too large to count " + count
                    + " seeds from; give one of at most " + largest + ".");
        }
    }
}
