package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.Ticks;
import java.util.Random;

/** Traces whose outputs have to do with what is known on arrival. */
final class RandomLengths {
    private RandomLengths() {}

    /** Requests a second apart: short answers of the class chat, long ones of the class essay, longer to longer prompts. */
    static Trace trace(int requests, long seed) {
        Random random = new Random(seed);
        TraceBuilder builder = Trace.builder("random");
        for (int i = 0; i < requests; i++) {
            boolean essay = random.nextInt(3) == 0;
            int prompt = 1 + (int) Math.exp(4 + 1.5 * random.nextGaussian());
            double mean = (essay ? 400 : 40) * Math.pow(prompt / 50.0, 0.3);
            int output = Math.max(1, (int) (mean * Math.exp(0.4 * random.nextGaussian())));
            builder.add(i * Ticks.PER_SECOND, prompt, output, essay ? "essay" : "chat");
        }
        return builder.build();
    }
}
