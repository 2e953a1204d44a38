package dev.tokenyard.sim.workload;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.Ticks;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A recipe of requests for the theory mode, drawn as in the experiments of Jaillet et al., arXiv 2502.07115: Poisson
 * arrivals, cut to whole rounds of one second, and uniform lengths. Requests are of class {@code Short}, {@code Medium} or
 * {@code Long} by the third of the range in which their output lies, so that they can be told apart by colour.
 *
 * @param name the name of the trace
 * @param requests how many
 * @param ratePerRound mean number of arrivals in a round, positive
 * @param mostPrompt longest prompt in tokens; prompts are uniform from 1 on
 * @param mostOutput longest output in tokens; outputs are uniform from 1 on
 * @param seed the seed
 */
record RoundsRecipe(String name, int requests, double ratePerRound, int mostPrompt, int mostOutput, long seed) {
    private static final String[] CLASSES = {"Short", "Medium", "Long"};

    /** Draws the requests; the same recipe gives the same trace. */
    Trace generate() {
        SplittableRandom random = new SplittableRandom(seed);
        TraceBuilder trace = Trace.builder(name);
        double now = 0;
        for (int i = 0; i < requests; i++) {
            // The strict logarithm has the same bits everywhere.
            now -= StrictMath.log(1 - random.nextDouble()) / ratePerRound;
            int prompt = random.nextInt(1, mostPrompt + 1);
            int output = random.nextInt(1, mostOutput + 1);
            trace.add((long) now * Ticks.PER_SECOND, prompt, output, className(output));
        }
        return trace.build();
    }

    private String className(int output) {
        return CLASSES[Math.floorDiv((output - 1) * CLASSES.length, mostOutput)];
    }

    /** The recipe in one line, complete. */
    String recipe() {
        return String.format(
                Locale.ROOT,
                "%s seed=%d requests=%d; poisson(rate=%s/round) prompt=uniform(1 to %d) output=uniform(1 to %d)",
                name,
                seed,
                requests,
                WorkloadSpec.number(ratePerRound),
                mostPrompt,
                mostOutput);
    }
}
