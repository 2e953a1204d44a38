package dev.tokenyard.sim.trace.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes names of bytes, those that come again and again only once. Each name has one slot, which the next name of that slot
 * takes over, so that the cost of a name is bounded however many there are.
 */
final class NameCache {
    private static final int SLOTS = 1 << 14;

    private final byte[][] bytesOf = new byte[SLOTS][];
    private final @Nullable String[] names = new String[SLOTS];

    /**
     * The name that some bytes spell in UTF-8.
     *
     * @param quoted whether a doubled quote stands for one
     */
    String name(byte[] bytes, int from, int to, boolean quoted) {
        if (from == to) {
            return "";
        }
        int hash = 0;
        boolean doubled = false;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
            doubled |= bytes[i] == '"';
        }
        if (quoted && doubled) {
            // Not kept, as the same bytes would spell another name without quotes.
            return new String(bytes, from, to - from, StandardCharsets.UTF_8).replace("\"\"", "\"");
        }
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        String known = names[slot];
        if (known != null && Arrays.equals(bytesOf[slot], 0, bytesOf[slot].length, bytes, from, to)) {
            return known;
        }
        String name = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        bytesOf[slot] = Arrays.copyOfRange(bytes, from, to);
        names[slot] = name;
        return name;
    }
}
