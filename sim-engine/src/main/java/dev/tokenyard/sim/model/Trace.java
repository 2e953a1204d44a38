package dev.tokenyard.sim.model;

import dev.tokenyard.sim.time.Ticks;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable trace of requests in arrival order, stored as columns.
 *
 * <p>Requests are named by their position, 0 to {@link #size()} - 1, everywhere in the simulator; ties in arrival keep the
 * order of the source. It holds the true output lengths, which is why blind policies may not import it.
 */
public final class Trace {
    /** The longest prompt or output in tokens; the sum of both still fits into an int. */
    public static final int MAX_TOKENS = Integer.MAX_VALUE / 2;

    private final String name;
    private final long[] arrivalTicks;
    private final int[] promptTokens;
    private final int[] outputTokens;
    private final TraceLabels labels;
    private final NameColumn classes;
    private final NameColumn models;
    /** Empty where no request comes with a prediction. */
    private final int[] predictedTokens;

    private final @Nullable PrefixBlocks prefixBlocks;

    /** Takes the columns as they are; {@link TraceBuilder} makes them fit together. */
    Trace(
            String name,
            long[] arrivalTicks,
            int[] promptTokens,
            int[] outputTokens,
            TraceLabels labels,
            int[] predictedTokens,
            @Nullable PrefixBlocks prefixBlocks) {
        this.name = name;
        this.arrivalTicks = arrivalTicks;
        this.promptTokens = promptTokens;
        this.outputTokens = outputTokens;
        this.labels = labels;
        this.classes = labels.of(Label.CLASS);
        this.models = labels.of(Label.MODEL);
        this.predictedTokens = predictedTokens;
        this.prefixBlocks = prefixBlocks;
    }

    /** A short name for people: the file's name or the generator's. */
    public String name() {
        return name;
    }

    /** How many requests there are. */
    public int size() {
        return arrivalTicks.length;
    }

    /** When request {@code r} arrives, in ticks; never decreasing in {@code r}. */
    public long arrivalTick(int r) {
        return arrivalTicks[r];
    }

    /** Prompt length of request {@code r} in tokens, at least 1. */
    public int promptTokens(int r) {
        return promptTokens[r];
    }

    /** True output length of request {@code r} in tokens, at least 1. */
    public int outputTokens(int r) {
        return outputTokens[r];
    }

    /** What the trace names of that kind, in order of first appearance; often empty. */
    public List<String> names(Label label) {
        return labels.of(label).names();
    }

    /** Index into {@link #names} of what request {@code r} has of that kind, or -1 where the trace names none. */
    public int nameIndex(Label label, int r) {
        return labels.of(label).index(r);
    }

    /** Index into {@link #classNames()} of request {@code r}'s class, or -1 where the trace names none. */
    public int classIndex(int r) {
        return classes.index(r);
    }

    /** The service classes that the trace itself names, in order of first appearance; often empty. */
    public List<String> classNames() {
        return classes.names();
    }

    /** Which requests begin alike, null where the trace does not say. */
    public @Nullable PrefixBlocks prefixBlocks() {
        return prefixBlocks;
    }

    /** Index into {@link #modelNames()} of the model that request {@code r} asks for, or -1 where any will do. */
    public int modelIndex(int r) {
        return models.index(r);
    }

    /** The models that the trace itself names, in order of first appearance; often empty. */
    public List<String> modelNames() {
        return models.names();
    }

    /** Whether the trace brings a prediction of the output length of any request. */
    public boolean hasPredictions() {
        return predictedTokens.length > 0;
    }

    /** The output length in tokens that the trace itself predicts for request {@code r}, 0 where it predicts none. */
    public int predictedTokens(int r) {
        return predictedTokens.length == 0 ? 0 : predictedTokens[r];
    }

    /** The arrival of the last request in ticks, 0 for an empty trace. */
    public long lastArrivalTick() {
        return size() == 0 ? 0 : arrivalTicks[size() - 1];
    }

    /**
     * The same requests at another rate: every arrival time is divided by {@code factor}.
     *
     * @param factor how many times faster requests arrive; finite and positive
     * @throws IllegalArgumentException if it is not, or so small that requests arrive after {@link Ticks#MAX_ARRIVAL}
     */
    public Trace withRateScaled(double factor) {
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("The rate scale is " + factor + "; give a positive number such as 1.5.");
        }
        if (factor == 1.0) {
            return this;
        }
        if (Math.round(lastArrivalTick() / factor) > Ticks.MAX_ARRIVAL) {
            BigDecimal least = new BigDecimal((double) lastArrivalTick() / Ticks.MAX_ARRIVAL)
                    .round(new MathContext(3, RoundingMode.UP));
            throw new IllegalArgumentException("At a rate scale of " + factor
                    + " the last request arrives later than after 100 days; use at least " + least.toPlainString()
                    + ".");
        }
        long[] scaled = new long[size()];
        for (int r = 0; r < scaled.length; r++) {
            scaled[r] = Math.round(arrivalTicks[r] / factor);
        }
        return new Trace(name, scaled, promptTokens, outputTokens, labels, predictedTokens, prefixBlocks);
    }

    /**
     * The same requests at other times.
     *
     * @param ticks each request's arrival in ticks, 0 to {@link Ticks#MAX_ARRIVAL}, never decreasing
     * @throws IllegalArgumentException if it is not such
     */
    public Trace withArrivals(long[] ticks) {
        boolean valid = ticks.length == size();
        for (int r = 0; valid && r < ticks.length; r++) {
            valid = ticks[r] >= (r == 0 ? 0 : ticks[r - 1]) && ticks[r] <= Ticks.MAX_ARRIVAL;
        }
        if (!valid) {
            throw new IllegalArgumentException("New arrivals of the trace " + name + " are not " + size()
                    + " times within 100 days in ascending order; give one for each request.");
        }
        return new Trace(name, ticks.clone(), promptTokens, outputTokens, labels, predictedTokens, prefixBlocks);
    }

    /**
     * The first requests of this trace.
     *
     * @param limit how many at most; 0 or more
     */
    public Trace firstRequests(int limit) {
        if (limit >= size()) {
            return this;
        }
        return new Trace(
                name,
                Arrays.copyOf(arrivalTicks, limit),
                Arrays.copyOf(promptTokens, limit),
                Arrays.copyOf(outputTokens, limit),
                labels.each(column -> column.firstRequests(limit)),
                Arrays.copyOf(predictedTokens, Math.min(limit, predictedTokens.length)),
                prefixBlocks == null ? null : prefixBlocks.firstRequests(limit));
    }

    /** The same requests under another name. */
    public Trace named(String newName) {
        return new Trace(newName, arrivalTicks, promptTokens, outputTokens, labels, predictedTokens, prefixBlocks);
    }

    /**
     * The same requests under other names.
     *
     * @param label what they name: the class, or the model by its catalogue key, and so on
     * @param names the names
     * @param indexOf each request's number among {@code names}, -1 for none
     */
    public Trace withNames(Label label, List<String> names, int[] indexOf) {
        requireIndices(label.word(), names, indexOf);
        return new Trace(
                name,
                arrivalTicks,
                promptTokens,
                outputTokens,
                labels.with(label, new NameColumn(names, indexOf.clone())),
                predictedTokens,
                prefixBlocks);
    }

    private void requireIndices(String what, List<String> names, int[] indexOf) {
        if (indexOf.length != size()) {
            throw new IllegalArgumentException("The trace " + name + " has " + size() + " requests, and a " + what
                    + " was given for " + indexOf.length + "; give one for each.");
        }
        for (int r = 0; r < indexOf.length; r++) {
            if (indexOf[r] < -1 || indexOf[r] >= names.size()) {
                throw new IllegalArgumentException("Request " + r + " of the trace " + name + " is given " + what
                        + " number " + indexOf[r] + ", and there are " + names.size() + "; give one of them, or -1.");
            }
        }
    }

    /** Starts a trace of the given name. */
    public static TraceBuilder builder(String name) {
        return new TraceBuilder(name);
    }
}
