package dev.tokenyard.policies.hindsight;

import java.util.Arrays;
import java.util.List;

/**
 * What a {@link LayeredSearch} leaves for others to check: prices of memory and all partial schedules that it went on with.
 * They are a proof of optimality if whatever can follow one of them is among them, or is made superfluous by one of them,
 * or costs at least as much as the optimum, which {@link ProofChecker} finds out.
 */
public final class SearchProof {
    /** In place of the start of a request that has not started. */
    static final int UNSTARTED = -1;

    private final int requests;
    private final List<Multipliers> prices;
    private final List<List<SearchState>> layers;

    SearchProof(int requests, List<Multipliers> prices, List<List<SearchState>> layers) {
        this.requests = requests;
        this.prices = List.copyOf(prices);
        this.layers = List.copyOf(layers);
    }

    /** How many partial schedules there are. */
    public long states() {
        return layers.stream().mapToLong(List::size).sum();
    }

    List<Multipliers> prices() {
        return prices;
    }

    /** They, by the number of requests started. */
    List<List<SearchState>> layers() {
        return layers;
    }

    /** How many there are with so many requests started. */
    int states(int started) {
        return layers.get(started).size();
    }

    /** The start round of every request in one of them, {@link #UNSTARTED} for those to come. */
    int[] starts(int started, int k) {
        int[] starts = new int[requests];
        Arrays.fill(starts, UNSTARTED);
        layers.get(started).get(k).startsInto(starts);
        return starts;
    }
}
