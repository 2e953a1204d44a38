package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.trace.format.ParsedRow;
import dev.tokenyard.sim.trace.format.RowParser;
import dev.tokenyard.sim.trace.format.RowProblem;
import dev.tokenyard.sim.trace.format.RowSink;
import dev.tokenyard.sim.trace.format.TableHead;
import dev.tokenyard.sim.trace.format.TextLine;
import dev.tokenyard.sim.trace.format.TraceFormat;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import dev.tokenyard.sim.trace.format.TraceHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The usable rows at the beginning of a file, read before all others: what most of them have in common decides for the rest. */
final class HeadProbe implements RowSink {
    private static final int LARGEST_BLOCK = 1 << 16;

    private final ParsedRow row = new ParsedRow();
    private final List<Moment> moments = new ArrayList<>();
    private final List<Hashed> hashed = new ArrayList<>();
    private int usualBlockTokens;

    /** A time as a row gives it: whole seconds, and ticks beside them. */
    record Moment(long second, long tickOfSecond) {}

    private record Hashed(int promptTokens, int ids) {}

    private HeadProbe() {}

    /** Reads the beginning of a file. */
    static HeadProbe of(TraceHead head, TraceFormat format) throws TraceFormatException {
        HeadProbe probe = new HeadProbe();
        RowParser parser = format.parser(head);
        List<String> records = TableHead.withoutCutLine(head).records();
        TextLine line = new TextLine();
        for (int i = format.hasHeader() ? 1 : 0; i < records.size(); i++) {
            byte[] bytes = records.get(i).getBytes(StandardCharsets.UTF_8);
            line.set(bytes, 0, bytes.length, i + 1L);
            parser.parse(line, probe);
        }
        return probe;
    }

    @Override
    public ParsedRow row() {
        return row;
    }

    @Override
    public void add(TextLine line) {
        moments.add(new Moment(row.second(), row.tickOfSecond()));
        if (row.hashCount() > 0) {
            usualBlockTokens = row.hashBlockTokens();
            hashed.add(new Hashed(Math.max(1, row.promptTokens()), row.hashCount()));
        }
        row.clear();
    }

    @Override
    public void refuse(RowProblem problem) {
        row.clear();
    }

    /** Whether there is no usable row. */
    boolean isEmpty() {
        return moments.isEmpty();
    }

    /** The middle one of the times: where most of them lie together, it lies among them. */
    Optional<Moment> middle() {
        List<Moment> sorted = new ArrayList<>(moments);
        sorted.sort(Comparator.comparingLong(Moment::second).thenComparingLong(Moment::tickOfSecond));
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
    }

    /**
     * The tokens of a block where the numbers of ids are those of another size than the format's: a power of two that fits nine
     * rows in ten where the usual size fits less than half; 0 where that stays.
     */
    int otherBlockTokens() {
        if (hashed.isEmpty() || 2 * fitting(usualBlockTokens) >= hashed.size()) {
            return 0;
        }
        int best = 0;
        int most = 0;
        for (int tokens = 1; tokens <= LARGEST_BLOCK; tokens *= 2) {
            int fits = fitting(tokens);
            if (fits > most) {
                best = tokens;
                most = fits;
            }
        }
        return 10 * most < 9 * hashed.size() ? 0 : best;
    }

    private int fitting(int blockTokens) {
        int fits = 0;
        for (Hashed prompt : hashed) {
            fits += isNumberOfBlocks(prompt.ids, prompt.promptTokens, blockTokens) ? 1 : 0;
        }
        return fits;
    }

    /** Whether a prompt has so many blocks, the last one counted or not if the prompt does not fill it. */
    static boolean isNumberOfBlocks(int ids, int promptTokens, int blockTokens) {
        int full = promptTokens / blockTokens;
        return ids == full || (ids == full + 1 && promptTokens % blockTokens > 0);
    }
}
