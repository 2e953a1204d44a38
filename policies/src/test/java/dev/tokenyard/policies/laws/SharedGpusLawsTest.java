package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.SegmentTrack;
import dev.tokenyard.sim.metrics.LittlesLaw;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold in every run in which models take turns on the same GPUs. */
class SharedGpusLawsTest {
    private static final int SCENARIOS = 25;

    static Stream<PolicyInMode> pairs() {
        return PolicyInMode.all().stream()
                .filter(pair -> !pair.mode().card().id().equals("theory"));
    }

    private static SimulationInput scenario(PolicyInMode pair, int number) {
        return SharedGpuScenarios.of(
                10_000L * PolicyInMode.all().indexOf(pair) + number,
                pair.policy().card());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void jumpsGiveTheSameHistoryAsSingleSteps(PolicyInMode pair) {
        long loads = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = scenario(pair, s);
            RunLog jumps = Jumps.likeSingleSteps(s, options -> pair.run(input, options));
            loads += jumps.info().totals().loads().count();
        }
        assertThat(loads).isGreaterThan(SCENARIOS);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyRequestIsServedOnceByItsModel(PolicyInMode pair) {
        for (int s = 0; s < SCENARIOS; s++) {
            RunLog log = pair.run(scenario(pair, s), RunOptions.RECORDED);
            for (int r = 0; r < log.trace().size(); r++) {
                int completed = 0;
                int refused = 0;
                for (int e : log.events().eventsOfRequest(r)) {
                    completed += log.events().kind(e) == EventKind.COMPLETED ? 1 : 0;
                    refused += log.events().kind(e) == EventKind.REFUSED ? 1 : 0;
                }
                assertThat(completed + refused)
                        .as("scenario %d, request %d", s, r)
                        .isEqualTo(1);
                int model = log.trace().modelIndex(r);
                if (completed == 1 && model >= 0) {
                    assertThat(log.instances().get(log.outcomes().instance(r)).modelId())
                            .isEqualTo(log.trace().modelNames().get(model));
                }
            }
            assertThat(LittlesLaw.of(log).holds()).isTrue();
        }
    }

    /** The steps of instances on the same GPUs never overlap, and between two models lies the loading of the second. */
    @ParameterizedTest
    @MethodSource("pairs")
    void modelsTakeTurns(PolicyInMode pair) {
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = scenario(pair, s);
            RunLog log = pair.run(input, RunOptions.RECORDED);
            long ticks = 0;
            int count = 0;
            for (int gpus = 0; gpus < log.instances().size(); gpus++) {
                List<Steps> steps = stepsOn(gpus, log);
                int loaded = steps.isEmpty() ? -1 : firstOn(gpus, log);
                long freeFrom = 0;
                for (Steps next : steps) {
                    assertThat(next.start).as("scenario %d", s).isGreaterThanOrEqualTo(freeFrom);
                    if (next.instance != loaded) {
                        long load = input.instances().get(next.instance).loadTicks();
                        assertThat(next.start - load).as("scenario %d", s).isGreaterThanOrEqualTo(freeFrom);
                        loaded = next.instance;
                    }
                    freeFrom = next.end;
                }
            }
            EventTrack events = log.events();
            for (int e = 0; e < events.size(); e++) {
                if (events.kind(e) == EventKind.LOADING) {
                    InstanceSetup setup = input.instances().get(events.instance(e));
                    assertThat(events.loadTicks(e)).isGreaterThanOrEqualTo(setup.loadTicks());
                    ticks += setup.loadTicks();
                    count++;
                }
            }
            assertThat(log.info().totals().loads().count()).isEqualTo(count);
            assertThat(log.info().totals().loads().ticks()).isEqualTo(ticks);
        }
    }

    private record Steps(int instance, long start, long end) {}

    private static List<Steps> stepsOn(int gpus, RunLog log) {
        List<Steps> steps = new ArrayList<>();
        for (int i = 0; i < log.instances().size(); i++) {
            SegmentTrack track = log.segments(i);
            for (int g = 0; g < track.size() && log.instances().get(i).sharedGpus() == gpus; g++) {
                steps.add(new Steps(i, track.startTick(g), track.endTick(g)));
            }
        }
        steps.sort(Comparator.comparingLong(Steps::start));
        return steps;
    }

    private static int firstOn(int gpus, RunLog log) {
        int first = 0;
        while (log.instances().get(first).sharedGpus() != gpus) {
            first++;
        }
        return first;
    }

    /** Who is not loaded has no resident and no memory in use; what is in use is what the segments say. */
    @ParameterizedTest
    @MethodSource("pairs")
    void memoryIsConserved(PolicyInMode pair) {
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = scenario(pair, s);
            RunLog log = pair.run(input, RunOptions.RECORDED);
            RunCursor cursor = log.cursor();
            EventTrack events = log.events();
            for (int e = 0; e < events.size(); e++) {
                cursor.seek(events.tick(e));
                long[] hostBytes = new long[log.instances().size()];
                long[] hostRoom = new long[log.instances().size()];
                for (int i = 0; i < log.instances().size(); i++) {
                    assertThat(cursor.usedBlocks(i))
                            .isLessThanOrEqualTo(log.instances().get(i).kvBlocks());
                    if (!cursor.isLoaded(i)) {
                        assertThat(cursor.residentCount(i) + cursor.usedBlocks(i))
                                .isZero();
                    }
                    int gpus = log.instances().get(i).sharedGpus();
                    long blockBytes = input.instances().get(i).hostLink().blockBytes();
                    hostBytes[gpus] += cursor.hostBlocks(i) * blockBytes;
                    hostRoom[gpus] =
                            Math.max(hostRoom[gpus], log.instances().get(i).hostBlocks() * blockBytes);
                }
                for (int gpus = 0; gpus < hostBytes.length; gpus++) {
                    assertThat(hostBytes[gpus]).isLessThanOrEqualTo(hostRoom[gpus]);
                }
            }
            for (int i = 0; i < log.instances().size(); i++) {
                SegmentTrack segments = log.segments(i);
                for (int g = 0; g < segments.size(); g++) {
                    cursor.seek(segments.startTick(g));
                    assertThat(cursor.isLoaded(i)).isTrue();
                    assertThat(cursor.usedBlocks(i)).isEqualTo(segments.usedBlocksFirst(g));
                }
            }
        }
    }
}
