package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.policies.qlm.Qlm;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.LittlesLaw;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.DecisionClock;
import dev.tokenyard.sim.policy.PlanLog;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.ServiceProfile;
import dev.tokenyard.sim.policy.ServiceProfiles;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold in every run of QLM, whatever its knobs are and whatever it believes of the instances. */
class QlmLawsTest {
    private static final int SCENARIOS = 300;

    /** Far off as a rule, so that plans are made and found wrong. */
    static ServiceProfiles beliefs(long seed) {
        return (instance, sloClass, from, to) -> {
            Random random = new Random(seed * 31 + Objects.hash(instance, sloClass, from));
            return new ServiceProfile(
                    Math.pow(10, 1 + 3 * random.nextDouble()),
                    random.nextDouble() / 10,
                    0.01,
                    1 + random.nextInt(8),
                    1 + random.nextInt(100),
                    random.nextInt(50));
        };
    }

    private static Map<String, Double> knobs(long seed) {
        Random random = new Random(seed);
        Map<String, Double> knobs = new HashMap<>();
        knobs.put("delta", Math.pow(2, random.nextInt(6) - 2));
        knobs.put("deviations", (double) random.nextInt(2));
        knobs.put("swap-weight", random.nextInt(3) / 10.0);
        knobs.put("eviction-weight", random.nextInt(3) / 100.0);
        for (String operation : new String[] {"pulling", "eviction", "swapping", "balancing"}) {
            knobs.put(operation, random.nextInt(4) == 0 ? 0.0 : 1.0);
        }
        knobs.put("plan-latency", random.nextInt(4) == 0 ? 20 * random.nextDouble() : 0);
        return knobs;
    }

    private static Policy policy(SimulationInput input, String mode, Map<String, Double> knobs, PlanLog log) {
        RandomStreams streams = new RandomStreams(input.seed());
        Policy policy = new Qlm()
                .create(new PolicyContext(
                        knobs,
                        request -> 1,
                        BatchingModes.byId(mode).create(Map.of()),
                        Routers.byId(Routers.DEFAULT).create(streams),
                        streams,
                        beliefs(input.seed()),
                        DecisionClock.NONE));
        Objects.requireNonNull(policy.pull()).recordIn(log);
        return policy;
    }

    private static RunLog run(SimulationInput input, String mode, RunOptions options, PlanLog log) {
        return Simulator.run(input, policy(input, mode, knobs(input.seed()), log), options);
    }

    /** Groups as the policy reports them. */
    private static final class Groups implements PlanLog {
        private final Map<Integer, Integer> groupOf = new HashMap<>();
        private int plans;
        private int orders;

        @Override
        public void queue(int queue, int instance) {}

        @Override
        public void joined(int request, int group, double waitSeconds, long tick) {
            assertThat(groupOf.put(request, group)).isNull();
            assertThat(waitSeconds).isNotNegative();
        }

        @Override
        public void stands(int group, int queue, int place, double finishSeconds, long tick) {}

        @Override
        public void ordered(int queue, int[] groups, double[] finishSeconds, long tick) {
            assertThat(finishSeconds).hasSameSizeAs(groups).isSorted();
            orders++;
        }

        @Override
        public void planned(int group, double lateSeconds, long tick) {
            assertThat(lateSeconds).isPositive();
            plans++;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm-v1", "vllm-v0", "sarathi"})
    void jumpsGiveTheSameHistoryAsSingleSteps(String mode) {
        long swaps = 0;
        long loads = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = scenario(s);
            RunLog jumps = Jumps.likeSingleSteps(s, options -> run(input, mode, options, PlanLog.NONE));
            assertThat(LittlesLaw.of(jumps).holds()).isTrue();
            swaps += jumps.info().totals().swaps().count();
            loads += jumps.info().totals().loads().count();
        }
        assertThat(swaps).isPositive();
        assertThat(loads).isPositive();
    }

    @Test
    void requestsAreServedOnceInOrderOfArrivalWithinTheirGroupWhichStaysWhereItHasBegun() {
        int plans = 0;
        int sharedGroups = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = scenario(s);
            Groups groups = new Groups();
            RunLog log = run(input, "vllm-v1", RunOptions.RECORDED, groups);
            EventTrack events = log.events();
            Map<Integer, Integer> lastAdmitted = new HashMap<>();
            Map<Integer, Integer> instanceOf = new HashMap<>();
            int ended = 0;
            for (int e = 0; e < events.size(); e++) {
                int r = events.request(e);
                EventKind kind = events.kind(e);
                ended += kind == EventKind.COMPLETED || kind == EventKind.REFUSED ? 1 : 0;
                if (kind != EventKind.ADMITTED) {
                    continue;
                }
                int group = Objects.requireNonNull(groups.groupOf.get(r));
                assertThat(instanceOf.merge(group, events.instance(e), (was, is) -> was))
                        .as("scenario %d, group %d", s, group)
                        .isEqualTo(events.instance(e));
                boolean isFirst = log.outcomes().firstScheduledTick(r) == events.tick(e);
                Integer before = isFirst ? lastAdmitted.put(group, r) : null;
                if (before != null && before != r) {
                    assertThat(before).as("scenario %d, group %d", s, group).isLessThan(r);
                    sharedGroups++;
                }
            }
            assertThat(ended).isEqualTo(log.trace().size());
            plans += groups.plans;
            // Each plan orders each queue, of which there is one at least.
            assertThat(groups.orders).isGreaterThanOrEqualTo(groups.plans);
        }
        assertThat(plans).isGreaterThan(SCENARIOS);
        assertThat(sharedGroups).isGreaterThan(SCENARIOS);
    }

    /** When plans are made and when queues are ordered anew. */
    private static final class PlanTimes implements PlanLog {
        private final List<Long> planned = new ArrayList<>();
        private final List<Long> ordered = new ArrayList<>();

        @Override
        public void queue(int queue, int instance) {}

        @Override
        public void joined(int request, int group, double waitSeconds, long tick) {}

        @Override
        public void stands(int group, int queue, int place, double finishSeconds, long tick) {}

        @Override
        public void ordered(int queue, int[] groups, double[] finishSeconds, long tick) {
            // Each plan orders queue 0 first.
            if (queue == 0) {
                ordered.add(tick);
            }
        }

        @Override
        public void planned(int group, double lateSeconds, long tick) {
            planned.add(tick);
        }
    }

    private static PlanTimes planTimes(SimulationInput input, double latencyMillis) {
        Map<String, Double> knobs = knobs(input.seed());
        knobs.put("plan-latency", latencyMillis);
        PlanTimes times = new PlanTimes();
        Simulator.run(input, policy(input, "vllm-v1", knobs, times), RunOptions.OUTCOMES_ONLY);
        return times;
    }

    /**
     * A plan for n groups takes effect n times the latency later, with no other made meanwhile; without a latency at once.
     */
    @Test
    void aPlanTakesEffectAfterItsPlanningTime() {
        long latency = 7 * Ticks.PER_MILLISECOND;
        int delayed = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            PlanTimes atOnce = planTimes(scenario(s), 0);
            assertThat(atOnce.ordered).isEqualTo(atOnce.planned);
            PlanTimes later = planTimes(scenario(s), 7);
            assertThat(later.ordered).hasSameSizeAs(later.planned);
            for (int p = 0; p < later.ordered.size(); p++) {
                long after = later.ordered.get(p) - later.planned.get(p);
                assertThat(after).isPositive();
                assertThat(after % latency).isZero();
                if (p > 0) {
                    assertThat(later.planned.get(p)).isGreaterThanOrEqualTo(later.ordered.get(p - 1));
                }
                delayed++;
            }
        }
        assertThat(delayed).isGreaterThan(SCENARIOS);
    }

    /** Where no two requests are there at once, there is nothing to plan. */
    @Test
    void anIdleSystemIsServedAsByFirstComeFirstServed() {
        int compared = 0;
        for (int s = 0; s < SCENARIOS; s += 2) {
            SimulationInput input = farApart(PullLawsTest.scenario(s));
            RunLog qlm = run(input, "vllm-v1", RunOptions.RECORDED, PlanLog.NONE);
            Policy fcfs = PolicyCatalog.byId("fcfs")
                    .create(new PolicyContext(
                            Map.of(),
                            request -> 1,
                            BatchingModes.byId("vllm-v1").create(Map.of()),
                            Routers.byId(Routers.DEFAULT).create(new RandomStreams(0))));
            RunLog plain = Simulator.run(input, fcfs, RunOptions.RECORDED);
            for (int r = 0; r < input.trace().size(); r++) {
                assertThat(qlm.outcomes().completedTick(r))
                        .isEqualTo(plain.outcomes().completedTick(r));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(1000);
    }

    /** Half of them with arrivals that crowd, so that batches are full and groups give way to each other. */
    static SimulationInput scenario(int number) {
        SimulationInput input = PullLawsTest.scenario(number);
        return number / 2 % 2 == 0
                ? input
                : withArrivals(input, r -> input.trace().arrivalTick(r) / 10_000);
    }

    /** The same requests, each after the one before it is done. */
    private static SimulationInput farApart(SimulationInput input) {
        return withArrivals(input, r -> r * 10_000 * Ticks.PER_SECOND);
    }

    private static SimulationInput withArrivals(SimulationInput input, IntToLongFunction arrivalTick) {
        Trace old = input.trace();
        Trace.Builder builder = Trace.builder(old.name());
        for (int r = 0; r < old.size(); r++) {
            int model = old.modelIndex(r);
            builder.add(
                    arrivalTick.applyAsLong(r),
                    old.promptTokens(r),
                    old.outputTokens(r),
                    "",
                    model < 0 ? "" : old.modelNames().get(model));
        }
        return new SimulationInput(
                builder.build(),
                input.sloClasses(),
                input.sloClassOf(),
                input.instances(),
                input.batching(),
                0,
                input.seed(),
                "",
                new int[0]);
    }
}
