package dev.tokenyard.policies.laws;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.kit.LastInOrder;
import dev.tokenyard.policies.kit.Victims;
import dev.tokenyard.sim.cost.HostLink;
import dev.tokenyard.sim.cost.KvLink;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.BatchingInfo;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.BatchingMode;
import dev.tokenyard.sim.policy.ClusterPlan;
import dev.tokenyard.sim.policy.ClusterPolicy;
import dev.tokenyard.sim.policy.ClusterState;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.OrderPolicy;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.ResidencyListener;
import dev.tokenyard.sim.policy.RoutePolicy;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random clusters whose instances send KV blocks to each other, over slow and fast links, with much or little memory. */
final class LinkScenarios {
    private static final PolicyCard CARD = PolicyCatalog.byId("fcfs").card();
    private static final List<String> MODES = List.of("vllm-v1", "vllm-v0", "sarathi");

    private LinkScenarios() {}

    /**
     * A scenario.
     *
     * @param split whether the instances are prefill and decode ones, and not all mixed
     */
    static SimulationInput of(long seed, boolean split) {
        Random random = new Random(31 * seed + 7);
        SimulationInput plain = RandomScenarios.of(seed, CARD);
        while (plain.outputSlotsAhead() > 0 || plain.instances().isEmpty()) {
            plain = RandomScenarios.of(random.nextInt(), CARD);
        }
        Trace trace = random.nextInt(3) == 0 ? PrefixScenarios.withPrefixes(plain, random) : plain.trace();
        List<InstanceSetup> instances = new ArrayList<>();
        int first = 1 + random.nextInt(2);
        int second = 1 + random.nextInt(3);
        InstanceSetup pattern = plain.instances().get(0);
        for (int i = 0; i < first + second; i++) {
            InstanceRole role = !split ? InstanceRole.MIXED : i < first ? InstanceRole.PREFILL : InstanceRole.DECODE;
            if (split && random.nextInt(8) == 0) {
                role = InstanceRole.MIXED;
            }
            role = split && i == 0 ? InstanceRole.PREFILL : split && i == first ? InstanceRole.DECODE : role;
            instances.add(instance(i, pattern, plain, role, random));
        }
        return new SimulationInput(
                trace,
                plain.sloClasses(),
                plain.sloClassOf(),
                instances,
                BatchingInfo.of("vllm-v1"),
                0,
                seed,
                "",
                new int[0]);
    }

    private static InstanceSetup instance(
            int i, InstanceSetup pattern, SimulationInput plain, InstanceRole role, Random random) {
        InstanceInfo info = pattern.info();
        int peak = 1;
        for (int r = 0; r < plain.trace().size(); r++) {
            peak = Math.max(peak, plain.trace().promptTokens(r) + plain.trace().outputTokens(r));
        }
        int needed = Math.ceilDiv(peak, info.blockTokens());
        int blocks = needed + random.nextInt(1 + 2 * needed) - (random.nextInt(12) == 0 ? needed / 3 : 0);
        // From far less than a step to far more than the whole decoding of a request.
        double secondsPerBlock = Math.pow(10, -8 + 5 * random.nextDouble());
        KvLink link = new KvLink(1000 / secondsPerBlock, random.nextInt(3) == 0 ? 0 : random.nextDouble() * 3e-4, 1000);
        return new InstanceSetup(
                new InstanceInfo(
                        "i" + i,
                        "gpu",
                        "model",
                        1,
                        Math.max(1, blocks),
                        info.blockTokens(),
                        info.batchCap(),
                        info.tokenBudget(),
                        new InstanceInfo.Options(random.nextInt(2) * needed, random.nextBoolean(), role)),
                pattern.stepTime(),
                new HostLink(1e9, 1_000_000),
                link);
    }

    /** A policy for a scenario: three modes, two orders, two kinds of victims, and migrations at random if wanted. */
    static RunLog run(SimulationInput input, boolean migrating, RunOptions options) {
        Random random = new Random(input.seed());
        String id = MODES.get(random.nextInt(3));
        double swap = random.nextInt(2);
        BatchingMode mode = BatchingModes.byId(id).create(id.equals("vllm-v0") ? Map.of("preemption", swap) : Map.of());
        boolean byArrival = random.nextBoolean();
        OrderPolicy order = byArrival
                ? (request, requests) -> requests.arrivalTick(request)
                : (request, requests) -> -requests.promptTokens(request);
        LastInOrder lastInOrder = new LastInOrder(order);
        boolean newest = random.nextBoolean();
        RoutePolicy route = (request, requests, cluster) -> {
            int chosen = request % cluster.instanceCount();
            while (!cluster.canServe(chosen, request)) {
                chosen = (chosen + 1) % cluster.instanceCount();
            }
            return chosen;
        };
        Policy policy = new Policy(
                CARD,
                order,
                mode.compose(mode.memoryTest(), newest ? Victims.newest() : lastInOrder),
                route,
                newest ? ResidencyListener.NONE : lastInOrder);
        return Simulator.run(input, migrating ? policy.with(new RandomMigrations(input.seed())) : policy, options);
    }

    /** Migrates residents to instances as chance will have it. */
    private static final class RandomMigrations implements ClusterPolicy {
        private final Random random;
        private final long periodTicks;

        RandomMigrations(long seed) {
            random = new Random(seed);
            periodTicks = (200 + random.nextInt(3000)) * Ticks.PER_MILLISECOND / 1000;
        }

        @Override
        public long periodTicks() {
            return periodTicks;
        }

        @Override
        public void tick(ClusterState state, ClusterPlan plan) {
            for (int i = 0; i < state.instanceCount(); i++) {
                // What a policy sees must not depend on how the run is carried out: let it depend on all of it.
                int seen = (state.freeBlocks(i) + state.batchSize(i) + state.blocksOfHead(i)) % 3;
                int older;
                for (int r = state.newestResident(i); r != InstanceView.NONE; r = older) {
                    older = state.olderResident(r);
                    int to = random.nextInt(state.instanceCount());
                    boolean chosen = (random.nextInt(3) + seen + state.contextTokens(r)) % 3 == 0;
                    if (chosen && state.canLeave(r) && state.canJoin(r, to) && state.sends(i)) {
                        plan.migrate(r, to);
                    }
                }
            }
        }
    }
}
