package dev.tokenyard.sim.catalog;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses which of the known names a mistyped one stands for. */
public final class NearestName {
    private NearestName() {}

    /**
     * The known name nearest to a typed one: one that starts with it, else the one at the least edit distance less the letters
     * that both begin with, since the ends of names are guessed more often than their beginnings; the first wins a tie. Upper and lower case count as equal.
     *
     * @return empty if even the nearest would need more than half of its letters changed
     */
    public static Optional<String> of(String typed, Collection<String> known) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (String name : known) {
            String candidate = name.toLowerCase(Locale.ROOT);
            boolean completes = !wanted.isEmpty() && candidate.startsWith(wanted);
            int distance = completes ? 0 : editDistance(wanted, candidate);
            int strangeness = completes ? Integer.MIN_VALUE : distance - sharedStart(wanted, candidate);
            if (strangeness < least && distance <= candidate.length() / 2) {
                least = strangeness;
                nearest = name;
            }
        }
        return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
    }

    private static int sharedStart(String a, String b) {
        int mismatch = Arrays.mismatch(a.toCharArray(), b.toCharArray());
        return mismatch < 0 ? a.length() : mismatch;
    }

    /** Levenshtein's distance: the fewest insertions, deletions and substitutions of one character. */
    static int editDistance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
