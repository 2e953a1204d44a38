package dev.tokenyard.app.session;

import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run of the theory mode first departs from another one: the first round at which the sets of requests that they
 * start differ. Requests that are the same but for their number stand for each other.
 *
 * @param round that round, {@link #NEVER} if both start the same requests all along
 * @param started requests that the run starts at that round and the other does not, in ascending order
 * @param missed requests that the other starts then and the run does not
 */
public record Departure(long round, List<Integer> started, List<Integer> missed) {
    /** The round of a departure that never comes. */
    public static final long NEVER = -1;

    /** Copies the lists. */
    public Departure {
        started = List.copyOf(started);
        missed = List.copyOf(missed);
    }

    /** Requests are the same if these are. */
    private record Kind(long arrivalTick, int promptTokens, int outputTokens) {}

    /** Whether the runs ever differ. */
    public boolean happens() {
        return round != NEVER;
    }

    /**
     * Compares two runs of the same requests; costs a pass over them and a sort.
     *
     * @return empty if one of them did not run every request in one go, so that starts tell only part of it
     */
    public static Optional<Departure> of(RunLog run, RunLog other) {
        if (!runsAllInOneGo(run) || !runsAllInOneGo(other)) {
            return Optional.empty();
        }
        long first = Long.MAX_VALUE;
        List<int[]> kinds = kinds(run.trace());
        for (int[] alike : kinds) {
            first = Math.min(first, firstDifference(rounds(run, alike), rounds(other, alike)));
        }
        if (first == Long.MAX_VALUE) {
            return Optional.of(new Departure(NEVER, List.of(), List.of()));
        }
        List<Integer> started = new ArrayList<>();
        List<Integer> missed = new ArrayList<>();
        for (int[] alike : kinds) {
            List<Integer> here = startedAt(run, alike, first);
            List<Integer> there = startedAt(other, alike, first);
            int common = Math.min(here.size(), there.size());
            started.addAll(here.subList(common, here.size()));
            missed.addAll(there.subList(common, there.size()));
        }
        started.sort(null);
        missed.sort(null);
        return Optional.of(new Departure(first, started, missed));
    }

    private static boolean runsAllInOneGo(RunLog log) {
        RequestOutcomes outcomes = log.outcomes();
        for (int r = 0; r < outcomes.size(); r++) {
            if (!outcomes.isCompleted(r) || outcomes.preemptions(r) > 0) {
                return false;
            }
        }
        return true;
    }

    private static List<int[]> kinds(Trace trace) {
        Map<Kind, List<Integer>> kinds = new LinkedHashMap<>();
        for (int r = 0; r < trace.size(); r++) {
            Kind kind = new Kind(trace.arrivalTick(r), trace.promptTokens(r), trace.outputTokens(r));
            kinds.computeIfAbsent(kind, none -> new ArrayList<>()).add(r);
        }
        return kinds.values().stream()
                .map(alike -> alike.stream().mapToInt(r -> r).toArray())
                .toList();
    }

    private static long[] rounds(RunLog log, int[] requests) {
        return Arrays.stream(requests).mapToLong(r -> round(log, r)).sorted().toArray();
    }

    private static long round(RunLog log, int request) {
        return TheoryMode.round(log.outcomes().firstScheduledTick(request));
    }

    /** The first round that one of two sorted lists of equal length has and the other has not, or not as often. */
    private static long firstDifference(long[] one, long[] other) {
        int at = Arrays.mismatch(one, other);
        return at < 0 ? Long.MAX_VALUE : Math.min(one[at], other[at]);
    }

    private static List<Integer> startedAt(RunLog log, int[] requests, long round) {
        List<Integer> started = new ArrayList<>();
        for (int r : requests) {
            if (round(log, r) == round) {
                started.add(r);
            }
        }
        return started;
    }
}
