package dev.tokenyard.policies.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.sim.cost.UnitStepTime;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.SegmentTrack;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.BatchingCard;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each batching mode means, on cases small enough to work out by hand. Every step takes one second. */
class BatchingModesTest {
    private static final Map<String, Double> DEFAULTS = Map.of();

    /** Requests of (arrival in seconds, prompt, output). */
    private static Trace trace(int[]... requests) {
        TraceBuilder builder = Trace.builder("by hand");
        for (int[] request : requests) {
            builder.add(request[0] * Ticks.PER_SECOND, request[1], request[2]);
        }
        return builder.build();
    }

    private static int[] request(int arrivalSeconds, int prompt, int output) {
        return new int[] {arrivalSeconds, prompt, output};
    }

    private static InstanceInfo instance(int blocks, int blockTokens, int cap, int budget) {
        return new InstanceInfo("i", "g", "m", 1, blocks, blockTokens, cap, budget);
    }

    private static RunLog run(String mode, Map<String, Double> knobs, InstanceInfo info, Trace trace) {
        SimulationInput input = new SimulationInput(
                trace,
                List.of(SloClass.ttft("all", Double.POSITIVE_INFINITY)),
                new int[trace.size()],
                List.of(new InstanceSetup(info, UnitStepTime.ONE_SECOND)),
                mode,
                0,
                0,
                "",
                new int[0]);
        PolicyContext context = new PolicyContext(
                Map.of(),
                r -> {
                    throw new AssertionError("FCFS is blind.");
                },
                BatchingModes.byId(mode).create(knobs),
                Routers.byId(Routers.DEFAULT).create(new RandomStreams(0)));
        return Simulator.run(input, PolicyCatalog.byId("fcfs").create(context), RunOptions.RECORDED);
    }

    private static List<List<Double>> firstTokensAndEnds(RunLog log) {
        RequestOutcomes outcomes = log.outcomes();
        List<List<Double>> seconds = new ArrayList<>();
        for (int r = 0; r < outcomes.size(); r++) {
            seconds.add(
                    List.of(Ticks.toSeconds(outcomes.firstTokenTick(r)), Ticks.toSeconds(outcomes.completedTick(r))));
        }
        return seconds;
    }

    private static List<String> steps(RunLog log) {
        SegmentTrack segments = log.segments(0);
        List<String> steps = new ArrayList<>();
        for (int s = 0; s < segments.size(); s++) {
            steps.add(segments.steps(s) + "x " + segments.decodeSequences(s) + " decodes, " + segments.prefillTokens(s)
                    + " prompt tokens");
        }
        return steps;
    }

    private static Set<BlockReason> reasons(RunLog log) {
        Set<BlockReason> reasons = new HashSet<>();
        for (int e = 0; e < log.events().size(); e++) {
            if (log.events().kind(e) == EventKind.BLOCKED) {
                reasons.add(BlockReason.values()[log.events().a(e)]);
            }
        }
        reasons.remove(BlockReason.NONE);
        return reasons;
    }

    /** B arrives while A decodes; its prompt stalls A for a step in v0, and runs along in v1. */
    @Test
    void aPromptStallsDecodesInVllmV0AndRunsAlongInV1() {
        Trace trace = trace(request(0, 4, 5), request(2, 6, 2));
        RunLog v0 = run("vllm-v0", DEFAULTS, instance(100, 4, 8, 64), trace);
        assertThat(steps(v0))
                .containsExactly(
                        "1x 0 decodes, 4 prompt tokens",
                        "1x 1 decodes, 0 prompt tokens",
                        "1x 0 decodes, 6 prompt tokens",
                        "1x 2 decodes, 0 prompt tokens",
                        "2x 1 decodes, 0 prompt tokens");
        assertThat(firstTokensAndEnds(v0)).containsExactly(List.of(1.0, 6.0), List.of(3.0, 4.0));
        RunLog v1 = run("vllm-v1", DEFAULTS, instance(100, 4, 8, 64), trace);
        assertThat(firstTokensAndEnds(v1)).containsExactly(List.of(1.0, 5.0), List.of(3.0, 4.0));
    }

    /** While A sits a step out it keeps its tokens and blocks and makes no progress. */
    @Test
    void aCursorShowsAHeldDecodeStandingStill() {
        RunCursor cursor = run("vllm-v0", DEFAULTS, instance(100, 4, 8, 64), trace(request(0, 4, 5), request(2, 6, 2)))
                .cursor();
        cursor.seek(3 * Ticks.PER_SECOND / 2);
        assertThat(cursor.generatedTokens(0)).isEqualTo(1);
        assertThat(cursor.heldBlocks(0))
                .as("4 of the prompt and one for the new token")
                .isEqualTo(2);
        for (long halves : new long[] {4, 5}) {
            cursor.seek(halves * Ticks.PER_SECOND / 2);
            assertThat(cursor.generatedTokens(0)).isEqualTo(2);
            assertThat(cursor.heldBlocks(0)).isEqualTo(2);
            assertThat(cursor.usedBlocks(0)).isEqualTo(4);
        }
    }

    /** Prompts of 2, 10 and 2 tokens under a budget of 16: side by side they are 14, padded to the longest 30. */
    @Test
    void thePaddingRuleCountsTheLongestPromptForEach() {
        Trace trace = trace(request(0, 2, 1), request(0, 10, 1), request(0, 2, 1));
        RunLog own = run("vllm-v0", Map.of("padded", 0.0), instance(100, 4, 8, 16), trace);
        assertThat(steps(own)).containsExactly("1x 0 decodes, 14 prompt tokens");
        RunLog padded = run("vllm-v0", Map.of("padded", 1.0), instance(100, 4, 8, 16), trace);
        assertThat(steps(padded))
                .containsExactly(
                        "1x 0 decodes, 2 prompt tokens",
                        "1x 0 decodes, 10 prompt tokens",
                        "1x 0 decodes, 2 prompt tokens");
        assertThat(reasons(padded)).containsExactly(BlockReason.TOKEN_BUDGET);
    }

    /** Ten blocks, a watermark of one: B's prompt of 7 blocks leaves none beside A's 3 and waits until A has ended. */
    @Test
    void theWatermarkStaysFreeWhileSomebodyIsResident() {
        Trace trace = trace(request(0, 12, 2), request(0, 28, 1));
        RunLog with = run("vllm-v0", Map.of("watermark", 0.1), instance(10, 4, 8, 64), trace);
        assertThat(firstTokensAndEnds(with)).containsExactly(List.of(1.0, 2.0), List.of(3.0, 3.0));
        RunLog without = run("vllm-v0", Map.of("watermark", 0.0), instance(10, 4, 8, 64), trace);
        assertThat(firstTokensAndEnds(without).get(1)).containsExactly(1.0, 1.0);
    }

    /** Where it is alone, a prompt may take all there is, and one beyond the budget takes several steps to itself. */
    @Test
    void promptsThatVllmV0WouldRefuseAreServedAlone() {
        Trace trace = trace(request(0, 2, 9), request(0, 40, 1));
        RunLog log = run("vllm-v0", Map.of("watermark", 0.2), instance(14, 4, 8, 16), trace);
        assertThat(steps(log))
                .containsExactly(
                        "1x 0 decodes, 2 prompt tokens",
                        "1x 0 decodes, 16 prompt tokens",
                        "1x 0 decodes, 16 prompt tokens",
                        "1x 0 decodes, 8 prompt tokens",
                        "8x 1 decodes, 0 prompt tokens");
        RunLog full = run("vllm-v0", Map.of("watermark", 0.2), instance(10, 4, 8, 64), trace);
        assertThat(firstTokensAndEnds(full)).containsExactly(List.of(1.0, 9.0), List.of(10.0, 10.0));
    }

    /**
     * A and B hold a block of four tokens each, of two in all, and never need another. Yet there is no free one to ask
     * for: at 1 s B gives way, at 2 s it is back with its prompt and stalls A, at 3 s it gives way again, and from 4 s on
     * it has the memory for itself.
     */
    @Test
    void vllmV0AsksForAFreeBlockEvenWhereNoneIsNeeded() {
        Trace trace = trace(request(0, 2, 3), request(0, 2, 3));
        RunLog v0 = run("vllm-v0", Map.of("watermark", 0.0), instance(2, 4, 8, 64), trace);
        assertThat(v0.outcomes().preemptions(1)).isEqualTo(2);
        assertThat(firstTokensAndEnds(v0)).containsExactly(List.of(1.0, 4.0), List.of(1.0, 5.0));
        RunLog v1 = run("vllm-v1", DEFAULTS, instance(2, 4, 8, 64), trace);
        assertThat(v1.info().totals().preemptions()).isZero();
        assertThat(firstTokensAndEnds(v1)).containsExactly(List.of(1.0, 3.0), List.of(1.0, 3.0));
    }

    /** Six tokens a step: A decodes from 1 s on, and B's prompt of 12 comes in chunks of what A leaves. */
    @Test
    void sarathiFillsWhatDecodesLeaveWithChunks() {
        Trace trace = trace(request(0, 4, 6), request(1, 12, 2));
        RunLog log = run("sarathi", Map.of("chunk", 6.0), instance(100, 4, 8, 64), trace);
        assertThat(steps(log))
                .containsExactly(
                        "1x 0 decodes, 4 prompt tokens",
                        "1x 1 decodes, 5 prompt tokens",
                        "1x 1 decodes, 5 prompt tokens",
                        "1x 1 decodes, 2 prompt tokens",
                        "1x 2 decodes, 0 prompt tokens",
                        "1x 1 decodes, 0 prompt tokens");
        assertThat(firstTokensAndEnds(log)).containsExactly(List.of(1.0, 6.0), List.of(4.0, 5.0));
        RunCursor cursor = log.cursor();
        cursor.seek(Ticks.PER_SECOND);
        assertThat(cursor.heldBlocks(1))
                .as("of the whole prompt at its first chunk")
                .isEqualTo(3);
    }

    /** Twelve tokens of room; A may answer with 8 and reserves 10, so B waits although A uses 3 at first. */
    @Test
    void orcaReservesTheLongestAnswerAndNeverPreempts() {
        Trace trace = trace(request(0, 2, 4), request(0, 2, 8), request(0, 2, 1));
        RunLog log = run("orca", Map.of("reservedOutput", 8.0), instance(12, 1, 8, 64), trace);
        assertThat(firstTokensAndEnds(log)).containsExactly(List.of(1.0, 4.0), List.of(5.0, 12.0), List.of(13.0, 13.0));
        assertThat(reasons(log)).containsExactly(BlockReason.KV_FULL);
        assertThat(log.info().totals().preemptions()).isZero();
        assertThat(log.segments(0).usedBlocksFirst(0)).isEqualTo(10);
    }

    /** A request that generates more than most reserves for the next power of two, as far as there is memory. */
    @Test
    void aLongAnswerReservesForTheNextPowerOfTwo() {
        RunLog roomy = run("orca", Map.of("reservedOutput", 4.0), instance(100, 1, 8, 64), trace(request(0, 2, 5)));
        assertThat(roomy.segments(0).usedBlocksFirst(0)).isEqualTo(2 + 8);
        RunLog tight = run("orca", Map.of("reservedOutput", 4.0), instance(7, 1, 8, 64), trace(request(0, 2, 5)));
        assertThat(tight.segments(0).usedBlocksFirst(0)).isEqualTo(7);
        assertThat(tight.info().totals().completed()).isEqualTo(1);
    }

    @Test
    void orcaMixesWholePromptsWithDecodes() {
        RunLog log = run("orca", DEFAULTS, instance(1000, 16, 8, 16), trace(request(0, 4, 3), request(1, 200, 2)));
        assertThat(steps(log))
                .as("a prompt beyond any token budget")
                .containsExactly(
                        "1x 0 decodes, 4 prompt tokens",
                        "1x 1 decodes, 200 prompt tokens",
                        "1x 2 decodes, 0 prompt tokens");
    }

    /** A and B make a batch that lasts as long as A, five steps; C, there from 1 s on, waits for its end. */
    @Test
    void aStaticBatchEndsWithItsLongestMember() {
        Trace trace = trace(request(0, 4, 5), request(0, 4, 2), request(0, 4, 1), request(1, 4, 1));
        RunLog log = run("static", DEFAULTS, instance(1000, 16, 3, 64), trace);
        assertThat(firstTokensAndEnds(log))
                .containsExactly(List.of(1.0, 5.0), List.of(1.0, 5.0), List.of(1.0, 5.0), List.of(6.0, 6.0));
        assertThat(steps(log))
                .as("the padded go on")
                .containsExactly(
                        "1x 0 decodes, 12 prompt tokens",
                        "4x 3 decodes, 0 prompt tokens",
                        "1x 0 decodes, 4 prompt tokens");
        assertThat(reasons(log)).contains(BlockReason.BATCH_RUNNING);
        RunCursor cursor = log.cursor();
        cursor.seek(4 * Ticks.PER_SECOND);
        assertThat(List.of(cursor.generatedTokens(0), cursor.generatedTokens(1), cursor.generatedTokens(2)))
                .as("but generate no more")
                .containsExactly(4, 2, 1);
    }

    /** Batches of two, 3 s of patience: A and B fill one at 1 s; C, there from 2 s on, waits alone until 5 s. */
    @Test
    void aDynamicBatchWaitsToFillOrForItsTimeOut() {
        Trace trace = trace(request(0, 4, 1), request(1, 4, 1), request(2, 4, 2), request(6, 4, 1), request(6, 4, 1));
        RunLog log = run("dynamic", Map.of("maxDelay", 3.0), instance(1000, 16, 2, 64), trace);
        assertThat(firstTokensAndEnds(log))
                .containsExactly(
                        List.of(2.0, 2.0), List.of(2.0, 2.0), List.of(6.0, 7.0), List.of(8.0, 8.0), List.of(8.0, 8.0));
        assertThat(reasons(log)).containsExactlyInAnyOrder(BlockReason.BATCH_FILLING, BlockReason.BATCH_RUNNING);
    }

    /** A waited 4 s for the batch before it; its time-out of 3 s is over, so it does not wait again. */
    @Test
    void theTimeOutCountsFromArrival() {
        Trace trace = trace(request(0, 4, 5), request(0, 4, 5), request(1, 4, 1));
        RunLog log = run("dynamic", Map.of("maxDelay", 3.0), instance(1000, 16, 2, 64), trace);
        assertThat(firstTokensAndEnds(log).get(2)).containsExactly(6.0, 6.0);
    }

    @Test
    void withoutBatchingRequestsRunOneAtATime() {
        Trace trace = trace(request(0, 40, 3), request(0, 4, 2), request(9, 4, 1));
        RunLog log = run("none", DEFAULTS, instance(100, 4, 8, 16), trace);
        assertThat(firstTokensAndEnds(log)).containsExactly(List.of(1.0, 3.0), List.of(4.0, 5.0), List.of(10.0, 10.0));
        assertThat(log.info().totals().largestBatch()).isEqualTo(1);
        assertThat(reasons(log)).containsExactly(BlockReason.BATCH_CAP);
    }

    @Test
    void theTheoryModeCanBeChosenByTheNameThatTheEngineGivesIt() {
        assertThat(BatchingModes.byId(TheoryMode.BATCHING).card().title()).isEqualTo("Theory");
    }

    @Test
    void everyModeDescribesItself() {
        Set<String> ids = new HashSet<>();
        for (var mode : BatchingModes.all()) {
            BatchingCard card = mode.card();
            assertThat(ids.add(card.id())).as("id %s is taken once", card.id()).isTrue();
            assertThat(card.title()).isNotBlank();
            assertThat(card.idea()).endsWith(".");
            assertThat(card.departures())
                    .satisfiesAnyOf(
                            d -> assertThat(d).isEmpty(), d -> assertThat(d).endsWith("."));
            for (Knob knob : card.knobs()) {
                assertThat(knob.defaultValue())
                        .isBetween(knob.kind().min(), knob.kind().max());
                assertThat(knob.help()).endsWith(".");
                assertThatThrownBy(() ->
                                mode.create(Map.of(knob.name(), knob.kind().max() + 1)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("Knob " + card.id() + "." + knob.name());
            }
            assertThatThrownBy(() -> mode.create(Map.of("no-such-knob", 1.0)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(card.id() + ".no-such-knob");
        }
        assertThat(ids).contains(BatchingModes.DEFAULT);
    }
}
