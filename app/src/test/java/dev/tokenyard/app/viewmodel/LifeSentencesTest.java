package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.HandMadeRun;
import dev.tokenyard.sim.policy.BlockReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifeSentencesTest {
    private static List<String> story(HandMadeRun run, int request) {
        return LifeSentences.of(run.lane(), request).stream()
                .map(Sentence::text)
                .toList();
    }

    @Test
    void tellsALongWait() {
        HandMadeRun run = new HandMadeRun(new int[] {1, 0, 1}, 0, 1, 2)
                .arrived(0, 0, 1)
                .blocked(0, 0, 0, BlockReason.BATCH_CAP, 9, 8)
                .arrived(1, 0, 2)
                .arrived(2, 0, 3)
                .admitted(3, 0)
                .admitted(3, 2)
                .blocked(3, 0, 1, BlockReason.KV_FULL, 7, 4)
                .completed(8, 0)
                .completed(8, 2)
                .admitted(8, 1)
                .token(9, 1)
                .completed(11, 1);
        assertThat(story(run, 1))
                .containsExactly(
                        "sent to GPU #1, where 1 request was waiting",
                        "behind 2 requests that got in first; 1 of them came later but goes first by deadline;"
                                + " all of them Batch",
                        "queue blocked for 2.00 s while others were next in line: batch cap reached",
                        "KV cache full for 5.00 s when it was next in line: it needed 7 KV blocks, 4 were free",
                        "admitted at 00:08.00, 7.00 s after it arrived, when request 0 finished together with 1 other",
                        "deadline missed by 6.00 s: the first token came late");
    }

    @Test
    void tellsASmoothOne() {
        HandMadeRun run = new HandMadeRun(new int[] {0}, 1)
                .arrived(0, 1, 1)
                .admitted(1.02, 0)
                .token(1.5, 0)
                .completed(2, 0);
        assertThat(story(run, 0))
                .containsExactly(
                        "sent to GPU #2, where nothing was waiting",
                        "admitted at 00:01.02, 20 ms after it arrived, as soon as the step under way had ended",
                        "deadline met with 1.50 s to spare");
    }

    @Test
    void tellsRefusalWithItsArithmetic() {
        assertThat(story(new HandMadeRun(new int[] {0}, 1).refused(0, 130, 100), 0))
                .containsExactly(
                        "refused on arrival, too large for every instance: at its peak it needs 130 KV blocks of 16 tokens"
                                + " (100 tokens for the prompt, 3 tokens for the output), GPU #1 has 100");
        assertThat(story(new HandMadeRun(new int[] {0}, 1).refusedThere(0, 130, 100, 0, 1), 0))
                .containsExactly(
                        "refused on arrival, too large for GPU #1, where it would have run: at its peak it needs"
                                + " 130 KV blocks of 16 tokens (100 tokens for the prompt, 3 tokens for the output), GPU #1 has"
                                + " 100; GPU #2 could have held it");
    }

    @Test
    void tellsPreemptionsAndAMissedRateOfTokens() {
        HandMadeRun run = new HandMadeRun(new int[] {1}, 0)
                .arrived(0, 0, 1)
                .admitted(0, 0)
                .token(1, 0)
                .preempted(2, 0, 1234)
                .admitted(5, 0)
                .token(6, 0)
                .completed(7, 0);
        assertThat(story(run, 0))
                .contains(
                        "preempted once: 1,234 computed tokens thrown away and computed again, 3.00 s back in the queue",
                        "deadline met with 19.0 s to spare",
                        "objective missed all the same: 3.00 s per output token, the target is 0.50 s");
    }

    @Test
    void tellsOfOneThatIsStillWaiting() {
        HandMadeRun run = new HandMadeRun(new int[] {0, 0}, 0, 1)
                .arrived(0, 0, 1)
                .admitted(0, 0)
                .arrived(1, 0, 1)
                .blocked(1, 0, 1, BlockReason.LOOK_AHEAD, 700, 640)
                .completed(9, 0);
        assertThat(story(run, 1))
                .containsExactly(
                        "sent to GPU #1, where nothing was waiting",
                        "memory look-ahead for 8.00 s when it was next in line: with it the KV cache would come to"
                                + " hold 700 tokens, it has room for 640",
                        "never admitted the run ended at 00:09.00 while it was waiting",
                        "deadline missed by 6.00 s when the run ended");
    }
}
