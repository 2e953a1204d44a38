package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The queues that a log's sort keys tell of are those that the policies were served from. */
class QueueReplayTest {
    private static final int SCENARIOS = 60;

    static List<PolicyInMode> pairs() {
        return PolicyInMode.all();
    }

    private static final class Replay {
        private final RunLog log;
        private final long[] key;
        private final List<TreeSet<Integer>> queues = new ArrayList<>();
        /** Requests that cannot be admitted yet, since they are still being predicted. */
        private final List<Integer> unpredicted = new ArrayList<>();

        private int reordered;
        private int notFirst;

        Replay(RunLog log) {
            this.log = log;
            key = new long[log.trace().size()];
            Comparator<Integer> inOrder =
                    Comparator.<Integer>comparingLong(r -> key[r]).thenComparing(Comparator.naturalOrder());
            log.instances().forEach(instance -> queues.add(new TreeSet<>(inOrder)));
            for (int e = 0; e < log.events().size(); e++) {
                apply(log.events(), e);
            }
        }

        private void enqueuePredicted(long tick) {
            for (int r : List.copyOf(unpredicted)) {
                if (log.trace().arrivalTick(r) + log.info().predictionTicks() <= tick) {
                    unpredicted.remove((Integer) r);
                    queues.get(log.outcomes().instance(r)).add(r);
                }
            }
        }

        private void apply(EventTrack events, int e) {
            int r = events.request(e);
            enqueuePredicted(events.tick(e));
            switch (events.kind(e)) {
                case ARRIVED -> {
                    key[r] = log.outcomes().orderKey(r);
                    unpredicted.add(r);
                    enqueuePredicted(events.tick(e));
                }
                case REORDERED -> {
                    boolean waits = queues.get(events.instance(e)).remove(r);
                    key[r] = ((long) events.a(e) << Integer.SIZE) | Integer.toUnsignedLong(events.b(e));
                    if (waits) {
                        queues.get(events.instance(e)).add(r);
                    }
                    reordered++;
                }
                case PREEMPTED -> queues.get(events.instance(e)).add(r);
                case ADMITTED -> {
                    TreeSet<Integer> queue = queues.get(events.instance(e));
                    notFirst += queue.first() == r ? 0 : 1;
                    assertThat(queue.remove(r)).isTrue();
                }
                default -> {
                    // Not a matter of queues.
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whoeverIsAdmittedIsFirst(PolicyInMode pair) {
        int admittedOtherwise = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = pair.scenario(s);
            Replay replay = new Replay(pair.run(input, RunOptions.RECORDED));
            boolean passesOver = pair.policyKnobs(input).getOrDefault("skip", 0.0)
                            + pair.policyKnobs(input).getOrDefault("ageing", 0.0)
                    > 0;
            if (!passesOver) {
                assertThat(replay.notFirst).as("scenario %d", s).isZero();
            }
            admittedOtherwise += replay.notFirst;
        }
        if (List.of("mc-sf in vllm-v1", "ssjf in vllm-v1").contains(pair.toString())) {
            assertThat(admittedOtherwise).as("the knobs must show").isPositive();
        }
    }

    @Test
    void somePoliciesReorder() {
        for (PolicyInMode pair : List.of(PolicyInMode.of("sorted-f", "vllm-v1"), PolicyInMode.of("a-min", "theory"))) {
            int reordered = 0;
            for (int s = 0; s < SCENARIOS; s++) {
                reordered += new Replay(pair.run(pair.scenario(s), RunOptions.RECORDED)).reordered;
            }
            assertThat(reordered).as(pair.toString()).isGreaterThan(10);
        }
    }
}
