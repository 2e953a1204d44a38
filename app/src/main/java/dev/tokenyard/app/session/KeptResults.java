package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import java.lang.ref.SoftReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The results of a scenario's last changes, so that a slider that comes back to where it was, and a change that is taken back,
 * find what was simulated then: a run is a function of its scenario and of the files that it names. They are of one trace; the
 * least recently shown go first, and all of them before Java runs out of memory. Large ones are not kept, as their recordings need
 * the memory themselves. Safe for use by several threads.
 */
public final class KeptResults {
    /** The share of Java's memory that kept results may take. */
    private static final double SHARE_OF_MEMORY = 1.0 / 3;
    /** So much, in shares of what may be kept, may lie about of those that are kept no longer. */
    private static final double SHARE_OF_DROPPED = 0.5;

    private static final long FEWEST_DROPPED_BYTES = 256L << 20;

    /** All steps of two sliders. */
    private static final int MOST = 256;

    private static final int BYTES_PER_REQUEST = 40;
    /** Strips of a thousand columns, and the like. */
    private static final int BYTES_PER_LANE = 300_000;

    private final ScenarioRunner runner;
    private final long mostBytes;
    private final Function<ScenarioResult, SoftReference<ScenarioResult>> holding;
    private final Runnable cleaning;
    private final Map<Key, Held> kept = new LinkedHashMap<>(64, 0.75f, true);
    private @Nullable Origin origin;
    private long bytes;
    /** Of those that are kept no longer, since the last cleaning. */
    private long droppedBytes;

    /** A result for as long as nothing else needs its memory, and about how much it takes. */
    private record Held(SoftReference<ScenarioResult> result, long bytes) {}

    /** What the results have in common: a trace, and the state of its files. */
    private record Origin(TraceSource trace, List<FileStamp> stamps) {
        static Origin of(ScenarioSpec scenario) {
            return new Origin(scenario.trace(), FileStamp.of(InputFiles.of(scenario.trace())));
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
     * @param again whether it was simulated earlier
     */
    public record Answer(ScenarioResult result, boolean again) {}

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
        Origin wanted = Origin.of(scenario);
        Key key = Key.of(scenario);
        Answer known = known(scenario, wanted, key);
        if (known != null) {
            return known;
        }
        ScenarioResult made = simulate(scenario, cancelled);
        keep(wanted, key, made);
        if (mustClean()) {
            cleaning.run();
        }
        return new Answer(made, false);
    }

    /** A scenario's result if it is kept, null otherwise. */
    public @Nullable Answer known(ScenarioSpec scenario) {
        return known(scenario, Origin.of(scenario), Key.of(scenario));
    }

    private @Nullable Answer known(ScenarioSpec scenario, Origin wanted, Key key) {
        ScenarioResult known = find(wanted, key);
        return known == null ? null : new Answer(known.named(scenario.name()), true);
    }

    /** Whether a scenario's result is kept; those of scenarios like it then will be, too. */
    public synchronized boolean isKept(ScenarioSpec scenario) {
        dropCleared();
        return kept.containsKey(Key.of(scenario));
    }

    /**
     * How many results may be prepared in advance: what there is room for, or else a third of all, which are then those that were
     * shown longest ago.
     */
    public synchronized int preparable() {
        dropCleared();
        if (kept.isEmpty()) {
            return 0;
        }
        int capacity = (int) Math.min(MOST, mostBytes / Math.max(1, bytes / kept.size()));
        return Math.max(capacity - kept.size(), capacity / 3);
    }

    /** What is kept is no reason to refuse a trace. */
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

    private synchronized @Nullable ScenarioResult find(Origin wanted, Key key) {
        if (!wanted.equals(origin)) {
            // Before the other trace needs the memory.
            forget();
            origin = wanted;
        }
        Held held = kept.get(key);
        return held == null ? null : held.result().get();
    }

    /** Gives up what is kept; says whether there was anything. */
    public synchronized boolean forget() {
        boolean any = !kept.isEmpty();
        kept.clear();
        droppedBytes += bytes;
        bytes = 0;
        return any;
    }

    /** Those that Java has taken the memory of take none; the order of the others stays. */
    private void dropCleared() {
        Iterator<Held> all = kept.values().iterator();
        while (all.hasNext()) {
            Held held = all.next();
            if (held.result().refersTo(null)) {
                bytes -= held.bytes();
                all.remove();
            }
        }
    }

    private synchronized void keep(Origin made, Key key, ScenarioResult result) {
        Comparison comparison = result.comparison();
        boolean large = RecordingMemory.isDoubtful(
                comparison.trace().size(), comparison.lanes().size());
        if (large || !made.equals(origin)) {
            return;
        }
        Held held = new Held(holding.apply(result), bytesOf(result));
        dropCleared();
        Held before = kept.put(key, held);
        bytes += held.bytes() - (before == null ? 0 : before.bytes());
        Iterator<Held> oldest = kept.values().iterator();
        while ((bytes > mostBytes || kept.size() > MOST) && oldest.hasNext()) {
            long dropped = oldest.next().bytes();
            bytes -= dropped;
            droppedBytes += dropped;
            oldest.remove();
        }
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
