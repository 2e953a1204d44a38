package dev.tokenyard.policies.hindsight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Branch and bound over the order of starts, layer by layer: the states of layer k have k requests started. A state is
 * dropped
 *
 * <ul>
 *   <li>if prices of memory show that no completion of it beats the best schedule known;
 *   <li>if another state with the same requests to start makes it superfluous ({@link SearchState#dominates});
 *   <li>if a request in it could start a round earlier whatever follows, which no optimal schedule has;
 *   <li>if it starts a request before an identical one with a lower number.
 * </ul>
 *
 * <p>A request may start later than it could: what it then holds at the completion of another is less, which may let a
 * third one in. So all starts are tried that the bound leaves.
 *
 * <p>With a width, only that many states of a layer go on, those with the lowest bounds; the lowest bound among the rest is
 * then all that is proved.
 */
final class LayeredSearch {
    private final HindsightInstance instance;
    private final List<PriceTable> tables;
    private final int[] lastStart;
    private final BooleanSupplier cancelled;

    private int[] best;
    private long bestLatency;
    /** Bounds above this, scaled, drop a state. */
    private long limit;

    private final int[] earliest;
    /** By price table: latency of a state, prices of what it holds and refunds. */
    private final long[] bases;
    /** By price table: the same and the cheapest starts of all others. */
    private final long[] rest;

    private Map<Long, Alike> next = new LinkedHashMap<>();
    private final List<List<SearchState>> layers = new ArrayList<>();
    private final List<SearchState> children = new ArrayList<>();
    /** How many states {@link #next} has been given, less those that were superfluous. */
    private long kept;

    /**
     * A search.
     *
     * @param pool prices of memory; the more they differ, the more states they drop
     * @param incumbent start rounds of the best schedule known
     * @param cancelled asked now and then
     */
    LayeredSearch(HindsightInstance instance, List<Multipliers> pool, int[] incumbent, BooleanSupplier cancelled) {
        this.instance = instance;
        this.cancelled = cancelled;
        int n = instance.size();
        best = incumbent.clone();
        earliest = new int[n];
        bases = new long[pool.size()];
        rest = new long[pool.size()];
        lastStart = new int[n];
        accept(instance.totalLatency(incumbent));
        int horizon = 0;
        for (int i = 0; i < n; i++) {
            // Everyone else takes their output at least, so this is all that one request may wait.
            lastStart[i] = Math.toIntExact(instance.arrival(i) + bestLatency - 1 - instance.outputSum());
            horizon = Math.max(horizon, lastStart[i] + 1);
        }
        tables = new ArrayList<>();
        for (Multipliers prices : pool) {
            tables.add(new PriceTable(instance, prices, lastStart, horizon));
        }
    }

    private void accept(long latency) {
        bestLatency = latency;
        limit = (latency - 1) * Multipliers.SCALE;
    }

    /**
     * What a search came to.
     *
     * @param isExhausted whether no state was left out for want of width, memory or time, so that the best is optimal
     * @param lowerBound a total latency that no schedule can beat, in rounds
     * @param isOutOfStates whether it ended as it held the most states that it may
     */
    record Outcome(boolean isExhausted, long lowerBound, boolean isOutOfStates) {}

    /** Start rounds of the best schedule known. */
    int[] best() {
        return best;
    }

    /** The states of the last search that went on, layer by layer. */
    List<List<SearchState>> layers() {
        return layers;
    }

    /**
     * Searches.
     *
     * @param width the most states of a layer that go on
     * @param mostStates the most states altogether; the search ends there, as if cancelled
     */
    Outcome run(int width, long mostStates) {
        layers.clear();
        List<SearchState> layer = List.of(SearchState.root(instance.size()));
        long leftOut = Long.MAX_VALUE;
        long states = 0;
        for (int depth = 0; depth < instance.size(); depth++) {
            layers.add(layer);
            states += layer.size();
            next = new LinkedHashMap<>();
            kept = 0;
            for (int k = 0; k < layer.size(); k++) {
                boolean full = states + kept > mostStates;
                if (full || cancelled.getAsBoolean()) {
                    return outcome(Math.min(leftOut, leastBound(layer.subList(k, layer.size()))), full);
                }
                expand(layer.get(k));
            }
            List<SearchState> all = new ArrayList<>();
            next.values().forEach(alike -> all.addAll(alike.states()));
            layer = all;
            if (all.size() > width) {
                all.sort(Comparator.comparingLong(state -> state.bound));
                leftOut = Math.min(leftOut, all.get(width).bound);
                layer = new ArrayList<>(all.subList(0, width));
            }
        }
        return outcome(leftOut, false);
    }

    /** The least bound of the states of a layer that are still to be expanded, and of those of the next one. */
    private long leastBound(List<SearchState> unexpanded) {
        long least = unexpanded.stream().mapToLong(state -> state.bound).min().orElse(Long.MAX_VALUE);
        for (Alike alike : next.values()) {
            for (SearchState state : alike.states()) {
                least = Math.min(least, state.bound);
            }
        }
        return least;
    }

    private Outcome outcome(long leftOut, boolean isOutOfStates) {
        return leftOut > limit
                ? new Outcome(true, bestLatency, false)
                : new Outcome(false, Math.ceilDiv(leftOut, Multipliers.SCALE), isOutOfStates);
    }

    private void expand(SearchState state) {
        int round = firstFit(state);
        while (!isBeaten(state, round)) {
            startAt(state, round);
            round++;
            for (int q = 0; q < bases.length; q++) {
                bases[q] += tables.get(q).changeOver(state, round);
            }
        }
        for (SearchState child : children) {
            if (!isBeaten(child, firstFit(child))) {
                keep(child);
            }
        }
        children.clear();
    }

    /** Finds the first round at which any request fits, and sets {@link #earliest} and {@link #bases} for it. */
    private int firstFit(SearchState state) {
        int first = Integer.MAX_VALUE;
        for (long left = state.unstarted; left != 0; left &= left - 1) {
            int i = Long.numberOfTrailingZeros(left);
            earliest[i] = earliestFit(state, i);
            first = Math.min(first, earliest[i]);
        }
        for (int q = 0; q < bases.length; q++) {
            PriceTable table = tables.get(q);
            bases[q] = state.latency * Multipliers.SCALE + table.balanceAfter(state);
            for (int round = state.round + 1; round <= first; round++) {
                bases[q] += table.changeOver(state, round);
            }
        }
        return first;
    }

    private int earliestFit(SearchState state, int i) {
        int start = Math.max(state.round, instance.arrival(i));
        while (!fits(state, i, start)) {
            start++;
        }
        return start;
    }

    private boolean fits(SearchState state, int i, int start) {
        int shift = start - state.round - 1;
        int room = instance.memoryTokens() - instance.prompt(i);
        for (int k = Math.min(instance.output(i), state.held.length - 1 - shift); k >= 1; k--) {
            if (state.held[shift + k] + k > room) {
                return false;
            }
        }
        return true;
    }

    /** Whether no completion in which the next start is at a round or later beats the best. */
    private boolean isBeaten(SearchState state, int round) {
        for (int q = 0; q < bases.length; q++) {
            if (bound(state, round, q) > limit) {
                return true;
            }
        }
        return false;
    }

    private long bound(SearchState state, int round, int q) {
        PriceTable table = tables.get(q);
        long bound = bases[q];
        for (long left = state.unstarted; left != 0; left &= left - 1) {
            int i = Long.numberOfTrailingZeros(left);
            int from = Math.max(round, earliest[i]);
            bound += from > lastStart[i] ? PriceTable.NEVER : table.cheapestFrom(i, from);
        }
        return bound;
    }

    private void startAt(SearchState state, int round) {
        for (int q = 0; q < bases.length; q++) {
            rest[q] = bound(state, round, q);
        }
        for (long left = state.unstarted; left != 0; left &= left - 1) {
            int i = Long.numberOfTrailingZeros(left);
            if (earliest[i] <= round && round <= lastStart[i] && isFirstOfItsKind(state.unstarted, i)) {
                long bound = boundWith(i, round);
                if (bound <= limit && fits(state, i, round)) {
                    start(state, i, round, bound);
                }
            }
        }
    }

    private long boundWith(int i, int round) {
        long bound = 0;
        for (int q = 0; q < bases.length; q++) {
            PriceTable table = tables.get(q);
            bound = Math.max(bound, rest[q] - table.cheapestFrom(i, round) + table.cost(i, round));
        }
        return bound;
    }

    private boolean isFirstOfItsKind(long unstarted, int i) {
        for (long left = unstarted & ((1L << i) - 1); left != 0; left &= left - 1) {
            if (instance.identical(Long.numberOfTrailingZeros(left), i)) {
                return false;
            }
        }
        return true;
    }

    private void start(SearchState state, int i, int round, long bound) {
        long latency = state.latency + round + instance.output(i) - instance.arrival(i);
        long unstarted = state.unstarted & ~(1L << i);
        if (unstarted == 0) {
            if (latency < bestLatency) {
                accept(latency);
                state.startsInto(best);
                best[i] = round;
            }
            return;
        }
        int[] held = heldWith(state, i, round);
        int @Nullable [] unjustified = unjustified(state, i, round, held);
        if (unjustified == null) {
            return;
        }
        int k = round - state.round;
        int heldNow = k == 0 ? state.heldNow : k <= state.held.length ? state.held[k - 1] : 0;
        children.add(new SearchState(state, i, round, unstarted, latency, heldNow, held, unjustified, bound));
    }

    private int[] heldWith(SearchState state, int i, int round) {
        int shift = round - state.round;
        int kept = Math.max(0, state.held.length - shift);
        int[] held = new int[Math.max(kept, instance.output(i))];
        if (kept > 0) {
            System.arraycopy(state.held, shift, held, 0, kept);
        }
        for (int k = 0; k < instance.output(i); k++) {
            held[k] += instance.prompt(i) + k + 1;
        }
        return held;
    }

    /**
     * The completions of requests that only a later start can keep from starting a round earlier: one that makes a round
     * full in which they hold memory. Null if no later start can do so any more for one of them.
     */
    private int @Nullable [] unjustified(SearchState state, int i, int round, int[] held) {
        int[] open = new int[state.unjustified.length + 1];
        int count = 0;
        for (int completion : state.unjustified) {
            if (!isFull(held, completion - 1 - round)) {
                open[count++] = completion;
            }
        }
        if (couldStartEarlier(state, i, round)) {
            open[count++] = round + instance.output(i);
        }
        for (int c = 0; c < count; c++) {
            if (open[c] - 1 <= round) {
                return null;
            }
        }
        return Arrays.copyOf(open, count);
    }

    private boolean isFull(int[] held, int rounds) {
        for (int k = 0; k < rounds; k++) {
            if (held[k] == instance.memoryTokens()) {
                return true;
            }
        }
        return false;
    }

    private boolean couldStartEarlier(SearchState state, int i, int round) {
        if (round == instance.arrival(i)) {
            return false;
        }
        if (round == state.round && state.heldNow + instance.prompt(i) + 1 > instance.memoryTokens()) {
            return false;
        }
        int shift = round - state.round - 2;
        int room = instance.memoryTokens() - instance.prompt(i);
        for (int k = Math.max(1, -shift); k <= instance.output(i) && shift + k < state.held.length; k++) {
            if (state.held[shift + k] + k > room) {
                return false;
            }
        }
        return true;
    }

    private void keep(SearchState state) {
        kept += next.computeIfAbsent(state.unstarted, this::noneAlike).add(state);
    }

    private Alike noneAlike(long unstarted) {
        int lastArrival = 0;
        for (long left = unstarted; left != 0; left &= left - 1) {
            lastArrival = Math.max(lastArrival, instance.arrival(Long.numberOfTrailingZeros(left)));
        }
        return new Alike(Long.bitCount(unstarted), lastArrival);
    }
}
