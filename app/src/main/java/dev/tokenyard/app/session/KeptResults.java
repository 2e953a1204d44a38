package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The results of a scenario's last changes, so that a slider that comes back to where it was, and a change that is taken back,
 * find what was simulated then: a run is a function of its scenario and of the files that it names. They are of one trace; the least recently shown go first. Large ones are not kept, as their recordings need the memory themselves. Safe for use
 * by several threads.
 */
public final class KeptResults {
    /** The share of Java's memory that kept results may take. */
    private static final double SHARE_OF_MEMORY = 0.25;

    private final ScenarioRunner runner;
    private final long mostBytes;
    private final Map<Key, ScenarioResult> kept = new LinkedHashMap<>(64, 0.75f, true);
    private @Nullable Origin origin;
    private long bytes;

    /** What the results have in common. */
    private record Origin(TraceSource trace, Object stamp) {}

    /** A scenario without its name, and the state of the file that its predictor is read from. */
    private record Key(ScenarioSpec nameless, FileStamp predictor) {
        static Key of(ScenarioSpec scenario) {
            return new Key(scenario.named(""), FileStamp.ofPredictor(scenario));
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
        this(runner, (long) (SHARE_OF_MEMORY * Runtime.getRuntime().maxMemory()));
    }

    /**
     * Likewise.
     *
     * @param mostBytes so much memory they may take
     */
    KeptResults(ScenarioRunner runner, long mostBytes) {
        this.runner = runner;
        this.mostBytes = mostBytes;
    }

    /**
     * A scenario's result, simulated unless it is kept. See {@link ScenarioResult#of} for what is thrown.
     *
     * @param cancelled asked now and then
     */
    public Answer of(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException {
        Origin wanted = new Origin(scenario.trace(), runner.stamp(scenario.trace()));
        Key key = Key.of(scenario);
        ScenarioResult known = find(wanted, key);
        if (known != null) {
            return new Answer(known.named(scenario.name()), true);
        }
        ScenarioResult made = simulate(scenario, cancelled);
        keep(wanted, key, made);
        return new Answer(made, false);
    }

    /** Whether a scenario's result is kept; those of scenarios like it then will be, too. */
    public synchronized boolean isKept(ScenarioSpec scenario) {
        return kept.containsKey(Key.of(scenario));
    }

    /**
     * Simulates a scenario to keep its result, unless it is kept already.
     *
     * @param cancelled asked now and then
     * @return whether there is room for more; if not, nothing was done
     * @throws ScenarioException if the scenario cannot be run
     */
    public boolean prepare(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException {
        if (!hasRoom()) {
            return false;
        }
        of(scenario, cancelled);
        return true;
    }

    /** Whether one more of the usual size would displace none. */
    private synchronized boolean hasRoom() {
        return bytes + bytes / Math.max(1, kept.size()) <= mostBytes;
    }

    /** What is kept is no reason to refuse a trace. */
    private ScenarioResult simulate(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException {
        try {
            return ScenarioResult.of(runner, scenario, cancelled);
        } catch (TraceTooLargeException full) {
            if (!forget()) {
                throw full;
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
        return kept.get(key);
    }

    /** Gives up what is kept; says whether there was anything. */
    public synchronized boolean forget() {
        boolean any = !kept.isEmpty();
        kept.clear();
        bytes = 0;
        return any;
    }

    private synchronized void keep(Origin made, Key key, ScenarioResult result) {
        Comparison comparison = result.comparison();
        boolean large = RecordingMemory.isDoubtful(
                comparison.trace().size(), comparison.lanes().size());
        if (large || !made.equals(origin)) {
            return;
        }
        kept.put(key, result);
        bytes += bytesOf(result);
        Iterator<ScenarioResult> oldest = kept.values().iterator();
        while (bytes > mostBytes && oldest.hasNext()) {
            bytes -= bytesOf(oldest.next());
            oldest.remove();
        }
    }

    private static long bytesOf(ScenarioResult result) {
        return RecordingMemory.bytesOf(result.comparison());
    }
}
