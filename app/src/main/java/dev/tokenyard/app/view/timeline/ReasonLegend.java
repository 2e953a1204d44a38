package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.session.RunWords;
import dev.tokenyard.sim.policy.BlockReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The reasons for which queues are blocked, on one line: in full words, where these do not fit in brief ones, and where not even
 * these fit as many as do.
 *
 * @param entries those with words
 * @param more how many reasons there is no room for
 */
record ReasonLegend(List<Entry> entries, int more) {
    /** A reason and its words. */
    record Entry(BlockReason reason, String words) {}

    ReasonLegend {
        entries = List.copyOf(entries);
    }

    /**
     * The longest legend that fits.
     *
     * @param room for all of it, in pixels
     * @param beside what an entry takes beside its words, with the gap behind it
     * @param measure the width of words
     */
    static ReasonLegend of(List<BlockReason> reasons, double room, double beside, ToDoubleFunction<String> measure) {
        for (Function<BlockReason, String> words :
                List.<Function<BlockReason, String>>of(BlockReason::label, RunWords::brief)) {
            List<Entry> entries = entries(reasons, words);
            if (width(entries, beside, measure) <= room) {
                return new ReasonLegend(entries, 0);
            }
        }
        List<Entry> entries = new ArrayList<>(entries(reasons, RunWords::brief));
        double rest = room - measure.applyAsDouble("+" + reasons.size()) - beside;
        while (!entries.isEmpty() && width(entries, beside, measure) > rest) {
            entries.remove(entries.size() - 1);
        }
        return new ReasonLegend(entries, reasons.size() - entries.size());
    }

    private static List<Entry> entries(List<BlockReason> reasons, Function<BlockReason, String> words) {
        return reasons.stream()
                .map(reason -> new Entry(reason, words.apply(reason)))
                .toList();
    }

    /** The gap behind the last entry is not needed, but keeps it off the edge. */
    private static double width(List<Entry> entries, double beside, ToDoubleFunction<String> measure) {
        return entries.stream()
                .mapToDouble(entry -> beside + measure.applyAsDouble(entry.words()))
                .sum();
    }
}
