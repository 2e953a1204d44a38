package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.log.BlockMap;
import dev.tokenyard.sim.log.BlockPlaces;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.GatheredBlocks;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of the places of KV blocks, whatever the run. */
class BlockMapLawsTest {
    private static final int SEEDS = 8;

    static List<PolicyInMode> pairs() {
        return PolicyInMode.all();
    }

    private static RunLog run(PolicyInMode pair, int seed) {
        return pair.run(pair.scenario(seed), RunOptions.RECORDED);
    }

    /** Moments of all kinds: between events, at them, at ends of steps, before and after the run. */
    private static long[] moments(RunLog log, Random random) {
        long[] moments = new long[60];
        for (int k = 0; k < moments.length; k++) {
            moments[k] = k % 2 == 0 && log.events().size() > 0
                    ? log.events().tick(random.nextInt(log.events().size()))
                    : (long) (random.nextDouble() * 1.05 * log.endTick());
        }
        return moments;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyResidentOwnsAsManyBlocksAsTheLogSaysAndNobodyElseOwnsAny(PolicyInMode pair) {
        for (int seed = 0; seed < SEEDS; seed++) {
            RunLog log = run(pair, seed);
            BlockMap map = new BlockMap(log);
            RunCursor cursor = log.cursor();
            for (long moment : moments(log, new Random(seed))) {
                map.seek(moment);
                cursor.seek(moment);
                for (int i = 0; i < log.instances().size(); i++) {
                    Map<Integer, Integer> owned = new HashMap<>();
                    for (int block = 0; block < map.blocks(i); block++) {
                        if (map.owner(i, block) != BlockMap.FREE) {
                            owned.merge(map.owner(i, block), 1, Integer::sum);
                        }
                    }
                    Map<Integer, Integer> held = new HashMap<>();
                    for (int k = 0; k < cursor.residentCount(i); k++) {
                        held.put(cursor.resident(i, k), cursor.heldBlocks(cursor.resident(i, k)));
                    }
                    assertThat(owned).as("seed %d, instance %d", seed, i).isEqualTo(held);
                    assertThat(map.usedBlocks(i)).isEqualTo(cursor.usedBlocks(i));
                }
            }
        }
    }

    /** The quick picture differs from the map only in where blocks lie. */
    @ParameterizedTest
    @MethodSource("pairs")
    void gatheredBlocksHaveTheOwnersOfTheMap(PolicyInMode pair) {
        for (int seed = 0; seed < SEEDS; seed++) {
            RunLog log = run(pair, seed);
            BlockMap map = new BlockMap(log);
            GatheredBlocks gathered = new GatheredBlocks(log.cursor());
            for (long moment : moments(log, new Random(seed))) {
                map.seek(moment);
                gathered.seek(moment);
                for (int i = 0; i < log.instances().size(); i++) {
                    assertThat(sortedOwners(gathered, i))
                            .as("seed %d, instance %d", seed, i)
                            .isEqualTo(sortedOwners(map, i));
                    assertThat(gathered.usedBlocks(i)).isEqualTo(map.usedBlocks(i));
                }
            }
        }
    }

    private static int[] sortedOwners(BlockPlaces places, int instance) {
        return IntStream.range(0, places.blocks(instance))
                .map(block -> places.owner(instance, block))
                .sorted()
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theMapOfAMomentDoesNotDependOnTheWayThere(PolicyInMode pair) {
        for (int seed = 0; seed < SEEDS; seed++) {
            RunLog log = run(pair, seed);
            BlockMap wanderer = new BlockMap(log);
            BlockMap steady = new BlockMap(log);
            long[] moments = moments(log, new Random(seed));
            List<int[]> wandering = new ArrayList<>();
            for (long moment : moments) {
                wanderer.seek(moment);
                wandering.add(picture(wanderer, log));
            }
            Integer[] inOrder = new Integer[moments.length];
            Arrays.setAll(inOrder, k -> k);
            Arrays.sort(inOrder, (x, y) -> Long.compare(moments[x], moments[y]));
            for (int k : inOrder) {
                steady.seek(moments[k]);
                assertThat(picture(steady, log))
                        .as("seed %d at tick %d", seed, moments[k])
                        .isEqualTo(wandering.get(k));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aRequestKeepsItsBlocksUntilItLeaves(PolicyInMode pair) {
        for (int seed = 0; seed < SEEDS; seed++) {
            RunLog log = run(pair, seed);
            BlockMap map = new BlockMap(log);
            int[] before = picture(map, log);
            for (int e = 0; e < log.events().size(); ) {
                long moment = log.events().tick(e);
                List<Integer> left = new ArrayList<>();
                for (; e < log.events().size() && log.events().tick(e) == moment; e++) {
                    EventKind kind = log.events().kind(e);
                    if (kind == EventKind.COMPLETED || kind == EventKind.PREEMPTED) {
                        left.add(log.events().request(e));
                    }
                }
                map.seek(moment);
                int[] now = picture(map, log);
                for (int at = 0; at < now.length; at += 2) {
                    if (before[at] != BlockMap.FREE && !left.contains(before[at])) {
                        assertThat(now[at]).as("seed %d", seed).isEqualTo(before[at]);
                    }
                }
                before = now;
            }
        }
    }

    private static int[] picture(BlockMap map, RunLog log) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < log.instances().size(); i++) {
            for (int block = 0; block < map.blocks(i); block++) {
                numbers.add(map.owner(i, block));
                numbers.add(map.evictedBy(i, block));
            }
        }
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
