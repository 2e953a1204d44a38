package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.log.CursorForecast;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.SegmentTrack;
import dev.tokenyard.sim.metrics.LittlesLaw;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.BlockReason;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold in every run, tried on random scenarios for each policy in each batching mode. */
class EngineLawsTest {
    private static final int SCENARIOS = 70;
    private static final List<String> TOGETHER = List.of("static", "dynamic");
    private static final List<String> PREEMPTING = List.of("vllm-v1", "vllm-v0", "sarathi", "theory");
    private static final List<String> CHUNKING = List.of("vllm-v1", "vllm-v0", "sarathi", "theory");

    static List<PolicyInMode> pairs() {
        return PolicyInMode.all();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void jumpsGiveTheSameHistoryAsSingleSteps(PolicyInMode pair) {
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = pair.scenario(s);
            RunLog jumps = pair.run(input, RunOptions.RECORDED);
            RunLog steps = pair.run(input, RunOptions.SINGLE_STEP);
            assertThat(jumps.sameHistoryAs(steps)).as("scenario %d", s).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aRunRepeatsToTheBit(PolicyInMode pair) {
        for (int s = 0; s < 20; s++) {
            SimulationInput input = pair.scenario(s);
            assertThat(pair.run(input, RunOptions.RECORDED).sameHistoryAs(pair.run(input, RunOptions.RECORDED)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void recordingChangesNothing(PolicyInMode pair) {
        for (int s = 0; s < 50; s++) {
            SimulationInput input = pair.scenario(s);
            RunLog recorded = pair.run(input, RunOptions.RECORDED);
            RunLog bare = pair.run(input, RunOptions.OUTCOMES_ONLY);
            assertThat(bare.info().totals()).isEqualTo(recorded.info().totals());
            for (int r = 0; r < input.trace().size(); r++) {
                assertThat(bare.outcomes().completedTick(r))
                        .isEqualTo(recorded.outcomes().completedTick(r));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyRequestIsServedOnceOrRefused(PolicyInMode pair) {
        for (int s = 0; s < SCENARIOS; s++) {
            RunLog log = pair.run(pair.scenario(s), RunOptions.RECORDED);
            int completed = 0;
            int refused = 0;
            for (int r = 0; r < log.trace().size(); r++) {
                int arrivals = count(log, r, EventKind.ARRIVED);
                int ends = count(log, r, EventKind.COMPLETED);
                int refusals = count(log, r, EventKind.REFUSED);
                assertThat(arrivals).isEqualTo(ends);
                assertThat(ends + refusals).as("scenario %d, request %d", s, r).isEqualTo(1);
                assertThat(count(log, r, EventKind.ADMITTED))
                        .isEqualTo(ends + log.outcomes().preemptions(r));
                completed += ends;
                refused += refusals;
            }
            assertThat(log.info().totals().completed()).isEqualTo(completed);
            assertThat(log.info().totals().refused()).isEqualTo(refused);
        }
    }

    private static int count(RunLog log, int r, EventKind kind) {
        int count = 0;
        for (int e : log.events().eventsOfRequest(r)) {
            if (log.events().kind(e) == kind) {
                count++;
            }
        }
        return count;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void causesComeBeforeEffects(PolicyInMode pair) {
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = pair.scenario(s);
            RunLog log = pair.run(input, RunOptions.RECORDED);
            EventTrack events = log.events();
            for (int e = 1; e < events.size(); e++) {
                assertThat(events.tick(e)).isGreaterThanOrEqualTo(events.tick(e - 1));
            }
            RequestOutcomes outcomes = log.outcomes();
            for (int r = 0; r < log.trace().size(); r++) {
                if (!outcomes.isCompleted(r)) {
                    continue;
                }
                Trace trace = log.trace();
                long fastestStep =
                        input.instances().get(outcomes.instance(r)).stepTime().stepTicks(1, 1, 0, 0);
                assertThat(outcomes.firstScheduledTick(r))
                        .isGreaterThanOrEqualTo(trace.arrivalTick(r) + input.predictionTicks());
                assertThat(outcomes.firstTokenTick(r)).isGreaterThan(outcomes.firstScheduledTick(r));
                assertThat(outcomes.completedTick(r))
                        .as("its output takes a step a token")
                        .isGreaterThanOrEqualTo(outcomes.firstTokenTick(r) + (trace.outputTokens(r) - 1) * fastestStep);
            }
        }
    }

    /** Between any two events, residents hold what the ledger says, never more than there is, and tokens add up. */
    @ParameterizedTest
    @MethodSource("pairs")
    void blocksAndTokensAreConserved(PolicyInMode pair) {
        for (int s = 0; s < SCENARIOS; s++) {
            RunLog log = pair.run(pair.scenario(s), RunOptions.RECORDED);
            RunCursor cursor = log.cursor();
            for (int i = 0; i < log.instances().size(); i++) {
                SegmentTrack segments = log.segments(i);
                for (int g = 0; g < segments.size(); g++) {
                    cursor.seek(segments.startTick(g));
                    assertThat(cursor.usedBlocks(i))
                            .as("scenario %d, instance %d, segment %d", s, i, g)
                            .isEqualTo(segments.usedBlocksFirst(g))
                            .isLessThanOrEqualTo(log.instances().get(i).kvBlocks());
                    cursor.seek(segments.endTick(g) - 1);
                    assertThat(cursor.usedBlocks(i))
                            .isEqualTo(segments.usedBlocksLast(g))
                            .isLessThanOrEqualTo(log.instances().get(i).kvBlocks());
                }
            }
            cursor.seek(log.endTick());
            for (int i = 0; i < log.instances().size(); i++) {
                assertThat(cursor.usedBlocks(i)).isZero();
            }
            assertThat(tokensGenerated(log)).isEqualTo(tokensOrdered(log));
        }
    }

    /** One token for each decoding sequence and step, and one for each finished prefill, less what restarts threw away; padding makes none. */
    private static long tokensGenerated(RunLog log) {
        long tokens = 0;
        for (int i = 0; i < log.instances().size(); i++) {
            SegmentTrack segments = log.segments(i);
            for (int g = 0; g < segments.size(); g++) {
                tokens += (long) segments.steps(g) * segments.decodeSequences(g);
            }
        }
        for (int e = 0; e < log.events().size(); e++) {
            tokens += log.events().kind(e) == EventKind.PREFILL_DONE ? 1 : 0;
            tokens -= log.events().kind(e) == EventKind.PREEMPTED ? log.events().c(e) : 0;
        }
        for (int r = 0; r < log.trace().size(); r++) {
            tokens -= log.outcomes().isCompleted(r) ? paddedSteps(log, r) : 0;
        }
        return tokens;
    }

    /** Decode steps that a request of a batch that ends together sat through after its last token. */
    private static int paddedSteps(RunLog log, int r) {
        EventTrack events = log.events();
        int last = Arrays.stream(events.eventsOfRequest(r))
                .filter(e -> events.kind(e) == EventKind.PREFILL_DONE)
                .max()
                .orElseThrow();
        SegmentTrack segments = log.segments(events.instance(last));
        int s = segments.segmentAt(log.outcomes().completedTick(r) - 1);
        int stepsAtEnd = segments.decodeStepsBefore(s) + (segments.decodeSequences(s) > 0 ? segments.steps(s) : 0);
        int needed = log.trace().outputTokens(r) - events.a(last);
        return stepsAtEnd - events.b(last) - needed;
    }

    /** Only batches that end together are padded, and all of such a batch leave at one moment. */
    @ParameterizedTest
    @MethodSource("pairs")
    void paddingIsForBatchesThatEndTogether(PolicyInMode pair) {
        boolean together = TOGETHER.contains(pair.mode().card().id());
        long padded = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            RunLog log = pair.run(pair.scenario(s), RunOptions.RECORDED);
            for (int r = 0; r < log.trace().size(); r++) {
                padded += log.outcomes().isCompleted(r) ? paddedSteps(log, r) : 0;
            }
            if (together) {
                RunCursor cursor = log.cursor();
                for (int r = 0; r < log.trace().size(); r++) {
                    if (log.outcomes().isCompleted(r)) {
                        cursor.seek(log.outcomes().completedTick(r) - 1);
                        int members = cursor.residentCount(log.outcomes().instance(r));
                        assertThat(completedWith(log, r))
                                .as("scenario %d, request %d", s, r)
                                .isEqualTo(members);
                    }
                }
            }
        }
        assertThat(padded > 0).isEqualTo(together);
    }

    private static long completedWith(RunLog log, int r) {
        RequestOutcomes outcomes = log.outcomes();
        return IntStream.range(0, log.trace().size())
                .filter(x -> outcomes.isCompleted(x)
                        && outcomes.instance(x) == outcomes.instance(r)
                        && outcomes.completedTick(x) == outcomes.completedTick(r))
                .count();
    }

    private static long tokensOrdered(RunLog log) {
        long tokens = 0;
        for (int r = 0; r < log.trace().size(); r++) {
            tokens += log.outcomes().isCompleted(r) ? log.trace().outputTokens(r) : 0;
        }
        return tokens;
    }

    /** Little's law without its limit: the area under the number in the system is the sum of the times spent in it. */
    @ParameterizedTest
    @MethodSource("pairs")
    void littlesLawHoldsExactly(PolicyInMode pair) {
        for (int s = 0; s < SCENARIOS; s++) {
            RunLog log = pair.run(pair.scenario(s), RunOptions.RECORDED);
            BigInteger area = BigInteger.ZERO;
            BigInteger sojourns = BigInteger.ZERO;
            long inSystem = 0;
            long since = 0;
            EventTrack events = log.events();
            for (int e = 0; e < events.size(); e++) {
                area = area.add(BigInteger.valueOf(inSystem).multiply(BigInteger.valueOf(events.tick(e) - since)));
                since = events.tick(e);
                inSystem += events.kind(e) == EventKind.ARRIVED ? 1 : events.kind(e) == EventKind.COMPLETED ? -1 : 0;
            }
            for (int r = 0; r < log.trace().size(); r++) {
                if (log.outcomes().isCompleted(r)) {
                    sojourns = sojourns.add(BigInteger.valueOf(
                            log.outcomes().completedTick(r) - log.trace().arrivalTick(r)));
                }
            }
            assertThat(area).isEqualTo(sojourns);
            assertThat(LittlesLaw.of(log)).isEqualTo(new LittlesLaw(area, sojourns));
        }
    }

    /** A cursor shows the same state however it got to a moment. */
    @ParameterizedTest
    @MethodSource("pairs")
    void seekingIsPathIndependent(PolicyInMode pair) {
        for (int s = 0; s < 60; s++) {
            RunLog log = pair.run(pair.scenario(s), RunOptions.RECORDED);
            Random random = new Random(s);
            RunCursor wanderer = log.cursor();
            for (int k = 0; k < 20; k++) {
                long tick = (long) (random.nextDouble() * (log.endTick() + 1));
                wanderer.seek(tick);
                RunCursor fresh = log.cursor();
                fresh.seek(tick);
                assertThat(describe(wanderer)).isEqualTo(describe(fresh));
            }
        }
    }

    private static List<Object> describe(RunCursor cursor) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cursor.log().instances().size(); i++) {
            text.append(" w");
            for (int k = 0; k < cursor.waitingCount(i); k++) {
                text.append(' ').append(cursor.waiting(i, k));
            }
            text.append(" r");
            for (int k = 0; k < cursor.residentCount(i); k++) {
                int r = cursor.resident(i, k);
                text.append(' ').append(r).append(':').append(cursor.phase(r)).append(cursor.generatedTokens(r));
            }
            text.append(cursor.usedBlocks(i)).append(cursor.blockReason(i)).append(cursor.blockedHead(i));
            describe(cursor.forecast(), i, text);
            for (int k = 0; k < cursor.residentCount(i); k++) {
                text.append(' ').append(cursor.forecast().offsetTokens(cursor.resident(i, k)));
                text.append('-').append(cursor.forecast().endStep(cursor.resident(i, k)));
            }
        }
        return List.of(
                text.toString(),
                cursor.arrived(),
                cursor.completed(),
                cursor.refused(),
                cursor.preemptions(),
                cursor.nextEvent());
    }

    private static void describe(CursorForecast forecast, int i, StringBuilder text) {
        text.append(" f").append(forecast.plannedTokens(i)).append('@').append(forecast.step(i));
        if (forecast.candidate(i) >= 0) {
            text.append(' ').append(forecast.candidate(i)).append(':').append(forecast.candidateTokens(i));
            text.append('+').append(forecast.candidateSteps(i));
        }
    }

    /** The scenarios must reach what the laws speak of. */
    @Test
    void scenariosAreRich() {
        long refused = 0;
        Map<String, Integer> chunks = new TreeMap<>();
        Map<String, Integer> preemptions = new TreeMap<>();
        Map<String, Integer> heldSteps = new TreeMap<>();
        Map<String, Integer> waits = new TreeMap<>();
        Set<BlockReason> reasons = EnumSet.noneOf(BlockReason.class);
        for (PolicyInMode pair : PolicyInMode.all()) {
            String mode = pair.mode().card().id();
            for (int s = 0; s < SCENARIOS; s++) {
                RunLog log = pair.run(pair.scenario(s), RunOptions.RECORDED);
                refused += log.info().totals().refused();
                preemptions.merge(mode, (int) log.info().totals().preemptions(), Integer::sum);
                heldSteps.merge(mode, stepsWithDecodesHeld(log), Integer::sum);
                for (int e = 0; e < log.events().size(); e++) {
                    chunks.merge(mode, log.events().kind(e) == EventKind.CHUNK ? 1 : 0, Integer::sum);
                    if (log.events().kind(e) == EventKind.BLOCKED) {
                        BlockReason reason = BlockReason.values()[log.events().a(e)];
                        reasons.add(reason);
                        waits.merge(mode, reason == BlockReason.BATCH_FILLING ? 1 : 0, Integer::sum);
                    }
                }
            }
        }
        assertThat(refused).isGreaterThan(10);
        assertThat(modesWithOver(100, preemptions)).containsExactlyInAnyOrderElementsOf(PREEMPTING);
        assertThat(modesWithOver(0, preemptions)).containsExactlyInAnyOrderElementsOf(PREEMPTING);
        assertThat(modesWithOver(100, chunks)).containsExactlyInAnyOrderElementsOf(CHUNKING);
        assertThat(modesWithOver(0, chunks)).containsExactlyInAnyOrderElementsOf(CHUNKING);
        assertThat(modesWithOver(100, heldSteps)).containsExactly("vllm-v0");
        assertThat(modesWithOver(0, heldSteps)).containsExactly("vllm-v0");
        assertThat(modesWithOver(100, waits)).containsExactly("dynamic");
        assertThat(reasons)
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(
                        EnumSet.of(BlockReason.HELD, BlockReason.SWAPPED, BlockReason.OTHER_MODEL)));
    }

    private static List<String> modesWithOver(int bound, Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > bound)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static int stepsWithDecodesHeld(RunLog log) {
        int held = 0;
        RunCursor cursor = log.cursor();
        for (int i = 0; i < log.instances().size(); i++) {
            SegmentTrack segments = log.segments(i);
            for (int g = 0; g < segments.size(); g++) {
                cursor.seek(segments.startTick(g));
                boolean decoding = false;
                for (int k = 0; k < cursor.residentCount(i); k++) {
                    decoding |= cursor.phase(cursor.resident(i, k)) == RunCursor.Phase.DECODE;
                }
                held += decoding && segments.decodeSequences(g) == 0 ? 1 : 0;
            }
        }
        return held;
    }
}
