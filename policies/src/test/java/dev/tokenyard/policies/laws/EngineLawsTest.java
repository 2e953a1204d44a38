package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.SegmentTrack;
import dev.tokenyard.sim.metrics.LittlesLaw;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold in every run, tried on a few hundred random scenarios for each policy. */
class EngineLawsTest {
    private static final int SCENARIOS = 600;

    static Stream<String> policies() {
        return PolicyCatalog.all().stream().map(factory -> factory.card().id());
    }

    private static RunLog run(String policyId, SimulationInput input, RunOptions options) {
        PolicyFactory factory = PolicyCatalog.byId(policyId);
        int[] predicted = input.predictedTokens();
        return Simulator.run(
                input,
                factory.create(Defaults.context(r -> {
                    if (predicted.length == 0) {
                        throw new AssertionError("A blind policy asked for a length.");
                    }
                    return predicted[r];
                })),
                options);
    }

    private static SimulationInput scenario(String policyId, int number) {
        return RandomScenarios.of(number, PolicyCatalog.byId(policyId).card());
    }

    @ParameterizedTest
    @MethodSource("policies")
    void jumpsGiveTheSameHistoryAsSingleSteps(String policyId) {
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = scenario(policyId, s);
            RunLog jumps = run(policyId, input, RunOptions.RECORDED);
            RunLog steps = run(policyId, input, RunOptions.SINGLE_STEP);
            assertThat(jumps.sameHistoryAs(steps)).as("scenario %d", s).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aRunRepeatsToTheBit(String policyId) {
        for (int s = 0; s < 20; s++) {
            SimulationInput input = scenario(policyId, s);
            assertThat(run(policyId, input, RunOptions.RECORDED)
                            .sameHistoryAs(run(policyId, input, RunOptions.RECORDED)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void recordingChangesNothing(String policyId) {
        for (int s = 0; s < 50; s++) {
            SimulationInput input = scenario(policyId, s);
            RunLog recorded = run(policyId, input, RunOptions.RECORDED);
            RunLog bare = run(policyId, input, RunOptions.OUTCOMES_ONLY);
            assertThat(bare.info().totals()).isEqualTo(recorded.info().totals());
            for (int r = 0; r < input.trace().size(); r++) {
                assertThat(bare.outcomes().completedTick(r))
                        .isEqualTo(recorded.outcomes().completedTick(r));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void everyRequestIsServedOnceOrRefused(String policyId) {
        for (int s = 0; s < SCENARIOS; s++) {
            RunLog log = run(policyId, scenario(policyId, s), RunOptions.RECORDED);
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
    @MethodSource("policies")
    void causesComeBeforeEffects(String policyId) {
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = scenario(policyId, s);
            RunLog log = run(policyId, input, RunOptions.RECORDED);
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
                assertThat(outcomes.firstScheduledTick(r)).isGreaterThanOrEqualTo(trace.arrivalTick(r));
                assertThat(outcomes.firstTokenTick(r)).isGreaterThan(outcomes.firstScheduledTick(r));
                assertThat(outcomes.completedTick(r))
                        .as("its output takes a step a token")
                        .isGreaterThanOrEqualTo(outcomes.firstTokenTick(r) + (trace.outputTokens(r) - 1) * fastestStep);
            }
        }
    }

    /** Between any two events, residents hold what the ledger says, never more than there is, and tokens add up. */
    @ParameterizedTest
    @MethodSource("policies")
    void blocksAndTokensAreConserved(String policyId) {
        for (int s = 0; s < SCENARIOS; s++) {
            RunLog log = run(policyId, scenario(policyId, s), RunOptions.RECORDED);
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

    /** One token for each decoding sequence and step, and one for each finished prefill. */
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
        }
        return tokens;
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
    @MethodSource("policies")
    void littlesLawHoldsExactly(String policyId) {
        for (int s = 0; s < SCENARIOS; s++) {
            RunLog log = run(policyId, scenario(policyId, s), RunOptions.RECORDED);
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
    @MethodSource("policies")
    void seekingIsPathIndependent(String policyId) {
        for (int s = 0; s < 60; s++) {
            RunLog log = run(policyId, scenario(policyId, s), RunOptions.RECORDED);
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
        }
        return List.of(
                text.toString(),
                cursor.arrived(),
                cursor.completed(),
                cursor.refused(),
                cursor.preemptions(),
                cursor.nextEvent());
    }

    /** The scenarios must reach what the laws speak of. */
    @Test
    void scenariosAreRich() {
        long preemptions = 0;
        long refused = 0;
        long chunks = 0;
        boolean[] reasons = new boolean[BlockReason.values().length];
        for (PolicyFactory factory : PolicyCatalog.all()) {
            for (int s = 0; s < 200; s++) {
                RunLog log = run(factory.card().id(), scenario(factory.card().id(), s), RunOptions.RECORDED);
                preemptions += log.info().totals().preemptions();
                refused += log.info().totals().refused();
                for (int e = 0; e < log.events().size(); e++) {
                    chunks += log.events().kind(e) == EventKind.CHUNK ? 1 : 0;
                    if (log.events().kind(e) == EventKind.BLOCKED) {
                        reasons[log.events().a(e)] = true;
                    }
                }
            }
        }
        assertThat(preemptions).isGreaterThan(1000);
        assertThat(refused).isGreaterThan(10);
        assertThat(chunks).isGreaterThan(1000);
        for (BlockReason reason : BlockReason.values()) {
            assertThat(reasons[reason.ordinal()]).as("%s", reason).isEqualTo(reason != BlockReason.HELD);
        }
    }
}
