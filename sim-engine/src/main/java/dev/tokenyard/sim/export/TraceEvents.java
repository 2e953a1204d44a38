package dev.tokenyard.sim.export;

import dev.tokenyard.sim.time.Ticks;
import java.io.IOException;
import java.io.Writer;

/**
 * Writes events of the Trace Event Format, one a line, as they come. Moments are whole microseconds, so that no reader's
 * rounding makes neighbours in a row overlap.
 */
final class TraceEvents {
    private static final long TICKS_PER_MICRO = Ticks.PER_SECOND / 1_000_000;
    private static final int LOWEST_PRINTABLE = 0x20;

    private final Writer out;
    private final StringBuilder line = new StringBuilder(256);
    private boolean first = true;

    TraceEvents(Writer out) {
        this.out = out;
    }

    /** The whole microsecond in which a moment lies. */
    static long micros(long tick) {
        return Math.floorDiv(tick, TICKS_PER_MICRO);
    }

    /**
     * Names a process and gives it its place.
     *
     * @param tid one of its threads: some readers take 0 for the idle thread of a machine
     */
    void process(int pid, int tid, String name) throws IOException {
        metadata("process_name", pid, tid).append("{\"name\":");
        text(name).append('}');
        end();
        metadata("process_sort_index", pid, tid)
                .append("{\"sort_index\":")
                .append(pid)
                .append('}');
        end();
    }

    /** Names a thread and gives it its place among those of its process. */
    void thread(int pid, int tid, String name, int place) throws IOException {
        metadata("thread_name", pid, tid).append("{\"name\":");
        text(name).append('}');
        end();
        metadata("thread_sort_index", pid, tid)
                .append("{\"sort_index\":")
                .append(place)
                .append('}');
        end();
    }

    /**
     * Begins a slice; its arguments and {@link #end} follow. One that is over within its microsecond is a mark: readers that pair
     * beginnings with ends lose their way where both are at the moment at which the next slice of the row begins.
     */
    StringBuilder slice(String name, int number, int pid, int tid, long fromTick, long toTick) {
        long micros = micros(toTick) - micros(fromTick);
        if (micros == 0) {
            return instant(name, number, pid, tid, fromTick);
        }
        return named('X', name, number, pid, tid)
                .append(",\"ts\":")
                .append(micros(fromTick))
                .append(",\"dur\":")
                .append(micros)
                .append(",\"args\":");
    }

    /** Begins a mark at one moment of a thread; its arguments and {@link #end} follow. */
    StringBuilder instant(String name, int number, int pid, int tid, long tick) {
        return named('i', name, number, pid, tid)
                .append(",\"s\":\"t\",\"ts\":")
                .append(micros(tick))
                .append(",\"args\":");
    }

    /** Begins an event of a request, or of no request if the number is below 0. */
    private StringBuilder named(char kind, String name, int number, int pid, int tid) {
        begin(kind, pid, tid).append(",\"name\":\"").append(name);
        if (number >= 0) {
            line.append(' ').append(number);
        }
        return line.append('"');
    }

    /** The value of a counter from a moment on. */
    void counter(String name, String unit, int pid, int tid, long tick, long value) throws IOException {
        begin('C', pid, tid)
                .append(",\"name\":\"")
                .append(name)
                .append("\",\"ts\":")
                .append(micros(tick))
                .append(",\"args\":{\"")
                .append(unit)
                .append("\":")
                .append(value)
                .append('}');
        end();
    }

    /** Ends an event and writes it. */
    void end() throws IOException {
        line.append('}');
        out.append(line);
    }

    /** Adds a text in quotes, so that any reader of JSON gets it back. */
    StringBuilder text(String words) {
        return quote(line, words);
    }

    static StringBuilder quote(StringBuilder target, String words) {
        target.append('"');
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c == '"' || c == '\\') {
                target.append('\\').append(c);
            } else if (c < LOWEST_PRINTABLE || Character.isSurrogate(c) || c > '\u007e') {
                target.append("\\u");
                String digits = Integer.toHexString(c);
                target.append("0".repeat(4 - digits.length())).append(digits);
            } else {
                target.append(c);
            }
        }
        return target.append('"');
    }

    private StringBuilder metadata(String kind, int pid, int tid) {
        return begin('M', pid, tid).append(",\"name\":\"").append(kind).append("\",\"args\":");
    }

    private StringBuilder begin(char kind, int pid, int tid) {
        line.setLength(0);
        line.append(first ? "\n" : ",\n");
        first = false;
        return line.append("{\"ph\":\"")
                .append(kind)
                .append("\",\"pid\":")
                .append(pid)
                .append(",\"tid\":")
                .append(tid);
    }
}
