package dev.tokenyard.app.session;

import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.hindsight.VolumeBound;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.OrderPolicy;
import dev.tokenyard.sim.policy.PlanRejectedException;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyFactory;
import dev.tokenyard.sim.time.Ticks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A small instance of the theory mode: requests in rounds and tokens, and a memory. */
public final class TheoryInstance {
    private static final long MOST_ROUNDS = 8_000_000;

    private final Trace trace;
    private final int[] predictedTokens;
    private final int[] givenPosition;
    private final int memoryTokens;

    private TheoryInstance(Trace trace, int[] predictedTokens, int[] givenPosition, int memoryTokens) {
        this.trace = trace;
        this.predictedTokens = predictedTokens;
        this.givenPosition = givenPosition;
        this.memoryTokens = memoryTokens;
    }

    /**
     * A policy's schedule. Requests are in the order in which they were given; -1 stands for a request that was refused.
     *
     * @param policyId the policy
     * @param startRounds first round of each request's first start
     * @param completionRounds round at which each request completed
     * @param memoryTokens tokens held at rounds 1, 2, ... up to the makespan
     * @param totalLatencyRounds total end-to-end latency of the completed requests
     * @param makespanRounds last completion
     * @param status {@code exact} if the schedule is proved optimal, since it attains the lower bound; {@code heuristic}
     *     otherwise
     * @param lowerBoundRounds a total latency that no schedule can beat
     */
    public record Schedule(
            String policyId,
            long[] startRounds,
            long[] completionRounds,
            int[] memoryTokens,
            long totalLatencyRounds,
            long makespanRounds,
            String status,
            double lowerBoundRounds) {}

    private record Given(int position, long arrival, int prompt, int output, int predicted) {}

    /**
     * Reads an instance.
     *
     * @param text {@code a:s:o[:p],...} with arrival round, prompt, output and predicted output; or {@code @FILE}, a CSV
     *     file with the columns a,s,o[,p] and perhaps a header
     * @param memoryTokens capacity M
     * @throws ScenarioException if a value is missing or out of range; the message is for the user
     */
    public static TheoryInstance parse(String text, int memoryTokens) throws ScenarioException {
        if (memoryTokens < 1) {
            throw new ScenarioException("The memory is " + memoryTokens + " tokens; give at least 1.");
        }
        List<Given> requests = text.startsWith("@") ? fromFile(Path.of(text.substring(1))) : fromText(text);
        if (requests.isEmpty()) {
            throw new ScenarioException("There is no request; write a:s:o, such as 0:1:3, separated by commas.");
        }
        for (Given request : requests) {
            if ((long) request.prompt + request.output > memoryTokens) {
                throw new ScenarioException("Request " + request.position + " needs " + request.prompt + " + "
                        + request.output + " = " + ((long) request.prompt + request.output)
                        + " tokens at its end, more than the memory of " + memoryTokens
                        + "; raise the memory or shorten it.");
            }
        }
        List<Given> byArrival = new ArrayList<>(requests);
        byArrival.sort(Comparator.comparingLong(Given::arrival));
        Trace.Builder builder = Trace.builder("instance");
        int[] predicted = new int[byArrival.size()];
        int[] position = new int[byArrival.size()];
        for (int r = 0; r < predicted.length; r++) {
            Given request = byArrival.get(r);
            builder.add(request.arrival * Ticks.PER_SECOND, request.prompt, request.output);
            predicted[r] = request.predicted;
            position[r] = request.position;
        }
        return new TheoryInstance(builder.build(), predicted, position, memoryTokens);
    }

    private static List<Given> fromText(String text) throws ScenarioException {
        List<Given> requests = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            requests.add(request(requests.size(), one, one.split(":", -1), "request " + requests.size()));
        }
        return requests;
    }

    private static List<Given> fromFile(Path file) throws ScenarioException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new ScenarioException(
                    "The requests in " + file + " cannot be read; give a text file with lines a,s,o.", unreadable);
        }
        List<Given> requests = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            boolean header = i == 0 && !line.isEmpty() && Character.isLetter(line.charAt(0));
            if (!line.isEmpty() && !line.startsWith("#") && !header) {
                requests.add(request(requests.size(), line, line.split(",", -1), "line " + (i + 1) + " of " + file));
            }
        }
        return requests;
    }

    private static Given request(int position, String text, String[] fields, String where) throws ScenarioException {
        if (fields.length < 3 || fields.length > 4) {
            throw new ScenarioException(where + " is \"" + text + "\"; expected arrival, prompt, output and perhaps the"
                    + " predicted output, such as 0:1:3.");
        }
        long arrival = whole(fields[0], "arrival round", 0, MOST_ROUNDS, where);
        int prompt = (int) whole(fields[1], "prompt", 1, Integer.MAX_VALUE / 4, where);
        int output = (int) whole(fields[2], "output", 1, Integer.MAX_VALUE / 4, where);
        int predicted = fields.length == 4
                ? (int) whole(fields[3], "predicted output", 1, Integer.MAX_VALUE / 4, where)
                : output;
        return new Given(position, arrival, prompt, output, predicted);
    }

    private static long whole(String text, String what, long least, long most, String where) throws ScenarioException {
        try {
            long value = Long.parseLong(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new ScenarioException(
                    "The " + what + " in " + where + " is \"" + text + "\"; expected a whole number from " + least
                            + " to " + most + ".",
                    notANumber);
        }
        throw new ScenarioException("The " + what + " in " + where + " is " + text + "; expected a whole number from "
                + least + " to " + most + ".");
    }

    /**
     * Schedules the instance under a policy, with the given predictions.
     *
     * @throws ScenarioException if there is no such policy, or it cannot serve the instance
     */
    public Schedule schedule(String policyId) throws ScenarioException {
        RunLog log;
        try {
            PolicyFactory factory = PolicyCatalog.byId(policyId);
            log = Simulator.run(
                    TheoryMode.input(trace, memoryTokens, predictedTokens),
                    withTiesAsGiven(factory.create(Defaults.context(r -> predictedTokens[r]))),
                    RunOptions.RECORDED);
        } catch (IllegalArgumentException | PlanRejectedException refused) {
            throw ScenarioException.passingOn(refused);
        }
        int n = trace.size();
        long[] starts = new long[n];
        long[] completions = new long[n];
        long total = 0;
        for (int r = 0; r < n; r++) {
            starts[givenPosition[r]] = TheoryMode.round(log.outcomes().firstScheduledTick(r));
            completions[givenPosition[r]] = TheoryMode.round(log.outcomes().completedTick(r));
            total += TheoryMode.round(log.outcomes().completedTick(r) - trace.arrivalTick(r));
        }
        double bound = VolumeBound.totalLatencyRounds(trace, memoryTokens);
        return new Schedule(
                policyId,
                starts,
                completions,
                memoryByRound(log),
                total,
                TheoryMode.round(log.endTick()),
                total <= bound ? "exact" : "heuristic",
                bound);
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

    private static int[] memoryByRound(RunLog log) {
        RunCursor cursor = log.cursor();
        int[] tokens = new int[(int) TheoryMode.round(log.endTick())];
        for (int t = 0; t < tokens.length; t++) {
            cursor.seek(t * Ticks.PER_SECOND);
            tokens[t] = cursor.usedBlocks(0);
        }
        return tokens;
    }
}
