package dev.tokenyard.policies.laws;

import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.sim.cost.HostLink;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.engine.Takeover;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.policy.BatchingFactory;
import dev.tokenyard.sim.policy.BatchingMode;
import dev.tokenyard.sim.policy.DecisionClock;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.PolicyFactory;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A random scenario, a first policy, and one or two that take over at random moments, of which at least one has instances pull.
 * Half of the scenarios have models by turns, and half arrivals that crowd.
 */
final class PoolTakeovers {
    private static final List<String> POOLED = List.of("qlm", "qlm", "shepherd", "chance", "chance", "line");
    private static final List<String> ROUTED = PolicyCatalog.all().stream()
            .filter(policy -> !policy.plansWithProfiles())
            .map(policy -> policy.card().id())
            .toList();

    final SimulationInput input;
    final List<String> policies = new ArrayList<>();
    final long[] ticks;
    private final long[] predictionTicks;
    private final BatchingFactory mode;

    PoolTakeovers(int number, BatchingFactory mode) {
        this.mode = mode;
        Random random = new Random(number * 6151L + mode.card().id().hashCode());
        if (isInRounds()) {
            input = inRounds(number);
        } else {
            SimulationInput plain = QlmLawsTest.scenario(number);
            input = random.nextInt(4) > 0 ? withHost(plain, random) : plain;
        }
        boolean pooledFirst = random.nextBoolean();
        policies.add(pick(pooledFirst, random));
        policies.add(pick(!pooledFirst || random.nextInt(3) == 0, random));
        if (random.nextInt(3) == 0) {
            policies.add(pick(random.nextBoolean(), random));
        }
        long end = alone().endTick();
        ticks = random.longs(policies.size() - 1, 0, end + 2).sorted().toArray();
        predictionTicks = random.longs(ticks.length, -50_000_000, 50_000_000).toArray();
    }

    private String pick(boolean pooled, Random random) {
        List<String> ids = pooled ? POOLED : ROUTED;
        String id = ids.get(random.nextInt(ids.size()));
        // Chance empties batches and fills them, and some engines want them to be as they make them.
        boolean forbids =
                List.of("static", "dynamic", "none").contains(mode.card().id());
        return forbids && id.equals("chance") ? "shepherd" : id;
    }

    private boolean isInRounds() {
        return mode.card().id().equals(TheoryMode.BATCHING);
    }

    /** A scenario of the theory. */
    private static SimulationInput inRounds(int number) {
        return IntStream.iterate(number, seed -> seed + 100_000)
                .mapToObj(seed ->
                        RandomScenarios.of(seed, PolicyCatalog.byId("fcfs").card()))
                .filter(input -> input.batching().id().equals(TheoryMode.BATCHING))
                .findFirst()
                .orElseThrow();
    }

    private static SimulationInput withHost(SimulationInput plain, Random random) {
        List<InstanceSetup> setups = plain.instances().stream()
                .map(setup -> setup.info().sharesGpus()
                        ? setup
                        : new InstanceSetup(
                                setup.info()
                                        .withHostBlocks(1
                                                + random.nextInt(
                                                        2 * setup.info().kvBlocks())),
                                setup.stepTime(),
                                new HostLink(1e9, 500_000)))
                .toList();
        return new SimulationInput(
                plain.trace(),
                plain.sloClasses(),
                plain.sloClassOf(),
                setups,
                plain.batching(),
                0,
                plain.seed(),
                "",
                new int[0]);
    }

    /** Whether any policy waits for predictions. */
    boolean predicts() {
        return Arrays.stream(predictionTicks).anyMatch(latency -> latency > 0);
    }

    boolean isPooled(int stage) {
        return POOLED.contains(policies.get(stage));
    }

    /** Whether instances pull at a moment. */
    boolean isPooled(long tick) {
        int stage = 0;
        while (stage < ticks.length && ticks[stage] <= tick) {
            stage++;
        }
        return isPooled(stage);
    }

    /** Makes the policy of a stage, anew for each run. */
    Policy policy(int stage) {
        BatchingMode batching = mode.create(RandomScenarios.knobs(mode.card(), input.seed()));
        String id = policies.get(stage);
        if (id.equals("chance")) {
            // It swaps by itself, so an engine that does so too would move some twice in a step.
            return RandomPulls.policy(input.seed() + stage, mode.create(Map.of()));
        }
        if (id.equals("line")) {
            return SharedLine.policy(batching);
        }
        PolicyFactory factory = PolicyCatalog.byId(id);
        long seed = input.seed() + stage;
        Map<String, Double> knobs = switch (id) {
            case "qlm" -> QlmLawsTest.knobs(seed);
            case "shepherd" -> ShepherdLawsTest.knobs(seed);
            default -> RandomScenarios.knobs(factory.card(), seed);
        };
        return factory.create(new PolicyContext(
                knobs,
                request -> 1 + (request * 37 + 11) % 150,
                batching,
                Routers.byId(Routers.DEFAULT).create(new RandomStreams(seed)),
                new RandomStreams(seed),
                QlmLawsTest.beliefs(seed),
                DecisionClock.NONE));
    }

    RunLog alone() {
        return Simulator.run(input, policy(0), RunOptions.RECORDED);
    }

    RunLog run(RunOptions options) {
        return Simulator.run(
                input,
                policy(0),
                IntStream.range(0, ticks.length)
                        .mapToObj(k -> new Takeover(ticks[k], policy(k + 1), Math.max(0, predictionTicks[k])))
                        .toList(),
                options);
    }

    @Override
    public String toString() {
        return String.join(" then ", policies) + " in " + mode.card().id();
    }
}
