package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.cost.HostLink;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.log.BlockMap;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.SegmentTrack;
import dev.tokenyard.sim.model.PrefixBlocks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold in every run with prefix caches. */
class PrefixCacheLawsTest {
    private static final int SCENARIOS = 60;

    /** Every policy in every mode; vLLM v0 swaps in half of its scenarios. */
    static Stream<PolicyInMode> pairs() {
        return PolicyInMode.all().stream();
    }

    private static SimulationInput scenario(PolicyInMode pair, int number) {
        SimulationInput input =
                PrefixScenarios.of(seed(pair, number), pair.policy().card());
        List<InstanceSetup> instances = input.instances().stream()
                .map(setup -> new InstanceSetup(
                        setup.info().withHostBlocks(setup.info().kvBlocks()), setup.stepTime(), new HostLink(1e9, 100)))
                .toList();
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

    private static long seed(PolicyInMode pair, int number) {
        return 1_000L * PolicyInMode.all().indexOf(pair) + number;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void jumpsGiveTheSameHistoryAsSingleSteps(PolicyInMode pair) {
        long hits = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = scenario(pair, s);
            RunLog jumps = Jumps.likeSingleSteps(s, options -> pair.run(input, options));
            hits += jumps.info().totals().prefixes().hitTokens();
        }
        assertThat(hits).as("the scenarios must have prompts that begin alike").isGreaterThan(100L * SCENARIOS);
    }

    /** A cache that is off, or that has nothing to go by, changes nothing. */
    @ParameterizedTest
    @MethodSource("pairs")
    void withoutCacheOrPrefixesTheHistoryIsThatOfBefore(PolicyInMode pair) {
        for (int s = 0; s < 30; s++) {
            SimulationInput input = scenario(pair, s);
            SimulationInput off = PrefixScenarios.withCaches(input, false);
            SimulationInput unknown = PrefixScenarios.withTrace(
                    input,
                    RandomScenarios.of(seed(pair, s), pair.policy().card()).trace());
            assertThat(pair.run(off, RunOptions.RECORDED).sameHistoryAs(pair.run(unknown, RunOptions.RECORDED)))
                    .isTrue();
        }
    }

    /** The ledger is what residents hold by themselves and, once, what they share. */
    @ParameterizedTest
    @MethodSource("pairs")
    void blocksAreConserved(PolicyInMode pair) {
        for (int s = 0; s < SCENARIOS; s++) {
            RunLog log = pair.run(scenario(pair, s), RunOptions.RECORDED);
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
                    assertThat(cursor.usedBlocks(i)).isEqualTo(segments.usedBlocksLast(g));
                }
            }
            cursor.seek(log.endTick());
            for (int i = 0; i < log.instances().size(); i++) {
                assertThat(cursor.usedBlocks(i)).isZero();
            }
        }
    }

    /** Prompt tokens that will have been computed when the step ends that starts at a moment. */
    private record Computed(long tick, int instance, int request, int tokens) {}

    /** What an admission finds was computed there in an earlier step, and something is left to compute. */
    @ParameterizedTest
    @MethodSource("pairs")
    void aRequestFindsOnlyWhatWasComputedThereBefore(PolicyInMode pair) {
        for (int s = 0; s < SCENARIOS; s++) {
            RunLog log = pair.run(scenario(pair, s), RunOptions.RECORDED);
            PrefixBlocks prefixes = Objects.requireNonNull(log.trace().prefixBlocks());
            EventTrack events = log.events();
            List<Set<Integer>> nodes = new ArrayList<>();
            log.instances().forEach(instance -> nodes.add(new HashSet<>()));
            List<Computed> underWay = new ArrayList<>();
            Map<Integer, Integer> generated = new HashMap<>();
            for (int e = 0; e < events.size(); e++) {
                long tick = events.tick(e);
                for (Computed done : underWay) {
                    int complete = Math.min(prefixes.count(done.request()), done.tokens() / prefixes.blockTokens());
                    for (int k = 0; done.tick() < tick && k < complete; k++) {
                        nodes.get(done.instance()).add(prefixes.node(done.request(), k));
                    }
                }
                underWay.removeIf(done -> done.tick() < tick);
                int r = events.request(e);
                int i = events.instance(e);
                if (events.kind(e) == EventKind.ADMITTED) {
                    int found = log.trace().promptTokens(r) + generated.getOrDefault(r, 0) - events.b(e);
                    assertThat(events.b(e)).isPositive();
                    assertThat(found % prefixes.blockTokens()).isZero();
                    for (int k = 0; k < found / prefixes.blockTokens(); k++) {
                        assertThat(nodes.get(i)).contains(prefixes.node(r, k));
                    }
                    underWay.add(new Computed(tick, i, r, found + events.a(e)));
                } else if (events.kind(e) == EventKind.CHUNK) {
                    underWay.add(new Computed(tick, i, r, events.b(e) + events.a(e)));
                } else if (events.kind(e) == EventKind.PREEMPTED) {
                    generated.put(r, events.b(e));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theMapAndTheCursorAgreeHoweverTheyGetToAMoment(PolicyInMode pair) {
        for (int s = 0; s < 15; s++) {
            RunLog log = pair.run(scenario(pair, s), RunOptions.RECORDED);
            Random random = new Random(s);
            RunCursor wanderer = log.cursor();
            BlockMap wandering = new BlockMap(log);
            for (int k = 0; k < 30; k++) {
                long tick = k % 2 == 0 && log.events().size() > 0
                        ? log.events().tick(random.nextInt(log.events().size()))
                        : (long) (random.nextDouble() * (log.endTick() + 1));
                wanderer.seek(tick);
                wandering.seek(tick);
                RunCursor fresh = log.cursor();
                fresh.seek(tick);
                BlockMap map = new BlockMap(log);
                map.seek(tick);
                for (int i = 0; i < log.instances().size(); i++) {
                    assertThat(wanderer.usedBlocks(i)).isEqualTo(fresh.usedBlocks(i));
                    assertThat(wanderer.sharedBlocksOf(i)).isEqualTo(fresh.sharedBlocksOf(i));
                    Map<Integer, Integer> owned = new HashMap<>();
                    for (int block = 0; block < map.blocks(i); block++) {
                        assertThat(wandering.owner(i, block))
                                .as("seed %d, tick %d, block %d", s, tick, block)
                                .isEqualTo(map.owner(i, block));
                        owned.merge(map.owner(i, block), 1, Integer::sum);
                    }
                    owned.remove(BlockMap.FREE);
                    assertThat(owned).isEqualTo(holdings(fresh, i));
                }
            }
        }
    }

    private static Map<Integer, Integer> holdings(RunCursor cursor, int instance) {
        Map<Integer, Integer> held = new HashMap<>();
        held.put(BlockMap.SHARED, cursor.sharedBlocksOf(instance));
        for (int k = 0; k < cursor.residentCount(instance); k++) {
            int r = cursor.resident(instance, k);
            held.put(r, cursor.heldBlocks(r) - cursor.sharedBlocks(r));
        }
        held.values().removeIf(blocks -> blocks == 0);
        return held;
    }
}
