package dev.tokenyard.policies.qlm;

import dev.tokenyard.policies.kit.LastInOrder;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.LoadPolicy;
import dev.tokenyard.sim.policy.OrderPolicy;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.PolicyFactory;
import dev.tokenyard.sim.policy.PullPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * QLM, queue management for SLOs: requests that are alike form groups, groups stand in a virtual queue for each set of GPUs, and
 * a global scheduler orders them by how long they will wait, so that targets are met and models are seldom swapped.
 *
 * <p><b>Source.</b> Patke et al., "Queue Management for SLO-Oriented Large Language Model Serving", SoCC 2024, arXiv 2407.00047.
 *
 * <p><b>Legend.</b> request group = {@link RequestGroup}; virtual queue = {@link VirtualQueue}; RWT estimator, W = Σ output
 * tokens ahead / Θ = {@link WaitingTimes}; global scheduler = {@link GlobalScheduler}, its integer program = {@link
 * PlanProblem}; the serving operations: pulling = {@link VirtualQueues#next(int)}, eviction = {@link ServingOperations}, model
 * swapping = {@link VirtualQueues#next(dev.tokenyard.sim.policy.GpuView)}, load balancing = {@link GlobalScheduler#place}.
 *
 * <p><b>Departures.</b> The published integer program cannot hold two groups in a queue; this is the corrected one. Large plans
 * are made by best insertion and local search, since the paper gives no method for them, and so are small ones unless the knob
 * exact says otherwise. What is left of the requests that run, the residual r of a queue, is reckoned by the mean output ({@link
 * Residents}); the time that a model's last requests run on before another can be loaded counts as well. The group that gives
 * way loses as many requests as the other needs room for, not all.
 *
 * <p><b>Taking over.</b> Where it goes on with the run of another policy, or of itself with other knobs, it knows the instances,
 * which requests run or lie in host memory where, and how many tokens each has generated; those form groups that have begun.
 * It does not know the groups, the order and the plans of before, nor what lateness they accepted: all that waits is grouped and
 * placed anew in order of arrival, each request as if it came at that moment, with the deadline that it has. A resident is
 * expected to end as one that is admitted then with as many tokens. What was learned beforehand, the profiles, is the same.
 */
public final class Qlm implements PolicyFactory {
    private static final Knob DELTA =
            Knob.real("delta", "×", 0.01, 64, 4, "members of a request group, as a multiple δ of the mean batch");
    private static final Knob BUCKET = Knob.whole(
            "bucket", "tokens", 1, 1_000_000, 256, "width of the first range of prompt lengths that groups keep apart");
    private static final Knob DEVIATIONS = Knob.real(
            "deviations", "σ", 0, 10, 0, "standard deviations that waits are reckoned longer than their mean, z");
    private static final Knob SWAP_WEIGHT =
            Knob.real("swap-weight", "request-s", 0, 1e6, 1, "lateness that a plan accepts to save a model swap");
    private static final Knob EVICTION_WEIGHT =
            Knob.real("eviction-weight", "request-s", 0, 1e6, 0.1, "lateness that a plan accepts to save an eviction");
    private static final Knob PULLING = Knob.onOff(
            "pulling",
            true,
            "instances serve by the order of the groups; without it by arrival, and nothing gives way");
    private static final Knob EVICTION = Knob.onOff("eviction", true, "a running group may give way to another");
    private static final Knob SWAPPING = Knob.onOff(
            "swapping",
            true,
            "a group may go where its model must be loaded first; without it, only if it is loaded nowhere");
    private static final Knob BALANCING =
            Knob.onOff("balancing", true, "groups go where they are served soonest; without it, by turns");

    private static final Knob EXACT = Knob.whole(
            "exact",
            "groups",
            0,
            8,
            0,
            "most groups that are planned by the integer program, which takes up to half a minute for 8, instead of by"
                    + " insertion and local search");

    private static final Knob PLAN_LATENCY = Knob.real(
            "plan-latency",
            "ms",
            0,
            60_000,
            0,
            "simulated time that a plan takes for each waiting group; it takes effect after that, on what is left of them");

    /** Groups that the local search of a plan passes at most. */
    static final int SEARCH_BUDGET = 50_000;

    private static final PolicyCard CARD = new PolicyCard(
            "qlm",
            "QLM",
            "by group, so that objectives are met",
            "Groups of like requests in a virtual queue for each set of GPUs, ordered by a plan of how long they will wait.",
            "Patke et al., SoCC 2024, arXiv 2407.00047",
            Foresight.BLIND,
            "",
            "The integer program is a corrected one, and plans are made by insertion and local search unless"
                    + " the knob exact allows it. Output lengths and speeds come from a saturated run: of a recipe on other"
                    + " requests, of a recording on another part of it, or on itself if it has fewer than 100.",
            List.of(
                    DELTA,
                    BUCKET,
                    DEVIATIONS,
                    SWAP_WEIGHT,
                    EVICTION_WEIGHT,
                    PULLING,
                    EVICTION,
                    SWAPPING,
                    BALANCING,
                    EXACT,
                    PLAN_LATENCY));

    /** The values of its knobs. */
    record Settings(
            double delta,
            int narrowestBucket,
            double deviations,
            double swapWeight,
            double evictionWeight,
            boolean pulls,
            boolean evicts,
            boolean swapsModels,
            boolean balances,
            double planSeconds) {
        /** Whether a running group can give way: it cannot where the order of the groups is not followed. */
        boolean mayEvict() {
            return evicts && pulls;
        }

        static Settings of(PolicyContext context) {
            return new Settings(
                    context.knob(CARD, DELTA.name()),
                    (int) context.knob(CARD, BUCKET.name()),
                    context.knob(CARD, DEVIATIONS.name()),
                    context.knob(CARD, SWAP_WEIGHT.name()),
                    context.knob(CARD, EVICTION_WEIGHT.name()),
                    context.knob(CARD, PULLING.name()) != 0,
                    context.knob(CARD, EVICTION.name()) != 0,
                    context.knob(CARD, SWAPPING.name()) != 0,
                    context.knob(CARD, BALANCING.name()) != 0,
                    context.knob(CARD, PLAN_LATENCY.name()) / 1000);
        }
    }

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public boolean plansWithProfiles() {
        return true;
    }

    @Override
    public boolean evictsToHost(Map<String, Double> knobs) {
        return Stream.of(EVICTION, PULLING).allMatch(knob -> knobs.getOrDefault(knob.name(), knob.defaultValue()) != 0);
    }

    @Override
    public Policy create(PolicyContext context) {
        Settings settings = Settings.of(context);
        WaitReckoner reckoner =
                new WaitReckoner(new WaitingTimes(context.profiles(), settings.narrowestBucket()), settings);
        Planner planner = new ExactPlanner((int) context.knob(CARD, EXACT.name()), new InsertionPlanner(SEARCH_BUDGET));
        GlobalScheduler scheduler = new GlobalScheduler(reckoner, planner, settings, context.clock());
        VirtualQueues queues = new VirtualQueues(scheduler, reckoner, settings);
        OrderPolicy mostUrgentFirst = (request, requests) -> requests.deadlineTick(request);
        LastInOrder victims = new LastInOrder(mostUrgentFirst);
        ServingOperations operations = new ServingOperations(
                queues, context.batching().compose(context.batching().memoryTest(), victims));
        return new Policy(CARD, mostUrgentFirst, operations, context.route(), victims)
                .with((PullPolicy) queues)
                .with((LoadPolicy) queues)
                .with(scheduler);
    }
}
