package dev.tokenyard.sim.workload;

import dev.tokenyard.sim.time.RandomStreams;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How many turns the sessions of a stream have on average. Where their context fills before they would end, it is found by drawing
 * sessions, always the same ones.
 */
final class ExpectedTurns {
    private static final int SESSIONS = 4_000;
    /** So many turns at most are drawn in all. */
    private static final int MOST_TURNS = 400_000;

    private static final int KEPT = 64;
    private static final Map<RequestStream, Double> KNOWN = new LinkedHashMap<>(KEPT, 0.75f, true);

    private ExpectedTurns() {}

    static double of(RequestStream stream) {
        Sessions sessions = Objects.requireNonNull(stream.sessions());
        long longest = sessions.sharedTokens()
                + (long) sessions.turns().most()
                        * (stream.promptTokens().maxTokens()
                                + stream.outputTokens().maxTokens());
        if (longest <= sessions.maxContextTokens()) {
            return sessions.meanTurns();
        }
        // How they arrive is nothing to their turns.
        RequestStream key = stream.withArrivals(new ArrivalProcess.Poisson(1));
        synchronized (KNOWN) {
            Double known = KNOWN.get(key);
            if (known != null) {
                return known;
            }
        }
        double drawn = drawn(key, sessions);
        synchronized (KNOWN) {
            KNOWN.put(key, drawn);
            if (KNOWN.size() > KEPT) {
                KNOWN.remove(KNOWN.keySet().iterator().next());
            }
        }
        return drawn;
    }

    private static double drawn(RequestStream stream, Sessions sessions) {
        StreamDraws draws = new StreamDraws(stream, new RandomStreams(1), "turns");
        SessionTurns turns = new SessionTurns(sessions, draws);
        long sum = 0;
        long wanted = 0;
        int count = 0;
        while (count < SESSIONS && sum < MOST_TURNS) {
            int context = sessions.sharedTokens();
            int left = turns.drawCount();
            wanted += left;
            boolean first = true;
            while (left > 0 && turns.draw(context, 0, first)) {
                context = turns.promptTokens() + turns.outputTokens();
                first = false;
                left--;
                sum++;
            }
            count++;
        }
        // Where no context is full, that is their mean itself.
        return sessions.meanTurns() * sum / wanted;
    }
}
