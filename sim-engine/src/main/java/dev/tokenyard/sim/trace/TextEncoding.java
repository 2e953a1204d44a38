package dev.tokenyard.sim.trace;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells lines in UTF-8 from those that are not, and reads the latter as Windows-1252, which is Latin-1 but for 27 signs more. The
 * five bytes that it leaves open become control characters, as in the WHATWG's encoding standard, so that no two bytes become the
 * same character.
 */
final class TextEncoding {
    /** The name of the encoding of lines that are not UTF-8. */
    static final String OTHER = "Windows-1252";

    private static final char[] CHARACTERS = characters();

    private TextEncoding() {}

    private static char[] characters() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        char[] characters = new String(bytes, Charset.forName("windows-1252")).toCharArray();
        for (int i = 0; i < characters.length; i++) {
            characters[i] = characters[i] == '\uFFFD' ? (char) i : characters[i];
        }
        return characters;
    }

    /** Position of the first byte that is not UTF-8; -1 if there is none. */
    static int firstInvalid(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int length = length(bytes, i, to);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /** How many bytes make the character at {@code i}; 0 if they make none. */
    private static int length(byte[] bytes, int i, int to) {
        int first = bytes[i] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (first < 0xC2 || length == 0 || i + length > to) {
            return 0;
        }
        for (int k = 1; k < length; k++) {
            if ((bytes[i + k] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[i + 1] & 0xFF;
        boolean tooLong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
        boolean tooLarge = first == 0xF4 && second >= 0x90;
        boolean surrogate = first == 0xED && second >= 0xA0;
        return tooLong || tooLarge || surrogate ? 0 : length;
    }

    /** A text in Windows-1252. */
    static String decodeOther(byte[] bytes, int from, int to) {
        char[] text = new char[to - from];
        for (int i = from; i < to; i++) {
            text[i - from] = CHARACTERS[bytes[i] & 0xFF];
        }
        return new String(text);
    }

    /**
     * The lines of a file's beginning, each in its encoding.
     *
     * @param cut whether the file goes on, so that the last line may end within a character
     */
    static List<String> lines(byte[] head, boolean cut) {
        byte newline = newline(head);
        int end = cut ? withoutCutCharacter(head) : head.length;
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < end) {
            int lineEnd = start;
            while (lineEnd < end && head[lineEnd] != newline) {
                lineEnd++;
            }
            int to = lineEnd > start && newline == '\n' && head[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
            lines.add(
                    firstInvalid(head, start, to) < 0
                            ? new String(head, start, to - start, StandardCharsets.UTF_8)
                            : decodeOther(head, start, to));
            start = lineEnd + 1;
        }
        return lines;
    }

    /** What ends the lines of a file that begins like this: CR where there is no LF, as on old Macintoshes. */
    static byte newline(byte[] head) {
        boolean hasCarriageReturn = false;
        for (byte b : head) {
            if (b == '\n') {
                return '\n';
            }
            hasCarriageReturn |= b == '\r';
        }
        return (byte) (hasCarriageReturn ? '\r' : '\n');
    }

    private static int withoutCutCharacter(byte[] head) {
        for (int kept = Math.max(0, head.length - 3); kept < head.length; kept++) {
            byte[] last = Arrays.copyOfRange(head, kept, head.length);
            boolean begins = (last[0] & 0xFF) >= 0xC2;
            if (begins && firstInvalid(last, 0, last.length) == 0) {
                return kept;
            }
        }
        return head.length;
    }
}
