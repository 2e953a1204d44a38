package dev.tokenyard.sim.trace.edit;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.Ticks;
import java.util.Random;

/** Traces of any kind, with all that a trace can say of a request. */
public final class RandomTraces {
    private static final int BLOCK = 16;

    private RandomTraces() {}

    /** A trace of so many requests in a hundred seconds. */
    public static Trace of(String name, int requests, long seed) {
        Random random = new Random(seed);
        TraceBuilder trace = Trace.builder(name);
        for (int i = 0; i < requests; i++) {
            trace.add(
                    random.nextLong(100 * Ticks.PER_SECOND),
                    1 + random.nextInt(400),
                    1 + random.nextInt(100),
                    random.nextInt(4) == 0 ? "" : "class " + random.nextInt(3),
                    random.nextBoolean() ? "" : "model " + random.nextInt(2));
            if (random.nextInt(5) > 0) {
                trace.label(Label.CLIENT, "client " + random.nextInt(20));
            }
            if (random.nextBoolean()) {
                trace.label(Label.SESSION, "session " + random.nextInt(50));
            }
            if (random.nextBoolean()) {
                trace.predicted(1 + random.nextInt(90));
            }
            int[] path = random.ints(random.nextInt(12), 0, 3).toArray();
            trace.prefix(BLOCK, path, path.length);
        }
        return trace.build();
    }
}
