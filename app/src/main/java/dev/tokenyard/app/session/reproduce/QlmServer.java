package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.ClusterBuilder;
import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.profile.ServingProfiles;
import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.BatchingInfo;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.DecisionClock;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.ServiceProfile;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A cluster that QLM and its rivals run on, and what was measured of it beforehand on requests of other seeds. */
final class QlmServer {
    private static final int TRAINING_REQUESTS = 3_500;
    private static final long TRAINING_SEED = 1_000_003;
    private static final BatchingInfo BATCHING = BatchingInfo.of(BatchingModes.DEFAULT);

    private final List<InstanceSetup> instances;
    private final ServingProfiles profiles;

    /**
     * What came of a run.
     *
     * @param attainment the share of each class's requests that met their objective, NaN for a class without requests
     * @param tokensPerSecond output tokens until the last request ended, per second
     * @param modelSwaps loads of models
     * @param evictions residents that were evicted, to be recomputed or to host memory
     * @param evictedTokens computed tokens that evictions threw away or moved
     * @param planSeconds the mean time of a plan, in seconds of the computer; NaN without plans
     * @param broken how often a rule of {@link QlmInvariants} was broken
     */
    record Outcome(
            double[] attainment,
            double tokensPerSecond,
            long modelSwaps,
            long evictions,
            long evictedTokens,
            double planSeconds,
            QlmInvariants.Counts broken,
            RunLog log) {
        /** The share of the requests that the instance with most of them served. */
        double busiestShare() {
            int[] served = new int[log.instances().size()];
            for (int r = 0; r < log.trace().size(); r++) {
                if (log.outcomes().instance(r) >= 0) {
                    served[log.outcomes().instance(r)]++;
                }
            }
            return (double) IntStream.of(served).max().orElse(0) / log.trace().size();
        }

        /** How far into the run the last load of a model began, from 0 to 1; of a recorded run. */
        double lastSwapShare() {
            long last = 0;
            for (int e = 0; e < log.events().size(); e++) {
                last = log.events().kind(e) == EventKind.LOADING ? log.events().tick(e) : last;
            }
            return (double) last / log.endTick();
        }
    }

    QlmServer(List<InstanceGroup> groups, QlmWorkload workload) {
        try {
            instances = new ClusterBuilder(HardwareCatalog.builtIn()).build(ScenarioDefaults.cluster(groups));
        } catch (ScenarioException impossible) {
            throw new IllegalStateException(impossible);
        }
        Trace training = workload.trace(TRAINING_REQUESTS, 1, TRAINING_SEED);
        profiles = new ServingProfiles(
                instances,
                BATCHING,
                () -> BatchingModes.byId(BatchingModes.DEFAULT).create(Map.of()),
                0,
                training,
                QlmWorkload.classesOf(training),
                0);
    }

    /** Instances of one kind with QLM's host memory. */
    static InstanceGroup group(int count, String gpu, String model, double hostGib) {
        return new InstanceGroup(
                count,
                new InstanceGroup.Deployment(gpu, model, 1),
                new InstanceGroup.Limits(
                        0,
                        ScenarioDefaults.BLOCK_TOKENS,
                        ScenarioDefaults.BATCH_CAP,
                        ScenarioDefaults.TOKEN_BUDGET,
                        hostGib,
                        false));
    }

    ServiceProfile profile(int instance, int sloClass) {
        return profiles.profile(instance, sloClass, 1, Integer.MAX_VALUE - 1);
    }

    /** Requests that an instance completes in a second while it is saturated, the classes in equal shares. */
    double requestsPerSecond(int instance, QlmWorkload workload) {
        double seconds = 0;
        for (int c = 0; c < QlmWorkload.CLASSES.size(); c++) {
            if (workload.classShares()[c] > 0) {
                ServiceProfile profile = profile(instance, c);
                seconds += workload.classShares()[c] * profile.meanOutputTokens() / profile.tokensPerSecond();
            }
        }
        return 1 / seconds;
    }

    List<InstanceSetup> instances() {
        return instances;
    }

    Outcome run(Contestant contestant, Trace trace, long seed) {
        PlanStopwatch plans = new PlanStopwatch();
        Policy policy = policy(contestant, seed, plans);
        RunLog log = Simulator.run(input(trace, seed), policy, RunOptions.RECORDED);
        return outcome(log, plans.meanSeconds(), QlmInvariants.of(log));
    }

    SimulationInput input(Trace trace, long seed) {
        return new SimulationInput(
                trace, QlmWorkload.CLASSES, QlmWorkload.classesOf(trace), instances, BATCHING, 0, seed, "", new int[0]);
    }

    Policy policy(Contestant contestant, long seed, DecisionClock clock) {
        RandomStreams streams = new RandomStreams(seed);
        return PolicyCatalog.byId(contestant.policyId())
                .create(new PolicyContext(
                        contestant.knobs(),
                        request -> {
                            throw new IllegalStateException("These policies are blind.");
                        },
                        BatchingModes.byId(BatchingModes.DEFAULT).create(Map.of()),
                        Routers.byId(Routers.DEFAULT).create(streams),
                        streams,
                        profiles,
                        clock));
    }

    private static Outcome outcome(RunLog log, double planSeconds, QlmInvariants.Counts broken) {
        RequestOutcomes outcomes = log.outcomes();
        Trace trace = log.trace();
        int[] classes = QlmWorkload.classesOf(trace);
        int[] met = new int[QlmWorkload.CLASSES.size()];
        int[] all = new int[met.length];
        double tokens = 0;
        long end = 0;
        for (int r = 0; r < trace.size(); r++) {
            SloClass slo = QlmWorkload.CLASSES.get(classes[r]);
            all[classes[r]]++;
            long first = outcomes.firstTokenTick(r);
            if (first != RequestOutcomes.NEVER && first - trace.arrivalTick(r) <= slo.ttftTicks()) {
                met[classes[r]]++;
            }
            if (outcomes.completedTick(r) != RequestOutcomes.NEVER) {
                tokens += trace.outputTokens(r);
                end = Math.max(end, outcomes.completedTick(r));
            }
        }
        double[] attainment = new double[met.length];
        for (int c = 0; c < met.length; c++) {
            attainment[c] = all[c] == 0 ? Double.NaN : (double) met[c] / all[c];
        }
        var totals = log.info().totals();
        return new Outcome(
                attainment,
                tokens / Ticks.toSeconds(Math.max(1, end)),
                totals.loads().count(),
                totals.preemptions() + totals.swaps().count(),
                totals.recomputedTokens() + totals.swaps().tokens(),
                planSeconds,
                broken,
                log);
    }
}
