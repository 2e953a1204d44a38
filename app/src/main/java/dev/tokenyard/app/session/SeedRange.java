package dev.tokenyard.app.session;

/** Consecutive seeds, of which the last must still be a seed. */
public final class SeedRange {
    /** The most seeds that a command of the terminal takes for a comparison or a table: nobody need sit by. */
    public static final int MOST = 1000;

    /**
     * The most seeds of what is run while somebody looks on, on the pages Compare and Sweep; and of a sweep in the terminal, too,
     * which repeats each of its many values so often.
     */
    public static final int MOST_SHOWN = 100;

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
