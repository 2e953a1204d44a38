package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.FileStamp;
import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The figures of runs that were made, so that none is made twice for the same part of its time: not their recordings, which
 * other parts would need, and of the last {@value #MOST} runs only, about a kilobyte each. What depends on a file that has changed
 * on disk is simulated anew. Safe for use by several threads.
 */
public final class SweepCache {
    /** So many runs are remembered. */
    public static final int MOST = 20_000;

    private static final long WAIT_MILLIS = 20;

    private final ScenarioRunner runner;
    private final Map<Key, RunMetrics> known = new LinkedHashMap<>(256, 0.75f, true);
    private final Set<Key> running = new HashSet<>();
    private long simulated;

    /** Figures of a part of the time need a recording, and so have those of memory in any case. */
    private record Key(ScenarioSpec scenario, List<FileStamp> inputs, RunPart part, boolean recorded) {}

    /** A cache over a runner. */
    public SweepCache(ScenarioRunner runner) {
        this.runner = runner;
    }

    /** How many runs were really made. */
    public synchronized long simulated() {
        return simulated;
    }

    /**
     * The figures of a scenario of one policy. Whoever asks for a run that another thread is making waits for it.
     *
     * @param part the part of the run's time that the figures are of
     * @param recorded whether figures of KV memory are wanted
     * @param cancelled asked now and then
     * @throws ScenarioException if the scenario cannot be run; the message is for the user
     * @throws CancellationException if {@code cancelled} said so
     */
    RunMetrics measure(ScenarioSpec scenario, RunPart part, boolean recorded, BooleanSupplier cancelled)
            throws ScenarioException {
        List<FileStamp> inputs = FileStamp.ofInputs(scenario);
        Key key = new Key(scenario, inputs, part, recorded || !part.isWhole());
        synchronized (this) {
            while (running.contains(key)) {
                await(cancelled);
            }
            RunMetrics there = known.get(key);
            if (there == null && !key.recorded) {
                // A recorded run has all figures of one that is not.
                there = known.get(new Key(scenario, inputs, part, true));
            }
            if (there != null) {
                return there;
            }
            running.add(key);
        }
        RunMetrics made = null;
        try {
            made = runner.measure(scenario, part, recorded, cancelled);
            return made;
        } finally {
            finish(key, made);
        }
    }

    private void await(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("The sweep was cancelled.");
        }
        try {
            wait(WAIT_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The sweep was cancelled.");
        }
    }

    private synchronized void finish(Key key, @Nullable RunMetrics made) {
        running.remove(key);
        if (made != null) {
            simulated++;
            known.put(key, made);
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
        }
        notifyAll();
    }
}
