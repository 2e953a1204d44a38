package dev.tokenyard.app.session;

import dev.tokenyard.policies.kit.predict.Predictor;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Makes predictions, and keeps those that take long for as long as their trace is in use, so that moving a slider does not
 * train a predictor again. They are made of the trace as it was recorded: how fast a scenario lets its requests arrive
 * changes nothing. Safe for use by several threads.
 */
final class PredictionLibrary {
    private static final int KEPT_OF_A_TRACE = 16;

    private final Map<Trace, Map<Key, int[]>> byTrace = new WeakHashMap<>();

    private record Key(int limit, String label, long seed) {}

    /**
     * Predictions for the first requests of a trace.
     *
     * @param trace all of its requests, as recorded
     * @param limit how many of them there are for the predictor; 0 for all
     * @throws IllegalArgumentException if the predictor cannot predict this trace; the message is for the user
     */
    synchronized int[] predict(Trace trace, int limit, Predictor predictor, long seed) {
        Key key = new Key(limit, predictor.label(), seed);
        int[] known = byTrace.getOrDefault(trace, Map.of()).get(key);
        if (known != null) {
            return known;
        }
        int[] made = predictor.predict(limit == 0 ? trace : trace.firstRequests(limit), new RandomStreams(seed));
        if (predictor.isSlow()) {
            Map<Key, int[]> kept =
                    byTrace.computeIfAbsent(trace, t -> new LinkedHashMap<>(KEPT_OF_A_TRACE, 0.75f, true));
            kept.put(key, made);
            if (kept.size() > KEPT_OF_A_TRACE) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return made;
    }
}
