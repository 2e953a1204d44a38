package dev.tokenyard.sim.model;

import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects requests in any order; {@link #build()} sorts them by arrival, keeping the order of equal times. */
public final class TraceBuilder {
    private final String name;
    private final Map<Label, NameColumn.Builder> labels = new EnumMap<>(Label.class);
    private final NameColumn.Builder classes;
    private final NameColumn.Builder models;
    private long[] arrivalTicks = new long[1024];
    private int[] promptTokens = new int[1024];
    private int[] outputTokens = new int[1024];
    private final OptionalColumn predictedTokens = new OptionalColumn(0);

    private int size;
    private boolean startsAtEarliest;
    private PrefixBlocks.@Nullable Builder prefixes;
    private final Map<Trace, Integer> copied = new IdentityHashMap<>();
    private int copiedNodes;
    private int[] copiedPath = {};

    TraceBuilder(String name) {
        this.name = Objects.requireNonNull(name);
        for (Label label : Label.values()) {
            labels.put(label, new NameColumn.Builder());
        }
        classes = columnOf(Label.CLASS);
        models = columnOf(Label.MODEL);
    }

    /** How many requests were added so far. */
    public int size() {
        return size;
    }

    /**
     * Lets arrivals count from any moment, also be negative: {@link #build()} moves them all so that the earliest is 0.
     */
    public TraceBuilder startingAtEarliest() {
        startsAtEarliest = true;
        return this;
    }

    /** Adds a request without a class; see {@link #add(long, int, int, String)}. */
    public TraceBuilder add(long arrivalTick, int promptTokens, int outputTokens) {
        return add(arrivalTick, promptTokens, outputTokens, "");
    }

    /** Adds a request that any model may serve; see {@link #add(long, int, int, String, String)}. */
    public TraceBuilder add(long arrivalTick, int promptTokens, int outputTokens, String className) {
        return add(arrivalTick, promptTokens, outputTokens, className, "");
    }

    /**
     * Adds a request.
     *
     * @param arrivalTick arrival in ticks, 0 to {@link Ticks#MAX_ARRIVAL}; after {@link #startingAtEarliest()} anything
     *     within {@link Ticks#MAX_ARRIVAL} of every other request
     * @param promptTokens prompt length, 1 to {@link Trace#Trace.MAX_TOKENS}
     * @param outputTokens true output length, 1 to {@link Trace#Trace.MAX_TOKENS}
     * @param className service class, empty for none
     * @param modelName the model that it asks for, by its catalogue key; empty where any will do
     * @throws IllegalArgumentException if a value is out of range
     */
    public TraceBuilder add(long arrivalTick, int promptTokens, int outputTokens, String className, String modelName) {
        if (!startsAtEarliest) {
            requireInRange(size, arrivalTick);
        }
        if (promptTokens < 1 || outputTokens < 1 || Math.max(promptTokens, outputTokens) > Trace.MAX_TOKENS) {
            throw new IllegalArgumentException("Request " + size + " has " + promptTokens + " prompt and "
                    + outputTokens + " output tokens; both must be from 1 to " + Trace.MAX_TOKENS + ".");
        }
        if (size == arrivalTicks.length) {
            int capacity = size + (size >> 1);
            arrivalTicks = Arrays.copyOf(arrivalTicks, capacity);
            this.promptTokens = Arrays.copyOf(this.promptTokens, capacity);
            this.outputTokens = Arrays.copyOf(this.outputTokens, capacity);
        }
        arrivalTicks[size] = arrivalTick;
        this.promptTokens[size] = promptTokens;
        this.outputTokens[size] = outputTokens;
        classes.set(size, className);
        models.set(size, modelName);
        size++;
        return this;
    }

    /**
     * States a name of the request added last.
     *
     * @param name empty for none
     * @throws IllegalStateException if no request was added yet
     */
    public TraceBuilder label(Label label, String name) {
        requireRequest();
        columnOf(label).set(size - 1, name);
        return this;
    }

    private NameColumn.Builder columnOf(Label label) {
        return Objects.requireNonNull(labels.get(label));
    }

    /**
     * States what the trace predicts of the request added last.
     *
     * @param tokens predicted output length, 1 to {@link Trace#Trace.MAX_TOKENS}
     * @throws IllegalArgumentException if it is out of range
     * @throws IllegalStateException if no request was added yet
     */
    public TraceBuilder predicted(int tokens) {
        requireRequest();
        if (tokens < 1 || tokens > Trace.MAX_TOKENS) {
            throw new IllegalArgumentException("Request " + (size - 1) + " is predicted to have " + tokens
                    + " output tokens; give 1 to " + Trace.MAX_TOKENS + ".");
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
    public TraceBuilder prefix(int blockTokens, int[] hashes, int count) {
        requireRequest();
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

    /**
     * Adds a request of another trace with all that this says of it: names, prediction and prefix. Requests copied from one
     * trace begin alike where they do there; those of two traces share no prefix, so prefixes of one builder are either all
     * copied or all given by {@link #prefix}.
     *
     * @param from where it comes from
     * @param request its number there
     * @param arrivalTick when it arrives here, as for {@link #add(long, int, int, String, String)}
     * @throws IllegalArgumentException if the arrival is out of range, or if the traces have prefix blocks of different sizes
     */
    public TraceBuilder copy(Trace from, int request, long arrivalTick) {
        add(arrivalTick, from.promptTokens(request), from.outputTokens(request));
        for (Label label : Label.values()) {
            int index = from.nameIndex(label, request);
            if (index >= 0) {
                columnOf(label).set(size - 1, from.names(label).get(index));
            }
        }
        if (from.predictedTokens(request) > 0) {
            predicted(from.predictedTokens(request));
        }
        PrefixBlocks blocks = from.prefixBlocks();
        if (blocks != null) {
            int count = blocks.count(request);
            int first = firstHashOf(from, blocks);
            if (copiedPath.length < count) {
                copiedPath = new int[2 * count];
            }
            for (int i = 0; i < count; i++) {
                copiedPath[i] = first + blocks.node(request, i);
            }
            prefix(blocks.blockTokens(), copiedPath, count);
        }
        return this;
    }

    /** What is added to the nodes of a trace, so that they differ from those of all others that are copied. */
    private int firstHashOf(Trace from, PrefixBlocks blocks) {
        Integer known = copied.get(from);
        if (known == null) {
            known = copiedNodes;
            copied.put(from, known);
            copiedNodes += blocks.nodeCount();
        }
        return known;
    }

    private void requireRequest() {
        if (size == 0) {
            throw new IllegalStateException("The trace " + name + " has no request yet that this could belong to.");
        }
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
        int @Nullable [] order = isSorted(arrivals) ? null : AscendingOrder.of(arrivals);
        long[] sortedArrivals = order == null ? arrivals : new long[size];
        int[] prompts = Arrays.copyOf(promptTokens, size);
        int[] outputs = Arrays.copyOf(outputTokens, size);
        for (int i = 0; order != null && i < size; i++) {
            sortedArrivals[i] = arrivals[order[i]];
            prompts[i] = promptTokens[order[i]];
            outputs[i] = outputTokens[order[i]];
        }
        Map<Label, NameColumn> columns = new EnumMap<>(Label.class);
        labels.forEach((label, column) -> columns.put(label, column.build(size, order)));
        return new Trace(
                name,
                sortedArrivals,
                prompts,
                outputs,
                new TraceLabels(columns),
                predictedTokens.values(size, order),
                prefixes == null ? null : prefixes.build(size, order));
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
