package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.log.RunLog;
import java.util.function.Function;

/** The engine jumps over steps that nobody has to look at: it must not be seen in what happens. */
final class Jumps {
    private Jumps() {}

    /**
     * Asserts that a run in jumps has the history of one in single steps, and one without a log the same totals.
     *
     * @param scenario its number, for the message
     * @param run carries a run out, the same one whenever asked
     * @return the log of the run in jumps
     */
    static RunLog likeSingleSteps(int scenario, Function<RunOptions, RunLog> run) {
        RunLog jumps = run.apply(RunOptions.RECORDED);
        assertThat(jumps.sameHistoryAs(run.apply(RunOptions.SINGLE_STEP)))
                .as("scenario %d", scenario)
                .isTrue();
        assertThat(run.apply(RunOptions.OUTCOMES_ONLY).info().totals())
                .as("scenario %d", scenario)
                .isEqualTo(jumps.info().totals());
        return jumps;
    }
}
