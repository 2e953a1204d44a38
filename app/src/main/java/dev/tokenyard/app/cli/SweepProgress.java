package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.sweep.GpuAnswer;
import dev.tokenyard.app.session.sweep.Sweep;
import dev.tokenyard.app.session.sweep.SweepPlan;
import dev.tokenyard.app.session.sweep.Sweeper;
import java.util.List;

/** How far a sweep on the command line is, in words. Told on one thread, asked on another. */
final class SweepProgress {
    private int expected;
    private boolean estimated;
    private int swept;
    private int searched;

    /** Returns the plan that is now carried out. */
    synchronized SweepPlan begin(SweepPlan plan) {
        expected = Sweeper.expectedRuns(plan);
        estimated = plan.knees();
        return plan;
    }

    synchronized void sweep(Sweep partly) {
        swept = partly.runs();
        expected = partly.isWhole() ? swept : expected;
        estimated &= !partly.isWhole();
    }

    synchronized void gpus(List<GpuAnswer> found, int seeds) {
        searched = seeds
                * found.stream().mapToInt(answer -> answer.attainment().size()).sum();
    }

    /** {@code 312 of about 900 simulations}; the search for GPUs takes as many as it takes. */
    synchronized String words() {
        String sweep = expected == 0
                ? ""
                : Numbers.whole(swept) + " of " + (estimated ? "about " : "")
                        + Numbers.count(Math.max(expected, swept), "simulation");
        String gpus = searched == 0 ? "" : Numbers.count(searched, "simulation") + " to find the number of GPUs";
        return sweep.isEmpty() && gpus.isEmpty()
                ? Numbers.count(0, "simulation")
                : sweep + (sweep.isEmpty() || gpus.isEmpty() ? "" : ", ") + gpus;
    }
}
