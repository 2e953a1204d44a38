package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.HindsightStudy;
import dev.tokenyard.app.session.HindsightStudy.Contestant;
import dev.tokenyard.app.session.TheoryInstance.Schedule;
import dev.tokenyard.policies.hindsight.HindsightResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code solve} prints of an instance. */
final class HindsightReport {
    private static final int SMALL = 40;
    /** The memory of more rounds than these is for programs to read. */
    private static final int MOST_ROUNDS = 1_000;

    private final HindsightStudy study;
    private final Schedule replayed;

    /**
     * A report.
     *
     * @param replayed the best schedule, as the engine ran it
     */
    HindsightReport(HindsightStudy study, Schedule replayed) {
        this.study = study;
        this.replayed = replayed;
    }

    private List<Contestant> contestants() {
        List<Contestant> all = new ArrayList<>(study.rules());
        all.add(study.best());
        return all;
    }

    void print(PrintWriter out) {
        HindsightResult result = study.result();
        out.println(Numbers.count(study.instance().size(), "request") + ", "
                + Numbers.count(study.instance().memoryTokens(), "token") + " of memory; " + Numbers.of(study.seconds())
                + " s");
        out.println();
        TextTable table =
                new TextTable("schedule", ">total latency", study.isExact() ? ">gap" : ">gap to bound", ">makespan");
        for (Contestant contestant : contestants()) {
            table.row(
                    contestant.title(),
                    Numbers.whole(contestant.totalLatencyRounds()),
                    Numbers.percent(result.gap(contestant.totalLatencyRounds())),
                    Numbers.whole(contestant.makespanRounds(study.instance())));
        }
        table.print(out);
        out.println();
        out.println(verdict());
        if (study.instance().size() <= SMALL) {
            out.println("  starts  " + joined(result.starts()));
            if (replayed.memoryTokens().length <= MOST_ROUNDS) {
                out.println("  memory  " + joined(replayed.memoryTokens()));
            }
        }
        out.flush();
    }

    private String verdict() {
        HindsightResult result = study.result();
        String replay = "; the engine replays the schedule at " + Numbers.whole(replayed.totalLatencyRounds()) + ".";
        if (result instanceof HindsightResult.Bound) {
            return bound((HindsightResult.Bound) result) + replay + early((HindsightResult.Bound) result);
        }
        return "Optimum " + Numbers.whole(result.totalLatencyRounds()) + ", " + result.evidence() + replay;
    }

    private static String bound(HindsightResult.Bound result) {
        String found = "; the best found is " + Numbers.whole(result.totalLatencyRounds()) + ", not proved optimal";
        String bound = Numbers.whole(result.lowerBoundRounds()) + " (" + result.evidence() + ")";
        return result.isChecked()
                ? "No schedule beats " + bound + found
                : "A search says that no schedule beats " + bound + found;
    }

    private static String early(HindsightResult.Bound result) {
        return result.cause().isEmpty() ? "" : " Why no more is known: " + result.cause() + ".";
    }

    ObjectNode json() {
        HindsightResult result = study.result();
        ObjectNode root = Output.object()
                .put("requests", study.instance().size())
                .put("memory", study.instance().memoryTokens());
        ArrayNode schedules = root.putArray("schedules");
        for (Contestant contestant : contestants()) {
            ObjectNode node = schedules
                    .addObject()
                    .put("policy", contestant.id())
                    .put("title", contestant.title())
                    .put("tel", contestant.totalLatencyRounds())
                    .put("gap_to_bound", result.gap(contestant.totalLatencyRounds()))
                    .put("makespan", contestant.makespanRounds(study.instance()));
            ScheduleReport.put(
                    node,
                    Arrays.stream(contestant.starts()).asLongStream().toArray(),
                    contestant.completions(study.instance()),
                    contestant.memoryByRound(study.instance()));
        }
        ObjectNode hindsight = root.putObject("hindsight")
                .put("status", study.isExact() ? "exact" : "bound")
                .put("tel", result.totalLatencyRounds())
                .put("lower_bound", result.lowerBoundRounds())
                .put("gap", result.gap(result.totalLatencyRounds()))
                .put("evidence", result.evidence())
                .put("why_no_more", ScheduleReport.whyNoMore(result))
                .put("replayed_tel", replayed.totalLatencyRounds());
        ScheduleReport.put(hindsight, replayed.startRounds(), replayed.completionRounds(), replayed.memoryTokens());
        hindsight.put("makespan", replayed.makespanRounds());
        root.put("seconds", study.seconds());
        return root;
    }

    private static String joined(int[] numbers) {
        return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }
}
