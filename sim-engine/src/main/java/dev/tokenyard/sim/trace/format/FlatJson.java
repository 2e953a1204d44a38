package dev.tokenyard.sim.trace.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits one line with a flat JSON object into names and values, as positions in bytes. Values may be texts without escapes,
 * numbers, the three words, and arrays of these. Anything else, from an escape to nesting to a fault, is left to {@link
 * OddJson}, which fills the same fields with a full parser.
 */
final class FlatJson {
    /** What a value is. */
    enum Kind {
        NUMBER,
        TEXT,
        ARRAY,
        /** {@code true}, {@code false}, {@code null} or, from the full parser, an object. */
        OTHER
    }

    private byte[] bytes = {};
    private int[] nameStart = new int[16];
    private int[] nameEnd = new int[16];
    private int[] valueStart = new int[16];
    private int[] valueEnd = new int[16];
    private Kind[] kinds = new Kind[16];
    private int count;
    private int at;
    private int to;

    /** Forgets all fields; those to come are positions in {@code newBytes}. */
    void clear(byte[] newBytes) {
        bytes = newBytes;
        count = 0;
    }

    /** Says that the fields lie in other bytes, at the same positions. */
    void moveTo(byte[] newBytes) {
        bytes = newBytes;
    }

    /** The bytes in which names and values lie. */
    byte[] bytes() {
        return bytes;
    }

    int count() {
        return count;
    }

    Kind kind(int field) {
        return kinds[field];
    }

    /** Position of a value's first byte; of a text within its quotes, of an array after its bracket. */
    int start(int field) {
        return valueStart[field];
    }

    /** Position after a value's last byte, before a closing quote or bracket. */
    int end(int field) {
        return valueEnd[field];
    }

    /** A field's name. */
    String name(int field) {
        return new String(bytes, nameStart[field], nameEnd[field] - nameStart[field], StandardCharsets.UTF_8);
    }

    /** A field's value as it is written, without quotes or brackets. */
    String value(int field) {
        return new String(bytes, valueStart[field], valueEnd[field] - valueStart[field], StandardCharsets.UTF_8);
    }

    boolean isNamed(int field, byte[] name) {
        return Arrays.equals(bytes, nameStart[field], nameEnd[field], name, 0, name.length);
    }

    void add(int fromName, int toName, Kind kind, int fromValue, int toValue) {
        if (count == kinds.length) {
            nameStart = Arrays.copyOf(nameStart, 2 * count);
            nameEnd = Arrays.copyOf(nameEnd, 2 * count);
            valueStart = Arrays.copyOf(valueStart, 2 * count);
            valueEnd = Arrays.copyOf(valueEnd, 2 * count);
            kinds = Arrays.copyOf(kinds, 2 * count);
        }
        nameStart[count] = fromName;
        nameEnd[count] = toName;
        kinds[count] = kind;
        valueStart[count] = fromValue;
        valueEnd[count] = toValue;
        count++;
    }

    /**
     * Splits a line.
     *
     * @return whether it is a flat object; if not, the fields are not to be used
     */
    boolean split(byte[] line, int from, int end) {
        clear(line);
        at = from;
        to = end;
        if (!isNext('{')) {
            return false;
        }
        if (isNext('}')) {
            return isAtEnd();
        }
        do {
            if (!isNext('"')) {
                return false;
            }
            int fromName = at;
            if (!skipText()) {
                return false;
            }
            int toName = at - 1;
            if (!isNext(':') || !readValue(fromName, toName)) {
                return false;
            }
        } while (isNext(','));
        return isNext('}') && isAtEnd();
    }

    private boolean readValue(int fromName, int toName) {
        skipBlanks();
        if (at == to) {
            return false;
        }
        int start = at;
        if (bytes[at] == '"') {
            at++;
            boolean closed = skipText();
            add(fromName, toName, Kind.TEXT, start + 1, at - 1);
            return closed;
        }
        if (bytes[at] == '[') {
            at++;
            boolean closed = skipArray();
            add(fromName, toName, Kind.ARRAY, start + 1, at - 1);
            return closed;
        }
        if (skipNumber()) {
            add(fromName, toName, Kind.NUMBER, start, at);
            return true;
        }
        boolean word = skipWord();
        add(fromName, toName, Kind.OTHER, start, at);
        return word;
    }

    /** Moves past a text's closing quote; false where there is none, or anything that needs a closer look. */
    private boolean skipText() {
        while (at < to) {
            byte b = bytes[at++];
            if (b == '"') {
                return true;
            }
            if (b == '\\' || (b >= 0 && b < ' ') || b < 0) {
                return false;
            }
        }
        return false;
    }

    /** Moves past the closing bracket of an array of numbers, texts without escapes, and words. */
    private boolean skipArray() {
        if (isNext(']')) {
            return true;
        }
        do {
            skipBlanks();
            boolean skipped;
            if (at < to && bytes[at] == '"') {
                at++;
                skipped = skipText();
            } else {
                skipped = skipNumber() || skipWord();
            }
            if (!skipped) {
                return false;
            }
        } while (isNext(','));
        return isNext(']');
    }

    /** Moves past a number as JSON has them; stays where there is none. */
    private boolean skipNumber() {
        int i = at;
        if (i < to && bytes[i] == '-') {
            i++;
        }
        int end = AsciiNumbers.endOfDigits(bytes, i, to);
        if (end == i || (bytes[i] == '0' && end > i + 1)) {
            return false;
        }
        if (end < to && bytes[end] == '.') {
            int fraction = end + 1;
            end = AsciiNumbers.endOfDigits(bytes, fraction, to);
            if (end == fraction) {
                return false;
            }
        }
        if (end < to && (bytes[end] == 'e' || bytes[end] == 'E')) {
            int exponent = end + 1;
            if (exponent < to && (bytes[exponent] == '+' || bytes[exponent] == '-')) {
                exponent++;
            }
            end = AsciiNumbers.endOfDigits(bytes, exponent, to);
            if (end == exponent) {
                return false;
            }
        }
        at = end;
        return true;
    }

    private boolean skipWord() {
        return skipWord("null") || skipWord("true") || skipWord("false");
    }

    private boolean skipWord(String word) {
        int end = at + word.length();
        if (end > to) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at = end;
        return true;
    }

    /** Moves past blanks and a character, or only past blanks where another comes. */
    private boolean isNext(char c) {
        skipBlanks();
        if (at < to && bytes[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private boolean isAtEnd() {
        skipBlanks();
        return at == to;
    }

    private void skipBlanks() {
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
    }
}
