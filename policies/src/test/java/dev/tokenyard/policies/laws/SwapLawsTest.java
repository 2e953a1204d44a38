package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.cost.HostLink;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.BlockMap;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.log.SegmentTrack;
import dev.tokenyard.sim.metrics.LittlesLaw;
import dev.tokenyard.sim.policy.BatchingMode;
import dev.tokenyard.sim.policy.OrderPolicy;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.ResidencyListener;
import dev.tokenyard.sim.policy.VictimPolicy;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What must hold in every run that swaps requests to host memory and back. */
class SwapLawsTest {
    private static final int SCENARIOS = 1_200;
    private static final PolicyCard CARD = PolicyCatalog.byId("fcfs").card();

    /** A random scenario in which every instance has some host memory; now and then too little. */
    private static SimulationInput scenario(long seed) {
        SimulationInput plain = RandomScenarios.of(seed, CARD);
        Random random = new Random(~seed);
        HostLink link = new HostLink(1e9 * (1 + random.nextInt(50)), 1 + random.nextInt(8_000_000));
        int hostBlocks = random.nextInt(1 + 2 * plain.instances().get(0).info().kvBlocks());
        double tightness = random.nextDouble();
        List<InstanceSetup> instances = plain.instances().stream()
                .map(setup -> new InstanceSetup(
                        tightened(setup.info(), plain, tightness).withHostBlocks(hostBlocks), setup.stepTime(), link))
                .toList();
        return withInstances(plain, instances);
    }

    /** Takes away a share of the KV blocks that the largest request does not need. */
    private static InstanceInfo tightened(InstanceInfo info, SimulationInput input, double share) {
        int peakSlots = 1;
        for (int r = 0; r < input.trace().size(); r++) {
            peakSlots = Math.max(
                    peakSlots, input.trace().promptTokens(r) + input.trace().outputTokens(r));
        }
        int spare = Math.max(0, info.kvBlocks() - Math.ceilDiv(peakSlots, info.blockTokens()));
        return new InstanceInfo(
                info.name(),
                info.gpuId(),
                info.modelId(),
                info.tensorParallel(),
                info.kvBlocks() - (int) (share * spare),
                info.blockTokens(),
                info.batchCap(),
                info.tokenBudget());
    }

    private static SimulationInput withInstances(SimulationInput input, List<InstanceSetup> instances) {
        return new SimulationInput(
                        input.trace(),
                        input.sloClasses(),
                        input.sloClassOf(),
                        instances,
                        input.batching(),
                        input.outputSlotsAhead(),
                        input.seed(),
                        input.predictor(),
                        input.predictedTokens())
                .withPredictionTicks(input.predictionTicks());
    }

    /**
     * vLLM v0 or {@link SwappingBatching}; by arrival, or longest prompt first so that swapped requests stand in another
     * order than they left.
     */
    private static RunLog run(SimulationInput input, RunOptions options) {
        OrderPolicy order = input.seed() % 2 == 0
                ? (request, requests) -> requests.arrivalTick(request)
                : (request, requests) -> -requests.promptTokens(request);
        int keepFree = (int) (input.seed() % 3);
        VictimPolicy victims = SwappingBatching.lastIn(order);
        BatchingMode v0 = BatchingModes.byId("vllm-v0").create(Map.of("preemption", 1.0, "watermark", keepFree * 0.05));
        Policy policy = new Policy(
                CARD,
                order,
                input.seed() % 4 < 2 ? v0.compose(v0.memoryTest(), victims) : new SwappingBatching(victims, keepFree),
                Defaults.context(r -> 1).route(),
                ResidencyListener.NONE);
        return Simulator.run(input, policy, options);
    }

    @Test
    void jumpsGiveTheSameHistoryAsSingleSteps() {
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = scenario(s);
            Jumps.likeSingleSteps(s, options -> run(input, options));
        }
    }

    /** On the GPU and in host memory: residents hold what the ledger says, and never more than there is. */
    @Test
    void blocksAreConserved() {
        long peak = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            RunLog log = run(scenario(s), RunOptions.RECORDED);
            RunCursor cursor = log.cursor();
            for (int i = 0; i < log.instances().size(); i++) {
                SegmentTrack segments = log.segments(i);
                for (int g = 0; g < segments.size(); g++) {
                    cursor.seek(segments.startTick(g));
                    assertThat(cursor.usedBlocks(i))
                            .as("scenario %d, instance %d, segment %d", s, i, g)
                            .isEqualTo(segments.usedBlocksFirst(g));
                    cursor.seek(segments.endTick(g) - 1);
                    assertThat(cursor.usedBlocks(i)).isEqualTo(segments.usedBlocksLast(g));
                }
            }
            long[] host = new long[log.instances().size()];
            EventTrack events = log.events();
            for (int e = 0; e < events.size(); e++) {
                int i = events.instance(e);
                int sign =
                        events.kind(e) == EventKind.SWAPPED_OUT ? 1 : events.kind(e) == EventKind.SWAPPED_IN ? -1 : 0;
                if (sign != 0) {
                    host[i] += (long) sign * events.a(e);
                    assertThat(host[i])
                            .isBetween(0L, (long) log.instances().get(i).hostBlocks());
                    peak = Math.max(peak, host[i]);
                }
                if (e + 1 == events.size() || events.tick(e + 1) > events.tick(e)) {
                    cursor.seek(events.tick(e));
                    for (int k = 0; k < host.length; k++) {
                        assertThat((long) cursor.hostBlocks(k)).isEqualTo(host[k]);
                    }
                }
            }
            assertThat(host).containsOnly(0);
        }
        assertThat(peak).isPositive();
    }

    /** Who left comes back with as many tokens, once for each time; none is lost, and none is computed again. */
    @Test
    void aSwappedRequestResumesWhereItStopped() {
        long swaps = 0;
        long fallbacks = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            RunLog log = run(scenario(s), RunOptions.RECORDED);
            EventTrack events = log.events();
            long swapsOfRun = 0;
            long tokensOfRun = 0;
            for (int r = 0; r < log.trace().size(); r++) {
                int out = EventTrack.NONE;
                int admissions = 0;
                for (int e : events.eventsOfRequest(r)) {
                    admissions += events.kind(e) == EventKind.ADMITTED ? 1 : 0;
                    if (out != EventTrack.NONE) {
                        assertThat(events.kind(e)).isEqualTo(EventKind.SWAPPED_IN);
                        assertThat(events.a(e)).isEqualTo(events.a(out));
                        assertThat(events.b(e)).isEqualTo(events.b(out));
                        assertThat(events.tick(e)).isGreaterThan(events.tick(out));
                    }
                    out = events.kind(e) == EventKind.SWAPPED_OUT ? e : EventTrack.NONE;
                    if (out != EventTrack.NONE) {
                        swapsOfRun++;
                        tokensOfRun += log.trace().promptTokens(r) + events.b(e) - 1L;
                    }
                }
                assertThat(out).isEqualTo(EventTrack.NONE);
                int served = log.outcomes().isCompleted(r) ? 1 : 0;
                assertThat(admissions).isEqualTo(served + log.outcomes().preemptions(r));
            }
            assertThat(log.info().totals().completed() + log.info().totals().refused())
                    .isEqualTo(log.trace().size());
            assertThat(log.info().totals().swaps().count()).isEqualTo(swapsOfRun);
            assertThat(log.info().totals().swaps().tokens()).isEqualTo(tokensOfRun);
            assertThat(LittlesLaw.of(log).holds()).isTrue();
            swaps += swapsOfRun;
            fallbacks += log.info().totals().preemptions();
        }
        assertThat(swaps).as("the scenarios must provoke swaps").isGreaterThan(SCENARIOS / 2);
        assertThat(fallbacks).as("and host memory that is full").isGreaterThan(SCENARIOS / 10);
    }

    @Test
    void seekingIsPathIndependentAndTheMapAgrees() {
        for (int s = 0; s < 200; s++) {
            RunLog log = run(scenario(s), RunOptions.RECORDED);
            Random random = new Random(s);
            RunCursor wanderer = log.cursor();
            BlockMap map = new BlockMap(log);
            for (int k = 0; k < 20; k++) {
                long tick = (long) (random.nextDouble() * (log.endTick() + 1));
                wanderer.seek(tick);
                RunCursor fresh = log.cursor();
                fresh.seek(tick);
                map.seek(tick);
                assertThat(wanderer.swaps()).isEqualTo(fresh.swaps());
                for (int i = 0; i < log.instances().size(); i++) {
                    assertThat(map.usedBlocks(i)).isEqualTo(fresh.usedBlocks(i));
                    assertThat(wanderer.usedBlocks(i)).isEqualTo(fresh.usedBlocks(i));
                    assertThat(wanderer.swappedCount(i)).isEqualTo(fresh.swappedCount(i));
                    for (int q = 0; q < fresh.swappedCount(i); q++) {
                        int r = fresh.swapped(i, q);
                        assertThat(wanderer.swapped(i, q)).isEqualTo(r);
                        assertThat(wanderer.phase(r)).isEqualTo(RunCursor.Phase.SWAPPED);
                        assertThat(wanderer.generatedTokens(r)).isEqualTo(fresh.generatedTokens(r));
                    }
                }
            }
        }
    }

    /** With no host memory, the same batching is recompute, and the link is never asked. */
    @Test
    void withoutHostMemoryNothingIsSwapped() {
        for (int s = 0; s < 100; s++) {
            SimulationInput input = scenario(s);
            List<InstanceSetup> bare = input.instances().stream()
                    .map(setup -> new InstanceSetup(setup.info().withHostBlocks(0), setup.stepTime()))
                    .toList();
            assertThat(run(withInstances(input, bare), RunOptions.RECORDED)
                            .info()
                            .totals()
                            .swaps())
                    .isEqualTo(RunTotals.Swaps.NONE);
        }
    }
}
