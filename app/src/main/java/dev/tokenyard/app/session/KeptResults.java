package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The results of a scenario's last changes, so that a slider that comes back to where it was, and a change that is taken back,
 * find what was simulated then: a run is a function of its scenario and of the files that it names. So may be what was prepared
 * because it is likely to be asked for. They are of one trace. Where there is no more room, the least recently prepared goes as long
 * as what was only prepared has more than its share, then the least recently asked for; and all of them go before Java runs out of
 * memory. Large ones are not kept, as their recordings need the memory themselves. Safe for use by several threads.
 */
public final class KeptResults {
    /** The share of Java's memory that kept results may take. */
    private static final double SHARE_OF_MEMORY = 1.0 / 3;
    /** So much, in shares of what may be kept, may lie about of those that are kept no longer. */
    private static final double SHARE_OF_DROPPED = 0.5;

    private static final long FEWEST_DROPPED_BYTES = 256L << 20;

    /** All steps of two sliders. */
    private static final int MOST = 256;
    /** The part of all that is for those that nobody has asked for yet, at the least. */
    private static final int PREPARED_PART = 3;

    private static final int BYTES_PER_REQUEST = 40;
    /** Strips of a thousand columns, and the like. */
    private static final int BYTES_PER_LANE = 300_000;

    private final ScenarioRunner runner;
    private final long mostBytes;
    private final Function<ScenarioResult, SoftReference<ScenarioResult>> holding;
    private final Runnable cleaning;
    private final Shelf asked = new Shelf();
    private final Shelf prepared = new Shelf();
    /** What the results have in common. */
    private @Nullable TraceSource origin;
    /** Of those that are kept no longer, since the last cleaning. */
    private long droppedBytes;

    /** A result for as long as nothing else needs its memory, and about how much it takes. */
    private record Held(SoftReference<ScenarioResult> result, long bytes) {}

    /** Results by scenario, the least recently put first. */
    private static final class Shelf {
        private final Map<Key, Held> held = new LinkedHashMap<>();
        private long bytes;

        void put(Key key, Held result) {
            remove(key);
            held.put(key, result);
            bytes += result.bytes();
        }

        @Nullable
        Held remove(Key key) {
            Held there = held.remove(key);
            bytes -= there == null ? 0 : there.bytes();
            return there;
        }

        void removeOldest() {
            remove(held.keySet().iterator().next());
        }

        /** Those that Java has taken the memory of take none; the order of the others stays. */
        void dropCleared() {
            List.copyOf(held.keySet()).stream()
                    .filter(key ->
                            Objects.requireNonNull(held.get(key)).result().refersTo(null))
                    .forEach(this::remove);
        }

        void clear() {
            held.clear();
            bytes = 0;
        }

        int size() {
            return held.size();
        }
    }

    /** A scenario without its name, and the state of the files that its run depends on. */
    private record Key(ScenarioSpec nameless, List<FileStamp> inputs) {
        static Key of(ScenarioSpec scenario) {
            return new Key(scenario.named(""), FileStamp.ofInputs(scenario));
        }
    }

    /**
     * What became of a scenario.
     *
     * @param result the result, under the scenario's present name
     * @param source where it comes from
     * @param inputs the state of the files that the result depends on
     */
    public record Answer(ScenarioResult result, Source source, List<FileStamp> inputs) {
        /** Whether it was simulated earlier. */
        public boolean again() {
            return source != Source.SIMULATED;
        }
    }

    /** Where a result comes from. */
    public enum Source {
        /** It was not there. */
        SIMULATED,
        /** It had been prepared, and nobody had asked for it. */
        PREPARED,
        /** It had been asked for. */
        ASKED
    }

    /** Nothing is kept yet of what a runner makes. */
    public KeptResults(ScenarioRunner runner) {
        this(runner, (long) (SHARE_OF_MEMORY * Runtime.getRuntime().maxMemory()), SoftReference::new, System::gc);
    }

    /**
     * Likewise.
     *
     * @param mostBytes so much memory they may take
     * @param holding holds a result for as long as nothing else needs its memory
     * @param cleaning gives the memory of those back that are kept no longer. Left alone, Java would go on to memory that it has
     *     not used yet, which costs more than a cleaning does, and leaves the less to other programs.
     */
    KeptResults(
            ScenarioRunner runner,
            long mostBytes,
            Function<ScenarioResult, SoftReference<ScenarioResult>> holding,
            Runnable cleaning) {
        this.runner = runner;
        this.mostBytes = mostBytes;
        this.holding = holding;
        this.cleaning = cleaning;
    }

    /**
     * A scenario's result, simulated unless it is kept. See {@link ScenarioResult#of} for what is thrown.
     *
     * @param cancelled asked now and then
     */
    public Answer of(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException {
        return of(scenario, true, cancelled);
    }

    /**
     * The same for somebody who may ask for it later: it takes little room from what was really asked for. See {@link #preparable}.
     *
     * @param cancelled asked now and then
     */
    public Answer prepare(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException {
        return of(scenario, false, cancelled);
    }

    private Answer of(ScenarioSpec scenario, boolean isAsked, BooleanSupplier cancelled) throws ScenarioException {
        Key key = Key.of(scenario);
        Answer known = known(scenario, key, isAsked);
        if (known != null) {
            return known;
        }
        ScenarioResult made = isAsked ? simulate(scenario, cancelled) : ScenarioResult.of(runner, scenario, cancelled);
        keep(key, made, isAsked);
        if (mustClean()) {
            cleaning.run();
        }
        return new Answer(made, Source.SIMULATED, key.inputs());
    }

    /** A scenario's result if it is kept, null otherwise. */
    public @Nullable Answer known(ScenarioSpec scenario) {
        return known(scenario, Key.of(scenario), true);
    }

    private synchronized @Nullable Answer known(ScenarioSpec scenario, Key key, boolean isAsked) {
        if (!scenario.trace().equals(origin)) {
            // Before the other trace needs the memory.
            forget();
            origin = scenario.trace();
        }
        Held held = asked.held.get(key);
        Source source = held == null ? Source.PREPARED : Source.ASKED;
        if (held == null) {
            held = prepared.remove(key);
        }
        if (held == null) {
            return null;
        }
        if (isAsked) {
            asked.put(key, held);
        } else if (source == Source.PREPARED) {
            prepared.put(key, held);
        }
        ScenarioResult result = held.result().get();
        return result == null ? null : new Answer(result.named(scenario.name()), source, key.inputs());
    }

    /** Whether a scenario's result is kept; those of scenarios like it then will be, too. */
    public boolean isKept(ScenarioSpec scenario) {
        Key key = Key.of(scenario);
        synchronized (this) {
            dropCleared();
            return asked.held.containsKey(key) || prepared.held.containsKey(key);
        }
    }

    /** How many results may be prepared and kept beside those that were asked for: what there is room for, or else a part of all. */
    public synchronized int preparable() {
        dropCleared();
        int count = asked.size() + prepared.size();
        if (count == 0) {
            return 0;
        }
        int capacity = (int) Math.min(MOST, mostBytes / Math.max(1, bytes() / count));
        return Math.max(capacity - asked.size(), capacity / PREPARED_PART);
    }

    private long bytes() {
        return asked.bytes + prepared.bytes;
    }

    /** What is kept is no reason to refuse what is asked for. */
    private ScenarioResult simulate(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException {
        try {
            return ScenarioResult.of(runner, scenario, cancelled);
        } catch (ScenarioException refused) {
            boolean full = refused instanceof TraceTooLargeException || refused.getCause() instanceof OutOfMemoryError;
            if (!full || !forget()) {
                throw refused;
            }
            return ScenarioResult.of(runner, scenario, cancelled);
        }
    }

    /** Gives up what is kept; says whether there was anything. */
    public synchronized boolean forget() {
        boolean any = asked.size() + prepared.size() > 0;
        droppedBytes += bytes();
        asked.clear();
        prepared.clear();
        return any;
    }

    private void dropCleared() {
        asked.dropCleared();
        prepared.dropCleared();
    }

    private synchronized void keep(Key key, ScenarioResult result, boolean isAsked) {
        Comparison comparison = result.comparison();
        boolean large = RecordingMemory.isDoubtful(
                comparison.trace().size(), comparison.lanes().size());
        if (large || !key.nameless().trace().equals(origin)) {
            return;
        }
        dropCleared();
        // Another thread may have made it meanwhile, for somebody who asked.
        Shelf shelf = isAsked || asked.remove(key) != null ? asked : prepared;
        prepared.remove(key);
        shelf.put(key, new Held(holding.apply(result), bytesOf(result)));
        long before = bytes();
        while (bytes() > mostBytes || asked.size() + prepared.size() > MOST) {
            (isPreparedNext() ? prepared : asked).removeOldest();
        }
        droppedBytes += before - bytes();
    }

    /** Whether what goes next is one that was only prepared; the last one that was asked for is on show. */
    private boolean isPreparedNext() {
        boolean many = prepared.bytes > mostBytes / PREPARED_PART || prepared.size() > MOST / PREPARED_PART;
        return prepared.size() > 0 && (many || asked.size() <= 1);
    }

    private synchronized boolean mustClean() {
        if (droppedBytes < Math.max(FEWEST_DROPPED_BYTES, SHARE_OF_DROPPED * mostBytes)) {
            return false;
        }
        droppedBytes = 0;
        return true;
    }

    /** With the requests, which are scaled for it alone, and with what a window works out of each lane. */
    private static long bytesOf(ScenarioResult result) {
        Comparison comparison = result.comparison();
        return RecordingMemory.bytesOf(comparison)
                + (long) BYTES_PER_REQUEST * comparison.trace().size()
                + (long) BYTES_PER_LANE * comparison.lanes().size();
    }
}
