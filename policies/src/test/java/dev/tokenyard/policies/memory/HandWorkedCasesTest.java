package dev.tokenyard.policies.memory;

import static dev.tokenyard.policies.memory.McSfExactCasesTest.completions;
import static dev.tokenyard.policies.memory.McSfExactCasesTest.memory;
import static dev.tokenyard.policies.memory.McSfExactCasesTest.run;
import static dev.tokenyard.policies.memory.McSfExactCasesTest.starts;
import static dev.tokenyard.policies.memory.McSfExactCasesTest.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.Trace;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Instances of the theory's model that were worked out by hand from the rules that the policies state. */
class HandWorkedCasesTest {
    /**
     * A (0, 1, 8), B (0, 5, 8), C (3, 1, 1) in 13 tokens, l a quarter of the output: 2, 2 and 1.
     *
     * <p>t=0: A and B hold 3 + 7 at τ=2, where both are expected to end. t=3: the next round needs 5 + 9 = 14. Both have the
     * bound 3, so B goes, the later arrival; C, which has just come, has to wait, since A is left. t=4: C joins, and B,
     * now with bound 3, would make 6 + 2 + 6 = 14 at τ=5. t=5: 7 + 6 = 13 fit at τ=6, where A is expected to end. It does
     * not: τ=7 needs 8 + 7 = 15, and B, with bound 3 against 6, goes again. It needs 6 beside A's 9 at τ=8, so that it
     * starts for good at t=8.
     */
    @Test
    void aMinEvictsTheSmallestBoundAndTriesAgainTooSoon() {
        Trace trace = trace(new int[][] {{0, 1, 8}, {0, 5, 8}, {3, 1, 1}});
        RunLog log = run("a-min", trace, 13, Map.of("lower", 0.25));
        assertThat(starts(log)).containsExactly(0, 0, 4);
        assertThat(completions(log)).containsExactly(8, 16, 5);
        assertThat(memory(log)).containsExactly(8, 10, 12, 5, 8, 13, 8, 9, 6, 7, 8, 9, 10, 11, 12, 13);
        assertThat(log.info().totals().preemptions()).isEqualTo(2);
    }

    /**
     * A (0, 1, 2), B (0, 1, 3), C (0, 2, 1) in 8 tokens with u twice the output: 4, 6 and 2. C and A hold 4 + 3 at τ=2 and A
     * 5 at τ=4. B is refused at t=0, for it would make 10 at τ=2, and at t=1, where C has gone but A might hold 5 beside its
     * 4 at τ=4. At t=2 A has gone as well. With true lengths all start at once, with 3 + 2 + 2 tokens.
     */
    @Test
    void aMaxKeepsRoomForOutputsThatDoNotCome() {
        Trace trace = trace(new int[][] {{0, 1, 2}, {0, 1, 3}, {0, 2, 1}});
        RunLog log = run("a-max", trace, 8, Map.of("upper", 2.0));
        assertThat(starts(log)).containsExactly(0, 2, 0);
        assertThat(memory(log)).containsExactly(5, 3, 2, 3, 4);
        assertThat(starts(run("mc-sf", trace, 8))).containsExactly(0, 0, 0);
    }

    /**
     * Three requests (0, 1, 3) in 10 tokens. Two hold 8 at τ=3, the third joins as soon as it holds 2 beside them, that is
     * at t=2. With 0.2 of the memory kept free it has to wait until they have gone.
     *
     * <p>Two requests (0, 6, 1) in 15 tokens, of which 0.9 are 13.5: together they would hold 14.
     */
    @Test
    void protectionLeavesAShareOfTheMemoryFree() {
        Trace three = trace(new int[][] {{0, 1, 3}, {0, 1, 3}, {0, 1, 3}});
        assertThat(starts(run("mc-sf", three, 10))).containsExactly(0, 0, 2);
        assertThat(starts(run("mc-sf", three, 10, Map.of("protection", 0.2)))).containsExactly(0, 0, 3);
        Trace two = trace(new int[][] {{0, 6, 1}, {0, 6, 1}});
        assertThat(starts(run("mc-sf", two, 15, Map.of("protection", 0.1)))).containsExactly(0, 1);
        assertThat(starts(run("alpha-greedy", two, 15, Map.of("alpha", 0.1)))).containsExactly(0, 1);
    }

    /**
     * Four requests (0, 1, 4) in 12 tokens without protection. At t=2 the next round needs 4 x 4 = 16. The coins of this seed
     * are 0.26, 0.12, 0.59, 0.94, 0.07, 0.62, 0.89, 0.02, for the last to be admitted first.
     *
     * <p>β = 0.2: the second coin clears request 2. The others need 3 x 5 = 15 at t=3, where the fifth clears request 3. Both
     * restart at t=4, when the first two are done.
     *
     * <p>β = 0.1: the first four coins clear nobody and are thrown again in the same step; those clear requests 3 and 0.
     * In that step nobody is admitted. At t=3 request 0 restarts, with 2 tokens beside 2 x 5, and at t=4 request 3.
     */
    @Test
    void clearingByCoins() {
        Trace trace = trace(new int[][] {{0, 1, 4}, {0, 1, 4}, {0, 1, 4}, {0, 1, 4}});
        RunLog often = run("alpha-beta", trace, 12, Map.of("alpha", 0.0, "beta", 0.2));
        assertThat(completions(often)).containsExactly(4, 4, 4 + 4, 4 + 4);
        assertThat(memory(often)).containsExactly(8, 12, 12, 10, 4, 6, 8, 10);
        assertThat(often.info().totals().preemptions()).isEqualTo(2);
        RunLog seldom = run("alpha-beta", trace, 12, Map.of("alpha", 0.0, "beta", 0.1));
        assertThat(completions(seldom)).containsExactly(3 + 4, 4, 4, 4 + 4);
        assertThat(memory(seldom)).containsExactly(8, 12, 8, 12, 5, 7, 9, 5);
        assertThat(seldom.info().totals().preemptions()).isEqualTo(2);
    }

    /**
     * A and B (0, 1, 8) in 12 tokens, predicted to be 2 and 3 long, and C (4, 1, 1). A and B form the first backlog, C the
     * second, and waits, since A and B hold 12 at τ=5. For τ=6 they need 14, so that B goes. Its place is before that of C,
     * although it is the second of its backlog and C the first: C starts with it at t=8, when A is done, and not at t=6,
     * where it would fit.
     */
    @Test
    void laterBacklogsOfSortedFDoNotPassWhoWasEvicted() {
        Trace trace = trace(new int[][] {{0, 1, 8}, {0, 1, 8}, {4, 1, 1}});
        RunLog log = run("sorted-f", trace, 12, new int[] {2, 3, 1});
        assertThat(log.info().totals().preemptions()).isEqualTo(1);
        assertThat(completions(log)).containsExactly(8, 8 + 3, 8 + 1);
    }
}
