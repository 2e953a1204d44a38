package dev.tokenyard.sim.model;

import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
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
    private final int[] classIndex;
    private final List<String> classNames;
    /** Empty where no request names a model. */
    private final int[] modelIndex;

    private final List<String> modelNames;
    /** Empty where no request comes with a prediction. */
    private final int[] predictedTokens;

    private final @Nullable PrefixBlocks prefixBlocks;

    private Trace(
            String name,
            long[] arrivalTicks,
            int[] promptTokens,
            int[] outputTokens,
            int[] classIndex,
            List<String> classNames,
            int[] modelIndex,
            List<String> modelNames,
            int[] predictedTokens,
            @Nullable PrefixBlocks prefixBlocks) {
        this.name = name;
        this.arrivalTicks = arrivalTicks;
        this.promptTokens = promptTokens;
        this.outputTokens = outputTokens;
        this.classIndex = classIndex;
        this.classNames = List.copyOf(classNames);
        this.modelIndex = modelIndex;
        this.modelNames = List.copyOf(modelNames);
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

    /** Index into {@link #classNames()} of request {@code r}'s class, or -1 where the trace names none. */
    public int classIndex(int r) {
        return classIndex[r];
    }

    /** The service classes that the trace itself names, in order of first appearance; often empty. */
    public List<String> classNames() {
        return classNames;
    }

    /** Which requests begin alike, null where the trace does not say. */
    public @Nullable PrefixBlocks prefixBlocks() {
        return prefixBlocks;
    }

    /** Index into {@link #modelNames()} of the model that request {@code r} asks for, or -1 where any will do. */
    public int modelIndex(int r) {
        return modelIndex.length == 0 ? -1 : modelIndex[r];
    }

    /** The models that the trace itself names, in order of first appearance; often empty. */
    public List<String> modelNames() {
        return modelNames;
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
            throw new IllegalArgumentException("At a rate scale of " + factor + " the last request arrives after "
                    + Ticks.toSeconds(lastArrivalTick()) / factor + " s, later than 100 days; use at least "
                    + Math.nextUp((float) lastArrivalTick() / Ticks.MAX_ARRIVAL) + ".");
        }
        long[] scaled = new long[size()];
        for (int r = 0; r < scaled.length; r++) {
            scaled[r] = Math.round(arrivalTicks[r] / factor);
        }
        return new Trace(
                name,
                scaled,
                promptTokens,
                outputTokens,
                classIndex,
                classNames,
                modelIndex,
                modelNames,
                predictedTokens,
                prefixBlocks);
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
                Arrays.copyOf(classIndex, limit),
                classNames,
                Arrays.copyOf(modelIndex, Math.min(limit, modelIndex.length)),
                modelNames,
                Arrays.copyOf(predictedTokens, Math.min(limit, predictedTokens.length)),
                prefixBlocks == null ? null : prefixBlocks.firstRequests(limit));
    }

    /** The same requests under another name. */
    public Trace named(String newName) {
        return new Trace(
                newName,
                arrivalTicks,
                promptTokens,
                outputTokens,
                classIndex,
                classNames,
                modelIndex,
                modelNames,
                predictedTokens,
                prefixBlocks);
    }

    /**
     * The same requests in other service classes.
     *
     * @param names the classes
     * @param indexOf each request's class by its number among {@code names}, -1 for none
     */
    public Trace withClasses(List<String> names, int[] indexOf) {
        requireIndices("class", names, indexOf);
        return new Trace(
                name,
                arrivalTicks,
                promptTokens,
                outputTokens,
                indexOf.clone(),
                names,
                modelIndex,
                modelNames,
                predictedTokens,
                prefixBlocks);
    }

    /**
     * The same requests asking for other models.
     *
     * @param names catalogue keys of the models
     * @param indexOf each request's model by its number among {@code names}, -1 where any will do
     */
    public Trace withModels(List<String> names, int[] indexOf) {
        requireIndices("model", names, indexOf);
        return new Trace(
                name,
                arrivalTicks,
                promptTokens,
                outputTokens,
                classIndex,
                classNames,
                indexOf.clone(),
                names,
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
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Collects requests in any order; {@link #build()} sorts them by arrival, keeping the order of equal times. */
    public static final class Builder {
        private final String name;
        private final TraceNames classes = new TraceNames();
        private final TraceNames models = new TraceNames();
        private long[] arrivalTicks = new long[1024];
        private int[] promptTokens = new int[1024];
        private int[] outputTokens = new int[1024];
        private int[] classIndex = new int[1024];
        private final OptionalColumn modelIndex = new OptionalColumn(-1);
        private final OptionalColumn predictedTokens = new OptionalColumn(0);

        private int size;
        private boolean startsAtEarliest;
        private PrefixBlocks.@Nullable Builder prefixes;

        private Builder(String name) {
            this.name = Objects.requireNonNull(name);
        }

        /** How many requests were added so far. */
        public int size() {
            return size;
        }

        /**
         * Lets arrivals count from any moment, also be negative: {@link #build()} moves them all so that the earliest is 0.
         */
        public Builder startingAtEarliest() {
            startsAtEarliest = true;
            return this;
        }

        /** Adds a request without a class; see {@link #add(long, int, int, String)}. */
        public Builder add(long arrivalTick, int promptTokens, int outputTokens) {
            return add(arrivalTick, promptTokens, outputTokens, "");
        }

        /** Adds a request that any model may serve; see {@link #add(long, int, int, String, String)}. */
        public Builder add(long arrivalTick, int promptTokens, int outputTokens, String className) {
            return add(arrivalTick, promptTokens, outputTokens, className, "");
        }

        /**
         * Adds a request.
         *
         * @param arrivalTick arrival in ticks, 0 to {@link Ticks#MAX_ARRIVAL}; after {@link #startingAtEarliest()} anything
         *     within {@link Ticks#MAX_ARRIVAL} of every other request
         * @param promptTokens prompt length, 1 to {@link Trace#MAX_TOKENS}
         * @param outputTokens true output length, 1 to {@link Trace#MAX_TOKENS}
         * @param className service class, empty for none
         * @param modelName the model that it asks for, by its catalogue key; empty where any will do
         * @throws IllegalArgumentException if a value is out of range
         */
        public Builder add(long arrivalTick, int promptTokens, int outputTokens, String className, String modelName) {
            if (!startsAtEarliest) {
                requireInRange(size, arrivalTick);
            }
            if (promptTokens < 1 || outputTokens < 1 || Math.max(promptTokens, outputTokens) > MAX_TOKENS) {
                throw new IllegalArgumentException("Request " + size + " has " + promptTokens + " prompt and "
                        + outputTokens + " output tokens; both must be from 1 to " + MAX_TOKENS + ".");
            }
            if (size == arrivalTicks.length) {
                int capacity = size + (size >> 1);
                arrivalTicks = Arrays.copyOf(arrivalTicks, capacity);
                this.promptTokens = Arrays.copyOf(this.promptTokens, capacity);
                this.outputTokens = Arrays.copyOf(this.outputTokens, capacity);
                classIndex = Arrays.copyOf(classIndex, capacity);
            }
            arrivalTicks[size] = arrivalTick;
            this.promptTokens[size] = promptTokens;
            this.outputTokens[size] = outputTokens;
            classIndex[size] = classes.index(className);
            modelIndex.set(size, models.index(modelName));
            size++;
            return this;
        }

        /**
         * States what the trace predicts of the request added last.
         *
         * @param tokens predicted output length, 1 to {@link Trace#MAX_TOKENS}
         * @throws IllegalArgumentException if it is out of range
         * @throws IllegalStateException if no request was added yet
         */
        public Builder predicted(int tokens) {
            if (size == 0) {
                throw new IllegalStateException("There is no request yet that a prediction could belong to.");
            }
            if (tokens < 1 || tokens > MAX_TOKENS) {
                throw new IllegalArgumentException("Request " + (size - 1) + " is predicted to have " + tokens
                        + " output tokens; give 1 to " + MAX_TOKENS + ".");
            }
            predictedTokens.set(size - 1, tokens);
            return this;
        }

        /**
         * States the hashes of the leading blocks of the prompt added last. Only blocks that the prompt fills count; hashes
         * beyond them are passed over. Equal hashes mean equal blocks where all before them are equal.
         *
         * @param blockTokens tokens in a block, at least 1 and the same for all requests
         * @param hashes the hashes, in the order of the blocks
         * @param count how many there are
         * @throws IllegalArgumentException if the block size is not that of the requests before
         * @throws IllegalStateException if no request was added yet
         */
        public Builder prefix(int blockTokens, int[] hashes, int count) {
            if (size == 0) {
                throw new IllegalStateException("There is no request yet to which block hashes could belong.");
            }
            if (prefixes == null) {
                prefixes = new PrefixBlocks.Builder(blockTokens);
            }
            if (prefixes.blockTokens() != blockTokens) {
                throw new IllegalArgumentException("Request " + (size - 1) + " has prefix blocks of " + blockTokens
                        + " tokens, those before it of " + prefixes.blockTokens() + "; use one size in a trace.");
            }
            prefixes.add(size - 1, hashes, Math.min(count, promptTokens[size - 1] / blockTokens));
            return this;
        }

        private static void requireInRange(int request, long arrivalTick) {
            if (arrivalTick < 0 || arrivalTick > Ticks.MAX_ARRIVAL) {
                throw new IllegalArgumentException("Request " + request + " arrives at " + Ticks.toSeconds(arrivalTick)
                        + " s; times must lie between 0 and 100 days from the start of the trace.");
            }
        }

        /** Arrivals in the order of addition, counted from the earliest where that was asked for. */
        private long[] arrivalsFromStart() {
            long[] arrivals = Arrays.copyOf(arrivalTicks, size);
            if (startsAtEarliest) {
                long earliest = Arrays.stream(arrivals).min().orElse(0);
                for (int i = 0; i < size; i++) {
                    arrivals[i] -= earliest;
                    requireInRange(i, arrivals[i]);
                }
            }
            return arrivals;
        }

        /** The finished trace, sorted by arrival. */
        public Trace build() {
            long[] arrivals = arrivalsFromStart();
            int @Nullable [] order = isSorted(arrivals) ? null : sortedBy(arrivals);
            long[] sortedArrivals = arrivals.clone();
            int[] prompts = Arrays.copyOf(promptTokens, size);
            int[] outputs = Arrays.copyOf(outputTokens, size);
            int[] classOf = Arrays.copyOf(classIndex, size);
            for (int i = 0; order != null && i < size; i++) {
                sortedArrivals[i] = arrivals[order[i]];
                prompts[i] = promptTokens[order[i]];
                outputs[i] = outputTokens[order[i]];
                classOf[i] = classIndex[order[i]];
            }
            return new Trace(
                    name,
                    sortedArrivals,
                    prompts,
                    outputs,
                    classOf,
                    classes.all,
                    modelIndex.values(size, order),
                    models.all,
                    predictedTokens.values(size, order),
                    prefixes == null ? null : prefixes.build(size, order));
        }

        /** The places of values in ascending order, equal ones as they stand. */
        private static int[] sortedBy(long[] values) {
            return IntStream.range(0, values.length)
                    .boxed()
                    .sorted((a, b) -> Long.compare(values[a], values[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        private static boolean isSorted(long[] values) {
            for (int i = 1; i < values.length; i++) {
                if (values[i] < values[i - 1]) {
                    return false;
                }
            }
            return true;
        }
    }
}
