package dev.tokenyard.app.session;

import dev.tokenyard.app.session.TheoryRequests.Given;
import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.hindsight.HindsightInstance;
import dev.tokenyard.policies.hindsight.HindsightResult;
import dev.tokenyard.policies.hindsight.Replay;
import dev.tokenyard.policies.hindsight.VolumeBound;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.OrderPolicy;
import dev.tokenyard.sim.policy.PlanRejectedException;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyFactory;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A small instance of the theory mode: requests in rounds and tokens, and a memory. */
public final class TheoryInstance {
    private final Trace trace;
    private final int[] predictedTokens;
    private final int[] givenPosition;
    /** The same in the given order. */
    private final HindsightInstance hindsight;

    private TheoryInstance(Trace trace, int[] predictedTokens, int[] givenPosition, HindsightInstance hindsight) {
        this.trace = trace;
        this.predictedTokens = predictedTokens;
        this.givenPosition = givenPosition;
        this.hindsight = hindsight;
    }

    /**
     * A policy's schedule. Requests are in the order in which they were given; -1 stands for a request that was refused.
     *
     * @param policyId the policy
     * @param startRounds first round of each request's first start
     * @param completionRounds round at which each request completed
     * @param memoryTokens tokens held at rounds 1, 2, ... up to the makespan; empty if the run evicted too often for a
     *     recording to be kept
     * @param totalLatencyRounds total end-to-end latency of the completed requests
     * @param makespanRounds last completion
     * @param status {@code exact} if the schedule is proved optimal, since it attains the lower bound; {@code heuristic}
     *     otherwise; {@code bound} if it is the best that hindsight found
     * @param lowerBoundRounds a total latency that no schedule can beat
     * @param evictions how often a request was evicted
     * @param guards how often the policy left its published rule so as not to go round in circles
     */
    public record Schedule(
            String policyId,
            long[] startRounds,
            long[] completionRounds,
            int[] memoryTokens,
            long totalLatencyRounds,
            long makespanRounds,
            String status,
            double lowerBoundRounds,
            long evictions,
            long guards) {}

    /** Evictions whose events are kept: some hundred megabytes. */
    private static final long MOST_RECORDED_EVICTIONS = 2_000_000;

    /**
     * Reads an instance.
     *
     * @param text {@code a:s:o[:p],...} with arrival round, prompt, output and predicted output; or {@code @FILE}, a CSV
     *     file with the columns a,s,o[,p] and perhaps a header, or a JSON list of such rows
     * @param memoryTokens capacity M
     * @throws ScenarioException if a value is missing or out of range; the message is for the user
     */
    public static TheoryInstance parse(String text, int memoryTokens) throws ScenarioException {
        return of(TheoryRequests.parse(text), memoryTokens);
    }

    /**
     * The instance of the first requests of a trace, which keep their lengths.
     *
     * @param trace the trace
     * @param first how many, 0 for all
     * @param roundSeconds what a round stands for in arrival times, in seconds; 0 if all are there at round 0
     * @param memoryTokens capacity M
     * @throws ScenarioException if a request does not fit; the message is for the user
     */
    public static TheoryInstance of(Trace trace, int first, double roundSeconds, int memoryTokens)
            throws ScenarioException {
        return of(TheoryRequests.of(trace, first, roundSeconds), memoryTokens);
    }

    private static TheoryInstance of(List<Given> requests, int memoryTokens) throws ScenarioException {
        if (memoryTokens < 1) {
            throw new ScenarioException("The memory is " + memoryTokens + " tokens; give at least 1.");
        }
        if (requests.isEmpty()) {
            throw new ScenarioException("There is no request; write a:s:o, such as 0:1:3, separated by commas.");
        }
        HindsightInstance hindsight;
        try {
            hindsight = HindsightInstance.of(
                    requests.stream()
                            .mapToInt(request -> Math.toIntExact(request.arrival()))
                            .toArray(),
                    requests.stream().mapToInt(Given::prompt).toArray(),
                    requests.stream().mapToInt(Given::output).toArray(),
                    memoryTokens);
        } catch (IllegalArgumentException tooLarge) {
            throw ScenarioException.passingOn(tooLarge);
        }
        List<Given> byArrival = new ArrayList<>(requests);
        byArrival.sort(Comparator.comparingLong(Given::arrival));
        TraceBuilder builder = Trace.builder("instance");
        int[] predicted = new int[byArrival.size()];
        int[] position = new int[byArrival.size()];
        for (int r = 0; r < predicted.length; r++) {
            Given request = byArrival.get(r);
            builder.add(request.arrival() * Ticks.PER_SECOND, request.prompt(), request.output());
            predicted[r] = request.predicted();
            position[r] = request.position();
        }
        return new TheoryInstance(builder.build(), predicted, position, hindsight);
    }

    /** The requests in the given order, all lengths known. */
    public HindsightInstance hindsight() {
        return hindsight;
    }

    /**
     * Schedules the instance as a result of hindsight says, through the engine.
     *
     * @throws ScenarioException if the engine refuses the schedule
     */
    public Schedule replay(HindsightResult result) throws ScenarioException {
        int[] starts = new int[trace.size()];
        for (int r = 0; r < starts.length; r++) {
            starts[r] = result.starts()[givenPosition[r]];
        }
        String title = Replay.of(result).card().title();
        return schedule(new Replay(title, starts), result.lowerBoundRounds());
    }

    /**
     * Schedules the instance under a policy, with the given predictions.
     *
     * @throws ScenarioException if there is no such policy, or it cannot serve the instance
     */
    public Schedule schedule(String policyId) throws ScenarioException {
        PolicyFactory factory;
        try {
            factory = PolicyCatalog.byId(policyId);
        } catch (IllegalArgumentException unknown) {
            throw ScenarioException.passingOn(unknown);
        }
        return schedule(factory, VolumeBound.totalLatencyRounds(hindsight));
    }

    private Schedule schedule(PolicyFactory factory, double bound) throws ScenarioException {
        RunLog log = run(factory, RunOptions.OUTCOMES_ONLY);
        int n = trace.size();
        long[] starts = new long[n];
        long[] completions = new long[n];
        long total = 0;
        for (int r = 0; r < n; r++) {
            starts[givenPosition[r]] = TheoryMode.round(log.outcomes().firstScheduledTick(r));
            completions[givenPosition[r]] = TheoryMode.round(log.outcomes().completedTick(r));
            total += TheoryMode.round(log.outcomes().completedTick(r) - trace.arrivalTick(r));
        }
        return new Schedule(
                factory.card().id(),
                starts,
                completions,
                memoryByRound(factory, log, starts),
                total,
                TheoryMode.round(log.endTick()),
                total <= bound ? "exact" : "heuristic",
                bound,
                log.info().totals().preemptions(),
                log.info().totals().guards());
    }

    private RunLog run(PolicyFactory factory, RunOptions options) throws ScenarioException {
        try {
            Policy policy = factory.create(Defaults.context(r -> predictedTokens[r]));
            if (policy.pull() != null) {
                throw new ScenarioException(
                        factory.card().title() + " plans for instances that pull, by speeds that were"
                                + " measured, and an instance of rounds has neither; leave "
                                + factory.card().id()
                                + " out, or simulate it with run --batching theory.");
            }
            return Simulator.run(
                    TheoryMode.input(trace, hindsight.memoryTokens(), predictedTokens),
                    withTiesAsGiven(policy),
                    options);
        } catch (IllegalArgumentException | PlanRejectedException refused) {
            throw ScenarioException.passingOn(refused);
        }
    }

    /** The same policy, with equal requests in the order in which they were given instead of that of their arrivals. */
    private Policy withTiesAsGiven(Policy policy) {
        long[] ranks = new long[trace.size()];
        boolean[] ranked = {false};
        OrderPolicy order = (request, requests) -> {
            if (!ranked[0]) {
                ranked[0] = true;
                List<Integer> all = new ArrayList<>();
                for (int r = 0; r < ranks.length; r++) {
                    all.add(r);
                }
                all.sort(Comparator.comparingLong((Integer r) -> policy.order().key(r, requests))
                        .thenComparingInt(r -> givenPosition[r]));
                for (int rank = 0; rank < ranks.length; rank++) {
                    ranks[all.get(rank)] = rank;
                }
            }
            return ranks[request];
        };
        return new Policy(policy.card(), order, policy.batch(), policy.route(), policy.residency());
    }

    /** Without evictions the starts say it all; otherwise it takes a recording, which many evictions make too large. */
    private int[] memoryByRound(PolicyFactory factory, RunLog outcomes, long[] starts) throws ScenarioException {
        long evictions = outcomes.info().totals().preemptions();
        if (evictions == 0) {
            return RoundMemory.of(hindsight, starts);
        }
        if (evictions > MOST_RECORDED_EVICTIONS) {
            return new int[0];
        }
        RunLog log = run(factory, RunOptions.RECORDED);
        RunCursor cursor = log.cursor();
        int[] tokens = new int[(int) TheoryMode.round(log.endTick())];
        for (int t = 0; t < tokens.length; t++) {
            cursor.seek(t * Ticks.PER_SECOND);
            tokens[t] = cursor.usedBlocks(0);
        }
        return tokens;
    }
}
