package dev.tokenyard.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.HandMadeRun;
import dev.tokenyard.app.session.RoundRuns;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneWordsTest {
    private static RunCursor blocked(BlockReason why, int needed, int available, boolean both) {
        HandMadeRun run = new HandMadeRun(new int[] {0, 0}, 0, 0)
                .arrived(0, 0, 1)
                .arrived(1, 1, 1)
                .blocked(1, 1, 1, why, needed, available);
        RunCursor cursor = (both ? run.blocked(1, 0, 0, why, needed, available) : run)
                .log()
                .cursor();
        cursor.seek(2 * Ticks.PER_SECOND);
        return cursor;
    }

    private static List<String> words(RunCursor cursor) {
        return LaneWords.blocked(
                cursor,
                LaneWords.firstBlocked(cursor),
                cursor.blockNeeded(LaneWords.firstBlocked(cursor)),
                i -> cursor.log().instances().get(i).name());
    }

    @Test
    void aBlockedQueueIsNamedAfterItsInstance() {
        assertThat(words(blocked(BlockReason.KV_FULL, 127, 126, false)))
                .startsWith("GPU #2 blocked: KV cache full, needs 127 blocks, 126 free")
                .contains("GPU #2: KV full, needs 127, 126 free")
                .endsWith("KV full: needs 127, 126 free", "KV full");
    }

    @Test
    void aNoteGoesBeforeWhatIsKnownOfALaneAnyway(@TempDir Path folder) throws ScenarioException {
        Comparison comparison = RoundRuns.withHindsight(folder, 8, RoundRuns.CASE_2, "mc-sf");
        assertThat(LaneWords.subtitles(comparison.lanes().get(0)))
                .startsWith("departs from the optimum at round 0 · Theory · predicted (oracle) · Jaillet et al.,"
                        + " arXiv 2502.07115, Algorithm 1")
                .contains(
                        "departs from the optimum at round 0 · predicted (oracle)",
                        "departs from the optimum at round 0");
        assertThat(LaneWords.subtitles(comparison.lanes().get(1)).get(0)).startsWith("proved optimal · Theory");
    }

    @Test
    void inTheTheoryModeMemoryIsCountedInTokens(@TempDir Path folder) throws ScenarioException {
        String crowd = "0,2,6 0,2,6 0,2,6 0,2,6 0,3,6";
        RunCursor cursor = RoundRuns.withHindsight(folder, 12, crowd, "alpha-beta")
                .lanes()
                .get(0)
                .log()
                .cursor();
        cursor.seek(0);
        assertThat(words(cursor).get(0)).startsWith("blocked: KV cache full, needs 3 tokens, ");
    }

    @Test
    void otherBlockedQueuesAreCounted() {
        assertThat(words(blocked(BlockReason.LOOK_AHEAD, 63_225, 62_304, true)))
                .containsExactly(
                        "GPU #1 and 1 more blocked: memory look-ahead, would peak at 63,225 of 62,304 tokens",
                        "GPU #1 +1 blocked: memory look-ahead, would peak at 63,225 of 62,304 tokens",
                        "GPU #1 +1: look-ahead, 63,225 of 62,304 tok",
                        "GPU #1: look-ahead, 63,225 of 62,304 tok",
                        "look-ahead: 63,225 of 62,304 tok",
                        "look-ahead");
    }

    @Test
    void everyReasonHasFormsThatBecomeShorter() {
        for (BlockReason reason : BlockReason.values()) {
            if (reason != BlockReason.NONE) {
                List<String> forms = words(blocked(reason, 12, 3, true));
                for (int k = 1; k < forms.size(); k++) {
                    assertThat(forms.get(k).length())
                            .isLessThanOrEqualTo(forms.get(k - 1).length());
                }
                assertThat(forms).noneMatch(String::isBlank);
            }
        }
    }

    @Test
    void aLoadSaysWhatItsFiguresAreForAsLongAsItCan() {
        assertThat(LaneWords.load(RunClock.SECONDS, 14, "63 %"))
                .containsExactly("batch 14 · KV 63 %", "14 · KV 63 %", "batch 14", "14");
        assertThat(LaneWords.load(RunClock.ROUNDS, 3, "50 %")).startsWith("batch 3 · memory 50 %");
    }

    @Test
    void onlyWhereABatchIsDrawnNothingIsSaidToBeLeftOut() {
        for (InstanceLayout.Detail detail : InstanceLayout.Detail.values()) {
            List<String> forms = LaneWords.leftOut(detail);
            assertThat(forms.isEmpty()).isEqualTo(detail == InstanceLayout.Detail.FULL);
            assertThat(forms)
                    .allMatch(form -> form.startsWith("batches "))
                    .isSortedAccordingTo((one, other) -> Integer.compare(other.length(), one.length()));
        }
    }

    @Test
    void aSubtitleNamesThePredictorLongest() {
        assertThat(LaneWords.subtitles(DemoComparison.of(20, 1, "ssjf").lanes().get(0)))
                .containsExactly(
                        "vLLM v1 · predicted (confusion) · Qiu et al., arXiv 2404.08509",
                        "vLLM v1 · predicted (confusion) · Qiu et al.",
                        "vLLM v1 · predicted (confusion)",
                        "predicted (confusion)",
                        "confusion");
        assertThat(LaneWords.subtitles(DemoComparison.of(20, 1, "fcfs").lanes().get(0)))
                .endsWith("vLLM v1 · blind", "blind");
        assertThat(LaneWords.shortened("next by predicted output, if it fits the future"))
                .containsExactly("next by predicted output, if it fits the future", "next by predicted output");
        assertThat(LaneWords.shortened("")).isEmpty();
    }
}
