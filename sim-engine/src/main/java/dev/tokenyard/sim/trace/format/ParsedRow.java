package dev.tokenyard.sim.trace.format;

import dev.tokenyard.sim.model.Label;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One request as a row gives it. It is written by a {@link RowParser} and used again for the next row.
 *
 * <p>Time is kept as seconds plus ticks because picoseconds since the Unix epoch do not fit in a {@code long}. Only the
 * difference of two rows counts, so each format may count from where it likes.
 */
public final class ParsedRow {
    private final String[] names = new String[Label.values().length];
    private long second;
    private long tickOfSecond;
    private int promptTokens;
    private int outputTokens;
    private int predictedTokens;
    private int hashBlockTokens;
    private int[] hashes = new int[16];
    private int hashCount;
    private @Nullable RowProblem repair;

    /** An empty row. */
    public ParsedRow() {
        clear();
    }

    /** Empties the row of all that a request may lack. */
    public void clear() {
        Arrays.fill(names, "");
        predictedTokens = 0;
        hashCount = 0;
        repair = null;
    }

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

    /** Sets both lengths, each 1 to {@link TraceLimits#MAX_TOKENS}, or the output alone or both 0 for a failed request. */
    public void setTokens(int prompt, int output) {
        this.promptTokens = prompt;
        this.outputTokens = output;
    }

    /** Sets a name of the request, empty for none. */
    public void setName(Label label, String name) {
        names[label.ordinal()] = name;
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

    /** Sets the predicted output length, 1 to {@link TraceLimits#MAX_TOKENS}, 0 for none. */
    public void setPredictedTokens(int predictedTokens) {
        this.predictedTokens = predictedTokens;
    }

    /** Says what of the row was amiss and has been set right. */
    public void setRepair(RowProblem repair) {
        this.repair = repair;
    }

    /** What of the row was amiss and has been set right, null for nothing. */
    public @Nullable RowProblem repair() {
        return repair;
    }

    /** Tokens in a block of {@link #hashes()}. */
    public int hashBlockTokens() {
        return hashBlockTokens;
    }

    /** The hashes of the leading blocks, {@link #hashCount()} of them; not to be written. */
    public int[] hashes() {
        return hashes;
    }

    /** How many hashes there are. */
    public int hashCount() {
        return hashCount;
    }

    /** The predicted output length in tokens, 0 for none. */
    public int predictedTokens() {
        return predictedTokens;
    }

    /** The whole seconds of the time of arrival. */
    public long second() {
        return second;
    }

    /** The ticks of the time of arrival beside its seconds. */
    public long tickOfSecond() {
        return tickOfSecond;
    }

    /** Prompt length in tokens. */
    public int promptTokens() {
        return promptTokens;
    }

    /** Output length in tokens, 0 for a failed request. */
    public int outputTokens() {
        return outputTokens;
    }

    /** A name of the request, empty for none. */
    public String name(Label label) {
        return names[label.ordinal()];
    }
}
