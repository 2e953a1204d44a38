package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.Refusal;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.PlanRejectedException;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.RoutePolicy;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of every router, on clusters whose instances differ in model, memory and speed. */
class RouterLawsTest {
    private static final int SCENARIOS = 150;
    private static final List<SloClass> CLASSES = List.of(SloClass.ttft("all", 5));
    private static final StepTimeModel STEPS =
            new RandomScenarios.AffineStepTime(20 * Ticks.PER_MILLISECOND, 1_000_003, 70_000_001, 10_007);

    static Stream<String> routers() {
        return Routers.all().stream().map(factory -> factory.card().id());
    }

    private static InstanceSetup instance(String name, String model, int blocks, StepTimeModel steps) {
        return instance(name, model, blocks, 24, steps);
    }

    private static InstanceSetup instance(String name, String model, int blocks, int batchCap, StepTimeModel steps) {
        return new InstanceSetup(new InstanceInfo(name, "gpu", model, 1, blocks, 16, batchCap, 256), steps);
    }

    private static SimulationInput input(Trace trace, List<InstanceSetup> instances) {
        return new SimulationInput(trace, CLASSES, new int[trace.size()], instances, "vllm-v1", 0, 0, "", new int[0]);
    }

    private static RunLog run(SimulationInput input, RoutePolicy route, RunOptions options) {
        PolicyContext context = new PolicyContext(
                Map.of(), r -> 1, BatchingModes.byId(BatchingModes.DEFAULT).create(Map.of()), route);
        return Simulator.run(input, PolicyCatalog.byId("fcfs").create(context), options);
    }

    private static RoutePolicy router(String id, long seed) {
        return Routers.byId(id).create(new RandomStreams(seed));
    }

    /** Two or more models on instances of every size; some requests ask for a model that nobody serves, or are too long. */
    private static SimulationInput mixed(long seed) {
        Random random = new Random(seed);
        TraceBuilder trace = Trace.builder("mixed-" + seed);
        long arrival = 0;
        for (int r = 0; r < 80; r++) {
            arrival += random.nextInt(3) * (long) (random.nextDouble() * 80 * Ticks.PER_MILLISECOND);
            String model =
                    List.of("small", "large", "", "", "absent").get(random.nextInt(random.nextInt(8) > 0 ? 4 : 5));
            trace.add(arrival, 1 + random.nextInt(400), 1 + random.nextInt(120), "", model);
        }
        List<InstanceSetup> instances = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(4); i++) {
            StepTimeModel steps = new RandomScenarios.AffineStepTime(
                    1 + random.nextInt(20_000_000), random.nextInt(500_000), random.nextInt(300_000), 281_601L);
            String model = i == 0 ? "small" : random.nextBoolean() ? "small" : "large";
            instances.add(instance("i" + i, model, 12 + random.nextInt(50), steps));
        }
        return input(trace.build(), instances);
    }

    @ParameterizedTest
    @MethodSource("routers")
    void everyRequestIsServedByAnInstanceOfItsModelOrRefusedWithAReason(String id) {
        Map<Refusal.Reason, Integer> refusals = new EnumMap<>(Refusal.Reason.class);
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = mixed(s);
            RunLog log = run(input, router(id, s), RunOptions.RECORDED);
            assertThat(log.info().totals().completed() + log.info().totals().refused())
                    .isEqualTo(input.trace().size());
            assertThat(log.info().router()).isEqualTo(id);
            for (int r = 0; r < input.trace().size(); r++) {
                int wanted = input.trace().modelIndex(r);
                String model = wanted < 0 ? "" : input.trace().modelNames().get(wanted);
                int at = log.outcomes().instance(r);
                if (at >= 0) {
                    assertThat(model).isIn("", log.instances().get(at).modelId());
                    assertThat(log.outcomes().completedTick(r)).isPositive();
                } else {
                    refusals.merge(checkRefusal(log, r, model), 1, Integer::sum);
                }
            }
        }
        assertThat(refusals).containsKeys(Refusal.Reason.values());
    }

    /** Why a request was refused, worked out from the instances and compared with what the event says. */
    private static Refusal.Reason checkRefusal(RunLog log, int r, String model) {
        EventTrack events = log.events();
        int e = events.lastOfRequest(r);
        assertThat(events.kind(e)).isEqualTo(EventKind.REFUSED);
        boolean served = model.isEmpty()
                || log.instances().stream().anyMatch(info -> info.modelId().equals(model));
        if (!served) {
            assertThat(events.c(e)).isEqualTo(-1);
            return Refusal.Reason.NO_MODEL;
        }
        List<InstanceInfo> instances = log.instances();
        List<InstanceInfo> roomy = instances.stream()
                .filter(info -> model.isEmpty() || info.modelId().equals(model))
                .filter(info -> info.kvBlocks() >= events.a(e))
                .toList();
        boolean anotherCould = events.instance(e) >= 0;
        InstanceInfo there = instances.get(anotherCould ? events.instance(e) : events.c(e));
        assertThat(model).isIn("", there.modelId());
        assertThat(events.b(e)).isEqualTo(there.kvBlocks());
        assertThat(events.a(e)).isGreaterThan(events.b(e));
        if (anotherCould) {
            assertThat(roomy).contains(instances.get(events.c(e)));
        } else {
            assertThat(roomy).isEmpty();
        }
        return anotherCould ? Refusal.Reason.TOO_LARGE_THERE : Refusal.Reason.TOO_LARGE;
    }

    @ParameterizedTest
    @MethodSource("routers")
    void jumpsRouteAsSingleStepsDo(String id) {
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = mixed(s);
            RunLog jumps = run(input, router(id, s), RunOptions.RECORDED);
            RunLog steps = run(input, router(id, s), RunOptions.SINGLE_STEP);
            assertThat(jumps.sameHistoryAs(steps)).as("scenario %d", s).isTrue();
        }
    }

    /** Instances of one kind, loaded so that a queue forms now and then. */
    private static SimulationInput loaded(long seed, int instances) {
        Random random = new Random(seed);
        TraceBuilder trace = Trace.builder("loaded");
        double seconds = 0;
        for (int r = 0; r < 3000; r++) {
            seconds -= Math.log(1 - random.nextDouble()) / (3.6 * instances);
            int output = (int) Math.min(600, 1 - 60 * Math.log(1 - random.nextDouble()));
            trace.add(Ticks.fromSeconds(seconds), 40 + random.nextInt(200), output);
        }
        return input(
                trace.build(),
                IntStream.range(0, instances)
                        .mapToObj(i -> instance("i" + i, "m", 400, 6, STEPS))
                        .toList());
    }

    private static double meanLatencySeconds(SimulationInput input, String id, long seed) {
        RunLog log = run(input, router(id, seed), RunOptions.OUTCOMES_ONLY);
        return IntStream.range(0, input.trace().size())
                .mapToDouble(r -> Ticks.toSeconds(
                        log.outcomes().completedTick(r) - input.trace().arrivalTick(r)))
                .average()
                .orElseThrow();
    }

    @Test
    void twoChoicesBeatOneAndTheShortestQueueBeatsBoth() {
        double[] random = new double[12];
        double[] two = new double[12];
        double[] shortest = new double[12];
        for (int s = 0; s < random.length; s++) {
            SimulationInput input = loaded(s, 8);
            random[s] = meanLatencySeconds(input, "random", s);
            two[s] = meanLatencySeconds(input, "power-of-two", s);
            shortest[s] = meanLatencySeconds(input, "jsq", s);
        }
        assertThat(lowerBoundOfMeanDifference(random, two)).isGreaterThan(0.1 * mean(two));
        assertThat(lowerBoundOfMeanDifference(two, shortest)).isPositive();
        assertThat(lowerBoundOfMeanDifference(random, shortest)).isGreaterThan(0.1 * mean(shortest));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** Mean of a - b less 3.1 standard errors (Student's t with 11 degrees of freedom, one-sided 99.5 %). */
    private static double lowerBoundOfMeanDifference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        Arrays.setAll(difference, i -> a[i] - b[i]);
        double mean = mean(difference);
        double squares =
                Arrays.stream(difference).map(d -> (d - mean) * (d - mean)).sum();
        return mean - 3.1 * Math.sqrt(squares / (a.length - 1) / a.length);
    }

    @Test
    void roundRobinTakesTurnsAndPassesOverWhoCannotServe() {
        TraceBuilder trace = Trace.builder("turns");
        List<String> models = List.of("", "", "", "large", "", "large", "small", "");
        for (int r = 0; r < models.size(); r++) {
            trace.add(r * Ticks.PER_SECOND, 10, 2, "", models.get(r));
        }
        List<InstanceSetup> instances = List.of(
                instance("a", "small", 30, STEPS),
                instance("b", "large", 30, STEPS),
                instance("c", "small", 30, STEPS));
        RunLog log = run(input(trace.build(), instances), router("round-robin", 1), RunOptions.RECORDED);
        assertThat(IntStream.range(0, models.size()).map(log.outcomes()::instance))
                .containsExactly(0, 1, 2, 1, 2, 1, 2, 0);
    }

    @Test
    void randomRoutingIsEvenAndTheSeedsOwn() {
        SimulationInput input = loaded(3, 4);
        RunLog log = run(input, router("random", 5), RunOptions.OUTCOMES_ONLY);
        int[] counts = new int[4];
        for (int r = 0; r < input.trace().size(); r++) {
            counts[log.outcomes().instance(r)]++;
        }
        // Binomial(3000, 1/4) has a standard deviation of 23.7.
        assertThat(Arrays.stream(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(750 - 95, 750 + 95));
        RunLog again = run(input, router("random", 5), RunOptions.OUTCOMES_ONLY);
        RunLog other = run(input, router("random", 6), RunOptions.OUTCOMES_ONLY);
        assertThat(routes(again)).isEqualTo(routes(log)).isNotEqualTo(routes(other));
    }

    private static List<Integer> routes(RunLog log) {
        return IntStream.range(0, log.trace().size())
                .mapToObj(log.outcomes()::instance)
                .toList();
    }

    @Test
    void outstandingTokensAreThePromptsAndOutputsOfUnfinishedRequests() {
        for (int s = 0; s < 40; s++) {
            SimulationInput input = mixed(s);
            List<Long> seenInSteps = new ArrayList<>();
            int[] routed = new int[input.trace().size()];
            Arrays.fill(routed, -1);
            RoutePolicy inner = router("least-tokens", s);
            run(
                    input,
                    (request, requests, cluster) -> {
                        long[] tokens = new long[cluster.instanceCount()];
                        for (int r = 0; r < routed.length; r++) {
                            boolean left = routed[r] < 0
                                    || requests.generatedTokens(r)
                                            == input.trace().outputTokens(r);
                            if (!left) {
                                tokens[routed[r]] += requests.promptTokens(r) + requests.generatedTokens(r);
                            }
                        }
                        for (int i = 0; i < tokens.length; i++) {
                            assertThat(cluster.outstandingTokens(i)).isEqualTo(tokens[i]);
                            seenInSteps.add(tokens[i]);
                        }
                        int chosen = inner.route(request, requests, cluster);
                        long peak = Math.ceilDiv(
                                input.trace().promptTokens(request)
                                        + input.trace().outputTokens(request)
                                        - 1,
                                16);
                        // The engine refuses what outgrows an instance after the router has spoken.
                        routed[request] =
                                peak <= input.instances().get(chosen).info().kvBlocks() ? chosen : -1;
                        return chosen;
                    },
                    RunOptions.SINGLE_STEP);
            List<Long> seenInJumps = new ArrayList<>();
            RoutePolicy again = router("least-tokens", s);
            run(
                    input,
                    (request, requests, cluster) -> {
                        for (int i = 0; i < cluster.instanceCount(); i++) {
                            seenInJumps.add(cluster.outstandingTokens(i));
                        }
                        return again.route(request, requests, cluster);
                    },
                    RunOptions.RECORDED);
            assertThat(seenInJumps).isEqualTo(seenInSteps);
        }
    }

    @Test
    void aWrongRouteIsRejectedByName() {
        Trace trace =
                Trace.builder("one").add(Ticks.PER_SECOND, 100, 2, "", "large").build();
        List<InstanceSetup> instances = List.of(
                instance("A10 #1", "small", 30, STEPS),
                instance("A100 #1", "large", 30, STEPS),
                instance("A10 #2", "large", 2, STEPS));
        SimulationInput input = input(trace, instances);
        assertThatThrownBy(() -> run(input, (request, requests, cluster) -> 0, RunOptions.RECORDED))
                .isInstanceOf(PlanRejectedException.class)
                .hasMessage("Policy fcfs broke a rule at 1.000000 s with request 0: router own sends it to instance 0"
                        + " (A10 #1), which serves small and not large.");
        assertThatThrownBy(() -> run(input, (request, requests, cluster) -> 2, RunOptions.RECORDED))
                .isInstanceOf(PlanRejectedException.class)
                .hasMessageContaining("to instance 2 (A10 #2), whose 2 KV blocks of 16 tokens do not hold its prompt of"
                        + " 100 tokens.");
        assertThatThrownBy(() -> run(input, (request, requests, cluster) -> 3, RunOptions.RECORDED))
                .isInstanceOf(PlanRejectedException.class)
                .hasMessageContaining("to instance 3, and there are only those from 0 to 2.");
    }
}
