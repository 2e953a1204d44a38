package dev.tokenyard.app.session.plan;

import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.PlanTrack;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.policy.PlanLog.GroupService;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The virtual queues of a policy that plans, at a moment of its run: the groups with members that wait, in the order in which
 * they are to be served, and when each is expected to be through and has to be.
 *
 * <p>The expectations are reckoned from the moment's waiting members by the policy's own figures, as its scheduler does (QLM,
 * arXiv 2407.00047: W = Σ output tokens ahead / Θ, what is left of what runs, and the loads of models between groups): so they are what it believes at
 * that moment, not what comes true.
 */
public final class PlanBoard {
    private final PlanTrack track;
    private final RunCursor cursor;
    private final List<VirtualQueue> queues;

    /** How many of a group's requests are resident somewhere, by group. */
    private final int[] running;

    /** By group where its waiting members begin in {@link #members}; one more at the end. */
    private final int[] from;

    private final int[] members;

    /**
     * A virtual queue.
     *
     * @param instance the instance that is loaded or being loaded
     * @param readySeconds the time until its model is loaded, 0 if it is, in seconds
     * @param residualSeconds the time by which what runs delays all groups, in seconds
     * @param groups those with members that wait, the next one first
     */
    public record VirtualQueue(int instance, double readySeconds, double residualSeconds, List<Group> groups) {}

    /**
     * A group.
     *
     * @param id its number
     * @param instance the instance that is to serve it
     * @param first the first to arrive of its requests that wait, whose deadline is the group's
     * @param waiting how many of its requests wait
     * @param running its requests that are in a batch
     * @param startSeconds the time until its first member that waits is expected to be admitted, in seconds
     * @param finishSeconds the same for its last one
     * @param slackSeconds the time until which that must happen to meet the target, infinite without one; below 0 if it is
     *     over
     */
    public record Group(
            int id,
            int instance,
            int first,
            int waiting,
            int running,
            double startSeconds,
            double finishSeconds,
            double slackSeconds) {
        /** Whether it is expected to miss its target. */
        public boolean isLate() {
            return finishSeconds > slackSeconds;
        }
    }

    private PlanBoard(RunCursor cursor, PlanTrack track) {
        this.track = track;
        this.cursor = cursor;
        running = new int[track.groupCount()];
        from = new int[track.groupCount() + 1];
        members = new int[cursor.waitingCount() + swapped()];
        gatherMembers();
        queues = readQueues();
    }

    /** The virtual queues at the moment at which a cursor stands; empty where the policy in charge does not plan. */
    public static Optional<PlanBoard> of(RunCursor cursor) {
        PlanTrack track = cursor.log().plans(cursor.tick());
        return track == null ? Optional.empty() : Optional.of(new PlanBoard(cursor, track));
    }

    /** The queues, by number. */
    public List<VirtualQueue> queues() {
        return queues;
    }

    /** A request of a group that waits, in order of arrival. */
    public int member(Group group, int position) {
        return members[from[group.id()] + position];
    }

    /** Groups with members that wait. */
    public int groupCount() {
        return queues.stream().mapToInt(queue -> queue.groups().size()).sum();
    }

    private int swapped() {
        int swapped = 0;
        for (int i = 0; i < instances().size(); i++) {
            swapped += cursor.swappedCount(i);
        }
        return swapped;
    }

    private List<InstanceInfo> instances() {
        return cursor.log().instances();
    }

    /** Counts the members of each group, gives each its stretch of the array, and fills that. */
    private void gatherMembers() {
        int[] waiting = new int[members.length];
        int count = 0;
        for (int k = 0; k < cursor.pooledCount(); k++) {
            // One joins a group only once what another policy had predicted of it is there.
            if (track.groupOf(cursor.pooled(k)) != PlanTrack.NONE) {
                waiting[count++] = cursor.pooled(k);
            }
        }
        for (int i = 0; i < instances().size(); i++) {
            for (int k = 0; k < cursor.swappedCount(i); k++) {
                waiting[count++] = cursor.swapped(i, k);
            }
            for (int k = 0; k < cursor.residentCount(i); k++) {
                running[track.groupOf(cursor.resident(i, k))]++;
            }
        }
        Arrays.sort(waiting, 0, count);
        for (int k = 0; k < count; k++) {
            from[track.groupOf(waiting[k]) + 1]++;
        }
        for (int g = 0; g < running.length; g++) {
            from[g + 1] += from[g];
        }
        int[] next = from.clone();
        for (int k = 0; k < count; k++) {
            members[next[track.groupOf(waiting[k])]++] = waiting[k];
        }
    }

    private List<VirtualQueue> readQueues() {
        int[] loadedAt = new int[track.queueCount()];
        for (int i = 0; i < instances().size(); i++) {
            if (cursor.hasGpus(i)) {
                loadedAt[track.queueOf(i)] = i;
            }
        }
        List<VirtualQueue> read = new ArrayList<>();
        for (int q = 0; q < loadedAt.length; q++) {
            int loaded = loadedAt[q];
            double ready = Math.max(0, Ticks.toSeconds(cursor.readyTick(loaded) - cursor.tick()));
            double residual = Math.max(0, Ticks.toSeconds(track.delayedUntil(q, cursor.tick()) - cursor.tick()));
            read.add(new VirtualQueue(loaded, ready, residual, readGroups(q, loaded, ready + residual)));
        }
        return List.copyOf(read);
    }

    private List<Group> readGroups(int queue, int loadedFirst, double beginSeconds) {
        List<Group> groups = new ArrayList<>();
        int loaded = loadedFirst;
        double finish = beginSeconds;
        double restSeconds = 0;
        for (int id : track.orderAfter(queue, track.changesUntil(queue, cursor.tick()))) {
            GroupService service = track.service(id, cursor.tick());
            if (service.instance() != loaded) {
                loaded = service.instance();
                finish += restSeconds + track.loadSeconds(loaded);
            }
            int first = members[from[id]];
            int waiting = from[id + 1] - from[id];
            double start = finish;
            finish += waiting * service.workSeconds();
            restSeconds = service.restSeconds();
            groups.add(new Group(id, loaded, first, waiting, running[id], start, finish, slackSeconds(first, service)));
        }
        return List.copyOf(groups);
    }

    private double slackSeconds(int first, GroupService service) {
        SloClass sloClass = cursor.log().sloClass(first);
        double waited = Ticks.toSeconds(cursor.tick() - cursor.log().trace().arrivalTick(first));
        return sloClass.ttftSeconds() - waited - service.prefillSeconds();
    }
}
