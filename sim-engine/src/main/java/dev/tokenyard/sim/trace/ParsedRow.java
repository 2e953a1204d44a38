package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.model.Label;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * One request as a row gives it. It is written by a {@link RowParser} and used again for the next row.
 *
 * <p>Time is kept as seconds plus ticks because picoseconds since the Unix epoch do not fit in a {@code long}. Only the
 * difference of two rows counts, so each format may count from where it likes.
 */
public final class ParsedRow {
    private long second;
    private long tickOfSecond;
    private int promptTokens;
    private int outputTokens;
    private final Map<Label, String> names = new EnumMap<>(Label.class);
    private int predictedTokens;
    private int hashBlockTokens;
    private int[] hashes = new int[16];
    private int hashCount;

    /**
     * Sets the time of arrival to {@code second} seconds plus {@code tickOfSecond} ticks.
     *
     * @param second whole seconds, within plus or minus {@link TraceLimits#MAX_SECOND}
     * @param tickOfSecond less than one second either way, in ticks
     */
    public void setTime(long second, long tickOfSecond) {
        this.second = second;
        this.tickOfSecond = tickOfSecond;
    }

    /** Sets both lengths, each 1 to {@link TraceLimits#MAX_TOKENS}. */
    public void setTokens(int prompt, int output) {
        this.promptTokens = prompt;
        this.outputTokens = output;
    }

    /** Sets a name of the request, empty for none. A kind that is never set stays as it is from row to row. */
    public void setName(Label label, String name) {
        names.put(label, name);
    }

    /** Starts the hashes of the prompt's leading blocks, of so many tokens each. A row without any does not call this. */
    public void beginHashes(int blockTokens) {
        hashBlockTokens = blockTokens;
        hashCount = 0;
    }

    /** Adds the hash of the next block. */
    public void addHash(int hash) {
        if (hashCount == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * hashCount);
        }
        hashes[hashCount++] = hash;
    }

    void clearHashes() {
        hashCount = 0;
    }

    int hashBlockTokens() {
        return hashBlockTokens;
    }

    int[] hashes() {
        return hashes;
    }

    int hashCount() {
        return hashCount;
    }

    /** Sets the predicted output length, 1 to {@link TraceLimits#MAX_TOKENS}, 0 for none. */
    public void setPredictedTokens(int predictedTokens) {
        this.predictedTokens = predictedTokens;
    }

    int predictedTokens() {
        return predictedTokens;
    }

    long second() {
        return second;
    }

    long tickOfSecond() {
        return tickOfSecond;
    }

    int promptTokens() {
        return promptTokens;
    }

    int outputTokens() {
        return outputTokens;
    }

    /** The names that rows of this file have; those of this row may be empty. */
    Map<Label, String> names() {
        return names;
    }
}
