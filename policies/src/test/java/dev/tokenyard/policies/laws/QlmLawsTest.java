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
import dev.tokenyard.sim.log.PlanTrack;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.LittlesLaw;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.DecisionClock;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.ServiceProfile;
import dev.tokenyard.sim.policy.ServiceProfiles;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
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

    static Map<String, Double> knobs(long seed) {
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

    private static Policy policy(SimulationInput input, String mode, Map<String, Double> knobs) {
        RandomStreams streams = new RandomStreams(input.seed());
        return new Qlm()
                .create(new PolicyContext(
                        knobs,
                        request -> 1,
                        BatchingModes.byId(mode).create(Map.of()),
                        Routers.byId(Routers.DEFAULT).create(streams),
                        streams,
                        beliefs(input.seed()),
                        DecisionClock.NONE));
    }

    private static RunLog run(SimulationInput input, String mode, RunOptions options) {
        return Simulator.run(input, policy(input, mode, knobs(input.seed())), options);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm-v1", "vllm-v0", "sarathi"})
    void jumpsGiveTheSameHistoryAsSingleSteps(String mode) {
        long swaps = 0;
        long loads = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = scenario(s);
            RunLog jumps = Jumps.likeSingleSteps(s, options -> run(input, mode, options));
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
            RunLog log = run(input, "vllm-v1", RunOptions.RECORDED);
            PlanTrack track = Objects.requireNonNull(log.plans(0));
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
                int group = track.groupOf(r);
                assertThat(group).isNotNegative();
                assertThat(track.expectedWaitSeconds(r)).isNotNegative();
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
            plans += track.planCount();
        }
        assertThat(plans).isGreaterThan(SCENARIOS);
        assertThat(sharedGroups).isGreaterThan(SCENARIOS);
    }

    /** Pulling: whoever is admitted is the first that waits of the group that stands in front, whatever is planned. */
    @Test
    void instancesPullFromTheHeadGroupOfTheirQueue() {
        int pulled = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = scenario(s);
            Map<String, Double> knobs = knobs(input.seed());
            knobs.put("pulling", 1.0);
            RunLog log = Simulator.run(input, policy(input, "vllm-v1", knobs), RunOptions.RECORDED);
            PlanTrack track = Objects.requireNonNull(log.plans(0));
            EventTrack events = log.events();
            for (int e = 0; e < events.size(); e++) {
                if (events.kind(e) != EventKind.ADMITTED) {
                    continue;
                }
                int queue = track.queueOf(events.instance(e));
                int group = track.groupOf(events.request(e));
                int last = track.changesUntil(queue, events.tick(e));
                boolean stoodInFront = false;
                for (int c = track.changesUntil(queue, events.tick(e) - 1); c <= last; c++) {
                    int[] order = track.orderAfter(queue, c);
                    stoodInFront |= order.length > 0 && order[0] == group;
                }
                assertThat(stoodInFront)
                        .as("scenario %d, request %d", s, events.request(e))
                        .isTrue();
                pulled++;
            }
        }
        assertThat(pulled).isGreaterThan(10 * SCENARIOS);
    }

    /** At any moment the queues hold each group with members that wait once, where the instance is that is to serve it. */
    @Test
    void theTrackOfPlansAgreesWithTheRunAtEveryMoment() {
        int groupsSeen = 0;
        int plans = 0;
        for (int s = 0; s < SCENARIOS; s += 2) {
            RunLog log = run(scenario(s), "vllm-v1", RunOptions.RECORDED);
            PlanTrack track = Objects.requireNonNull(log.plans(0));
            RunCursor cursor = log.cursor();
            for (int part = 0; part <= 20; part++) {
                long tick = log.endTick() * part / 20;
                cursor.seek(tick);
                Set<Integer> waiting = new HashSet<>();
                for (int r = 0; r < log.trace().size(); r++) {
                    boolean waits =
                            cursor.phase(r) == RunCursor.Phase.WAITING || cursor.phase(r) == RunCursor.Phase.SWAPPED;
                    if (waits) {
                        waiting.add(track.groupOf(r));
                    }
                }
                List<Integer> standing = new ArrayList<>();
                for (int q = 0; q < track.queueCount(); q++) {
                    for (int group : track.orderAfter(q, track.changesUntil(q, tick))) {
                        standing.add(group);
                        assertThat(track.queueOf(track.service(group, tick).instance()))
                                .isEqualTo(q);
                    }
                }
                assertThat(standing).doesNotHaveDuplicates().hasSameElementsAs(waiting);
                groupsSeen += standing.size();
            }
            for (int plan = 0; plan < track.plansInEffect(log.endTick()); plan++) {
                assertThat(track.planLateSeconds(plan)).isPositive();
                List<Integer> before = new ArrayList<>();
                List<Integer> after = new ArrayList<>();
                for (int q = 0; q < track.queueCount(); q++) {
                    int changes = track.changesBefore(q, plan);
                    Arrays.stream(track.orderAfter(q, changes)).forEach(before::add);
                    Arrays.stream(track.orderAfter(q, changes + 1)).forEach(after::add);
                }
                assertThat(after).hasSameElementsAs(before);
                // While a plan is thought out the group may have begun altogether.
                boolean atOnce = track.effectTick(plan) == track.planTick(plan);
                assertThat(!atOnce || after.contains(track.planGroup(plan))).isTrue();
                plans++;
            }
        }
        assertThat(groupsSeen).isGreaterThan(SCENARIOS);
        assertThat(plans).isGreaterThan(SCENARIOS / 2);
    }

    /**
     * A plan for n groups takes effect n times the latency later, with no other made meanwhile; without a latency at once.
     */
    @Test
    void aPlanTakesEffectAfterItsPlanningTime() {
        long latency = 7 * Ticks.PER_MILLISECOND;
        int delayed = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            PlanTrack atOnce = track(scenario(s), 0);
            for (int p = 0; p < atOnce.planCount(); p++) {
                assertThat(atOnce.effectTick(p)).isEqualTo(atOnce.planTick(p));
            }
            PlanTrack later = track(scenario(s), 7);
            for (int p = 0; p < later.planCount(); p++) {
                long after = later.effectTick(p) - later.planTick(p);
                assertThat(after).isPositive();
                assertThat(after % latency).isZero();
                assertThat(p == 0 || later.planTick(p) >= later.effectTick(p - 1))
                        .isTrue();
                delayed++;
            }
        }
        assertThat(delayed).isGreaterThan(SCENARIOS);
    }

    private static PlanTrack track(SimulationInput input, double latencyMillis) {
        Map<String, Double> knobs = knobs(input.seed());
        knobs.put("plan-latency", latencyMillis);
        RunLog log = Simulator.run(input, policy(input, "vllm-v1", knobs), RunOptions.RECORDED);
        return Objects.requireNonNull(log.plans(0));
    }

    /** Where no two requests are there at once, there is nothing to plan. */
    @Test
    void anIdleSystemIsServedAsByFirstComeFirstServed() {
        int compared = 0;
        for (int s = 0; s < SCENARIOS; s += 2) {
            SimulationInput input = farApart(PullLawsTest.scenario(s));
            RunLog qlm = run(input, "vllm-v1", RunOptions.RECORDED);
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
        TraceBuilder builder = Trace.builder(old.name());
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
