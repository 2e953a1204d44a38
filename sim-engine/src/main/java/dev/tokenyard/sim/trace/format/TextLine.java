package dev.tokenyard.sim.trace.format;

import java.nio.charset.StandardCharsets;

/** A view of one line of a file, without its line end. The bytes are the reader's buffer and change with the next line. */
public final class TextLine {
    private static final int MAX_SHOWN_CHARS = 60;

    private byte[] bytes = new byte[0];
    private int start;
    private int end;
    private long number;

    /** Points to another line. */
    public void set(byte[] newBytes, int newStart, int newEnd, long newNumber) {
        bytes = newBytes;
        start = newStart;
        end = newEnd;
        number = newNumber;
    }

    /** The buffer that holds the line, from {@link #start()} to {@link #end()}; not to be written. */
    public byte[] bytes() {
        return bytes;
    }

    /** Position of the first byte in {@link #bytes()}. */
    public int start() {
        return start;
    }

    /** Position after the last byte in {@link #bytes()}. */
    public int end() {
        return end;
    }

    /** The line's number in the file, from 1. */
    public long number() {
        return number;
    }

    /** The line as it may be shown in a report: at most 60 characters, nothing unprintable. */
    public String shown() {
        return shown(start, end);
    }

    /** Part of the line as it may be shown in a report: at most 60 characters, nothing unprintable. */
    public String shown(int from, int to) {
        int cut = Math.min(to, from + 4 * MAX_SHOWN_CHARS);
        return shown(new String(bytes, from, cut - from, StandardCharsets.UTF_8));
    }

    /** Makes any text fit for a report: at most 60 characters, nothing unprintable. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (shown.length() == MAX_SHOWN_CHARS) {
                return shown.append("...").toString();
            }
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '\uFFFD' : c);
        }
        return shown.toString();
    }

    /** Whether there is nothing but blanks in it. */
    public boolean isBlank() {
        for (int i = start; i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Whether it begins with {@code #}. */
    public boolean isComment() {
        return start < end && bytes[start] == '#';
    }
}
