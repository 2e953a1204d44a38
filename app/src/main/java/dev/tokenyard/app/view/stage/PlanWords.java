package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.session.plan.PlanBoard;
import dev.tokenyard.app.session.plan.PlanBoard.Group;
import dev.tokenyard.app.session.plan.PlanChange;
import dev.tokenyard.app.session.plan.PlanChange.Position;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;

/** What a policy that plans expects, and why it changed its plan, in several forms, the longest first. */
final class PlanWords {
    private static final long JUST_NOW_TICKS = Ticks.PER_SECOND / 10;

    private PlanWords() {}

    /** A group's projected finish against its deadline, for instance {@code in 12.0 s, due in 15.0 s}. */
    static List<String> finish(Group group) {
        String in = brief(group);
        if (!Double.isFinite(group.slackSeconds())) {
            return List.of("in " + in, in);
        }
        String due = TimeText.duration(Math.abs(group.slackSeconds()));
        return group.slackSeconds() < 0
                ? List.of("in " + in + ", due " + due + " ago", in + ", " + due + " late", in)
                : List.of("in " + in + ", due in " + due, in + " of " + due, in);
    }

    /** How many groups there are and how many are expected to be late. */
    static String queues(PlanBoard plan) {
        long late = plan.queues().stream()
                .flatMap(queue -> queue.groups().stream())
                .filter(Group::isLate)
                .count();
        return TimeText.count(plan.groupCount(), "group", "groups") + " in "
                + TimeText.count(plan.queues().size(), "virtual queue", "virtual queues") + ", "
                + TimeText.count(late) + " expected to be late";
    }

    /** Queues for which there is no room. */
    static List<String> folded(int queues, int requests) {
        String few = "+ " + TimeText.count(queues);
        String some = "+ " + TimeText.count(queues, "queue", "queues");
        return requests == 0
                ? List.of(some + " without requests", few + " empty", few)
                : List.of(
                        some + " with " + TimeText.count(requests, "request", "requests"),
                        some + ", " + TimeText.count(requests) + " waiting",
                        some,
                        few);
    }

    /** A group's projected finish alone. */
    static String brief(Group group) {
        return TimeText.duration(group.finishSeconds());
    }

    /** All about a group. */
    static String whole(Group group, RunLog log) {
        String sloClass = log.sloClass(group.first()).name();
        String model = log.instances().get(group.instance()).modelId();
        StringBuilder words = new StringBuilder("Group ").append(group.id()).append(": ");
        words.append(TimeText.count(group.waiting(), sloClass + " request", sloClass + " requests"))
                .append(" of ")
                .append(model)
                .append(group.waiting() == 1 ? " waits" : " wait");
        if (group.running() > 0) {
            words.append(", ").append(TimeText.count(group.running())).append(group.running() == 1 ? " runs" : " run");
        }
        words.append(". The first is expected to be admitted in ").append(TimeText.duration(group.startSeconds()));
        words.append(", the last in ").append(TimeText.duration(group.finishSeconds()));
        if (!Double.isFinite(group.slackSeconds())) {
            return words.append("; it has no objective.").toString();
        }
        String slack = TimeText.duration(Math.abs(group.slackSeconds()));
        words.append(
                group.slackSeconds() < 0
                        ? "; for the first one's objective that had to be " + slack + " ago"
                        : "; for the first one's objective that has " + slack);
        return words.append(group.isLate() ? ": it will miss it." : ": it will meet it.")
                .toString();
    }

    /**
     * A change of the plan with its words.
     *
     * @param change what changed
     * @param log the run
     * @param sloClass the name of the class of the group that would have come late
     */
    record Change(PlanChange change, RunLog log, String sloClass) {
        List<String> forms(long agoTicks) {
            String ago = agoTicks < JUST_NOW_TICKS
                    ? "just now"
                    : RunClock.of(log.info()).duration(agoTicks) + " ago";
            String late = TimeText.duration(change.lateSeconds()) + " late";
            String group = "group " + change.group() + " (" + sloClass + ")";
            String others = change.changedQueue() == 0
                    ? ""
                    : "; " + TimeText.count(change.changedQueue(), "group", "groups") + " changed queue";
            return List.of(
                    "Plan " + TimeText.count(change.number()) + ", " + ago + ": " + group + " would have come " + late
                            + "; " + moved() + others + ".",
                    "plan " + TimeText.count(change.number()) + ", " + ago + ": " + group + " would be " + late,
                    ago + ": " + group + " would be " + late,
                    ago + ": " + sloClass + " would be " + late,
                    sloClass + " would be " + late,
                    "plan " + TimeText.count(change.number()));
        }

        private String moved() {
            Position before = change.before();
            Position after = change.after();
            if (before == null || after == null) {
                return "it has begun since";
            }
            if (before.equals(after)) {
                return "it stays " + place(after);
            }
            return "it went from " + place(before) + " to " + place(after);
        }

        private static String place(Position position) {
            return "place " + (position.place() + 1) + " of queue " + (position.queue() + 1);
        }
    }
}
