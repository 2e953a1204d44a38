package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.policies.shepherd.Shepherd;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.SegmentTrack;
import dev.tokenyard.sim.metrics.LittlesLaw;
import dev.tokenyard.sim.policy.BatchingFactory;
import dev.tokenyard.sim.policy.DecisionClock;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold in every run of SHEPHERD, whatever its knobs are and whatever it believes of the instances. */
class ShepherdLawsTest {
    private static final int SCENARIOS = 200;

    static Stream<String> modes() {
        return BatchingModes.all().stream()
                .map(mode -> mode.card().id())
                .filter(mode -> !mode.equals(TheoryMode.BATCHING));
    }

    static Map<String, Double> knobs(long seed) {
        Random random = new Random(seed);
        Map<String, Double> knobs = new HashMap<>();
        knobs.put("period", 1.0 + random.nextInt(20));
        knobs.put("preemption", 1.0 + random.nextInt(3));
        knobs.put("max-output", 1.0 + random.nextInt(200));
        return knobs;
    }

    private static RunLog run(SimulationInput input, String mode, RunOptions options) {
        BatchingFactory batching = BatchingModes.byId(mode);
        RandomStreams streams = new RandomStreams(input.seed());
        return Simulator.run(
                input,
                new Shepherd()
                        .create(new PolicyContext(
                                knobs(input.seed()),
                                request -> {
                                    throw new AssertionError("A blind policy asked for a length.");
                                },
                                batching.create(RandomScenarios.knobs(batching.card(), input.seed())),
                                Routers.byId(Routers.DEFAULT).create(streams),
                                streams,
                                QlmLawsTest.beliefs(input.seed()),
                                DecisionClock.NONE)),
                options);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void jumpsGiveTheSameHistoryAsSingleSteps(String mode) {
        long preemptions = 0;
        long loads = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = QlmLawsTest.scenario(s);
            RunLog jumps = Jumps.likeSingleSteps(s, options -> run(input, mode, options));
            assertThat(LittlesLaw.of(jumps).holds()).isTrue();
            assertEveryRequestEndsOnce(s, jumps);
            assertThat(jumps.info().totals().swaps().count()).isZero();
            preemptions += jumps.info().totals().preemptions();
            loads += jumps.info().totals().loads().count();
        }
        // Engines that bind a batch together preempt nobody.
        if (mode.equals("static") || mode.equals("dynamic")) {
            assertThat(preemptions).isZero();
        } else {
            assertThat(preemptions).isGreaterThan(SCENARIOS / 4);
        }
        assertThat(loads).isGreaterThan(SCENARIOS / 2);
    }

    @Test
    void inRoundsJumpsGiveTheSameHistoryAsSingleStepsToo() {
        int scenarios = 0;
        for (int s = 0; scenarios < SCENARIOS; s++) {
            SimulationInput input = RandomScenarios.of(s, new Shepherd().card());
            if (input.batching().id().equals(TheoryMode.BATCHING)) {
                RunLog jumps = Jumps.likeSingleSteps(s, options -> run(input, TheoryMode.BATCHING, options));
                assertThat(LittlesLaw.of(jumps).holds()).isTrue();
                assertEveryRequestEndsOnce(s, jumps);
                scenarios++;
            }
        }
    }

    private static void assertEveryRequestEndsOnce(int scenario, RunLog log) {
        for (int r = 0; r < log.trace().size(); r++) {
            int ended = 0;
            for (int e : log.events().eventsOfRequest(r)) {
                EventKind kind = log.events().kind(e);
                ended += kind == EventKind.COMPLETED || kind == EventKind.REFUSED ? 1 : 0;
            }
            assertThat(ended).as("scenario %d, request %d", scenario, r).isEqualTo(1);
        }
    }

    @Test
    void memoryIsConserved() {
        for (int s = 0; s < SCENARIOS; s++) {
            RunLog log = run(QlmLawsTest.scenario(s), "vllm-v1", RunOptions.RECORDED);
            RunCursor cursor = log.cursor();
            for (int i = 0; i < log.instances().size(); i++) {
                SegmentTrack segments = log.segments(i);
                for (int g = 0; g < segments.size(); g++) {
                    cursor.seek(segments.startTick(g));
                    assertThat(cursor.isLoaded(i)).isTrue();
                    assertThat(cursor.usedBlocks(i))
                            .as("scenario %d", s)
                            .isEqualTo(segments.usedBlocksFirst(g))
                            .isLessThanOrEqualTo(log.instances().get(i).kvBlocks());
                }
            }
        }
    }

    /**
     * Residents could all run to the longest output; nobody else joins before they and their like are done; and a batch is
     * preempted as a whole.
     */
    @Test
    void batchesAreSizedForTheLongestOutputAndGiveWayAsAWhole() {
        int largest = 0;
        int preempted = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = QlmLawsTest.scenario(s);
            int usual = knobs(input.seed()).getOrDefault("max-output", 0.0).intValue();
            RunLog log = run(input, "vllm-v1", RunOptions.RECORDED);
            EventTrack events = log.events();
            List<Set<Integer>> residents = new ArrayList<>();
            log.instances().forEach(instance -> residents.add(new HashSet<>()));
            for (int e = 0; e < events.size(); e++) {
                int i = events.instance(e);
                switch (events.kind(e)) {
                    case ADMITTED -> residents.get(i).add(events.request(e));
                    case COMPLETED -> residents.get(i).remove(events.request(e));
                    case PREEMPTED -> {
                        residents.get(i).remove(events.request(e));
                        preempted++;
                        boolean isLast = e + 1 == events.size() || events.kind(e + 1) != EventKind.PREEMPTED;
                        if (isLast) {
                            assertThat(residents.get(i)).as("scenario %d", s).isEmpty();
                        }
                    }
                    default -> {}
                }
                if (events.kind(e) == EventKind.ADMITTED) {
                    int blockTokens = log.instances().get(i).blockTokens();
                    long blocks = residents.get(i).stream()
                            .mapToLong(r -> Math.ceilDiv(
                                    log.trace().promptTokens(r)
                                            + longest(log.trace().outputTokens(r), usual),
                                    blockTokens))
                            .sum();
                    assertThat(residents.get(i).size() == 1
                                    || blocks <= log.instances().get(i).kvBlocks())
                            .as("scenario %d", s)
                            .isTrue();
                    largest = Math.max(largest, residents.get(i).size());
                }
            }
        }
        assertThat(largest).isGreaterThan(5);
        assertThat(preempted).isGreaterThan(SCENARIOS / 4);
    }

    private static int longest(int outputTokens, int usual) {
        return outputTokens <= usual ? usual : 2 * Integer.highestOneBit(outputTokens - 1);
    }
}
