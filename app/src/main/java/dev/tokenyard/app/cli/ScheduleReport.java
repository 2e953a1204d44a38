package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.TheoryInstance.Schedule;
import dev.tokenyard.policies.hindsight.HindsightResult;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What {@code solve --policy} prints of a schedule. */
final class ScheduleReport {
    private ScheduleReport() {}

    /**
     * A schedule as JSON.
     *
     * @param found what hindsight says of it, if it is hindsight's
     */
    static ObjectNode json(Schedule schedule, @Nullable HindsightResult found) {
        ObjectNode node = Output.object().put("policy", schedule.policyId());
        put(node, schedule.startRounds(), schedule.completionRounds(), schedule.memoryTokens());
        node.put("tel", schedule.totalLatencyRounds());
        node.put("makespan", schedule.makespanRounds());
        node.put("status", found instanceof HindsightResult.Bound ? "bound" : schedule.status());
        Output.put(node, "lower_bound", schedule.lowerBoundRounds());
        if (found == null) {
            return node.put("evictions", schedule.evictions()).put("guards", schedule.guards());
        }
        return node.put("certificate", found.evidence()).put("why_no_more", whyNoMore(found));
    }

    /** Puts when requests start and complete, and the memory round by round, as all schedules are written. */
    static void put(ObjectNode node, long[] starts, long[] completions, int[] memory) {
        Arrays.stream(starts).forEach(node.putArray("starts")::add);
        Arrays.stream(completions).forEach(node.putArray("completions")::add);
        var rounds = node.putArray("memory");
        for (int t = 1; t <= memory.length; t++) {
            rounds.addObject().put("t", t).put("tokens", memory[t - 1]);
        }
    }

    /** Why nothing better is known, a clause; empty if the schedule is optimal. */
    static String whyNoMore(HindsightResult found) {
        return found instanceof HindsightResult.Bound open ? open.cause() : "";
    }

    /** Prints a schedule for people. */
    static void print(PrintWriter out, Schedule schedule, @Nullable HindsightResult found) {
        out.println(schedule.policyId());
        out.println("  starts       " + joined(schedule.startRounds()));
        out.println("  completions  " + joined(schedule.completionRounds()));
        out.println("  memory       " + memory(schedule));
        String status = found instanceof HindsightResult.Bound ? "not proved optimal" : schedule.status();
        out.println("  total latency " + Numbers.count(schedule.totalLatencyRounds(), "round") + ", makespan "
                + Numbers.whole(schedule.makespanRounds()) + ", " + status + ", lower bound "
                + Numbers.wholeOr(schedule.lowerBoundRounds())
                + (found == null ? "" : " (" + found.evidence() + ")"));
        if (found != null && !whyNoMore(found).isEmpty()) {
            out.println("  Why no more is known: " + whyNoMore(found) + ".");
        }
        if (schedule.guards() > 0) {
            out.println("  The guard against livelock stepped in " + Numbers.count(schedule.guards(), "time")
                    + ", so this is not the published rule alone, which would not have come to an end.");
        }
        out.flush();
    }

    private static String memory(Schedule schedule) {
        if (schedule.memoryTokens().length == 0) {
            return "not recorded, as " + Numbers.count(schedule.evictions(), "eviction") + " took place";
        }
        return Arrays.stream(schedule.memoryTokens())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }

    private static String joined(long[] rounds) {
        return Arrays.stream(rounds).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }
}
