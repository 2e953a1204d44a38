package dev.tokenyard.app.session;

import dev.tokenyard.policies.kit.OccupancyProfile;
import dev.tokenyard.sim.log.CursorForecast;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunCursor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The memory of an instance as a policy that looks ahead foresees it at a moment: what its residents hold in the steps to
 * come if each stays until its predicted end, and what the head of the queue would add that the forecast holds back.
 *
 * <p>The log says how the policy counts each of them; the sums are those of its own {@link OccupancyProfile}. On a GPU model
 * that is an envelope, {@link dev.tokenyard.policies.kit.MemoryLookAhead}, and more than what is in use. Steps are counted
 * from the present one, 0, and memory in tokens. Between two predicted ends the occupancy is a rising line, and after an
 * end it drops.
 *
 * <p>At the moment at which the log says that a head is held back, the figures here are those of the log, with one exception:
 * where a policy passes a head over and admits others from behind it in the same plan, they count here already. Later on the
 * residents are those that the policy counts then, and the head starts then too; what is allowed for its prefill stays as it
 * was. Residents that have outlived their prediction since the policy was last asked count as leaving in a step.
 */
public final class MemoryForecast {
    private final long capacityTokens;
    private final long plannedTokens;
    /** Residents by their predicted ends. */
    private final OccupancyProfile profile;
    /** For each place in that order, what its resident and all that stay longer hold at step 0. */
    private final long[] heldFrom;

    private final int overdue;
    private final long peakTokens;
    private final long peakSteps;
    private final @Nullable Candidate candidate;

    /**
     * The head of a queue that the forecast holds back.
     *
     * @param request its number
     * @param heldTokens tokens that it would hold before its first step
     * @param steps steps that it would stay
     * @param peakTokens the most that all would hold together during its stay
     * @param peakSteps the step at which they would
     * @param firstExcessSteps the first predicted end, its own included, at which the memory would not suffice; 0 if it
     *     would at all of them
     */
    public record Candidate(
            int request, long heldTokens, long steps, long peakTokens, long peakSteps, long firstExcessSteps) {
        /** Whether the forecast has no room for it. */
        public boolean exceeds() {
            return firstExcessSteps > 0;
        }

        /** Tokens that it would hold at a step, 0 once it has gone. */
        public long tokensAt(long step) {
            return step <= steps ? heldTokens + step : 0;
        }
    }

    private MemoryForecast(RunCursor cursor, int instance) {
        CursorForecast forecast = cursor.forecast();
        InstanceInfo info = cursor.log().instances().get(instance);
        capacityTokens = (long) info.kvBlocks() * info.blockTokens();
        plannedTokens = forecast.isKept(instance) ? forecast.plannedTokens(instance) : capacityTokens;
        profile = new OccupancyProfile();
        long now = forecast.step(instance);
        int late = 0;
        for (int k = 0; k < cursor.residentCount(instance); k++) {
            int r = cursor.resident(instance, k);
            late += forecast.endStep(r) <= now ? 1 : 0;
            profile.add(r, forecast.offsetTokens(r) + now, Math.max(1, forecast.endStep(r) - now));
        }
        overdue = late;
        heldFrom = new long[profile.size() + 1];
        long most = 0;
        long mostSteps = 0;
        for (int k = profile.size() - 1; k >= 0; k--) {
            heldFrom[k] = heldFrom[k + 1] + profile.offsetTokens(k);
            // Those with equal ends count from the first of them on, which comes last here.
            long there = heldFrom[k] + (profile.size() - k) * profile.endStep(k);
            if (there >= most) {
                most = there;
                mostSteps = profile.endStep(k);
            }
        }
        peakTokens = most;
        peakSteps = mostSteps;
        int head = forecast.candidate(instance);
        candidate = head < 0
                ? null
                : candidate(head, forecast.candidateTokens(instance), forecast.candidateSteps(instance));
    }

    /** The forecast of an instance at a cursor's moment; empty where the policy makes none. */
    public static Optional<MemoryForecast> of(RunCursor cursor, int instance) {
        return cursor.log().foreseesMemory() ? Optional.of(new MemoryForecast(cursor, instance)) : Optional.empty();
    }

    private Candidate candidate(int request, long held, long steps) {
        long peak = profile.peakWith(held, steps, 0);
        long reached = 0;
        long excess = 0;
        for (int k = 0; k <= profile.size(); k++) {
            // Its own end is looked at among those of the others.
            boolean own = k == profile.size() || profile.endStep(k) > steps;
            long end = own ? steps : profile.endStep(k);
            long there = tokensAt(end) + held + end;
            reached = reached == 0 && there == peak ? end : reached;
            excess = excess == 0 && there > plannedTokens ? end : excess;
            if (own) {
                break;
            }
        }
        return new Candidate(request, held, steps, peak, reached, excess);
    }

    /** The memory M. */
    public long capacityTokens() {
        return capacityTokens;
    }

    /** What the policy plans with: M, or less where it leaves a share of it free. */
    public long plannedTokens() {
        return plannedTokens;
    }

    /** How many residents there are. */
    public int residents() {
        return profile.size();
    }

    /** The {@code k}-th resident to leave. */
    public int request(int k) {
        return profile.request(k);
    }

    /** The step at which the {@code k}-th resident to leave is predicted to, 1 or more. */
    public long endSteps(int k) {
        return profile.endStep(k);
    }

    /** Residents that have outlived their prediction since the policy was last asked; they count as leaving in a step. */
    public int overdue() {
        return overdue;
    }

    /** Tokens that all residents hold at a step, 0 or later; at a predicted end, those who leave included. */
    public long tokensAt(long step) {
        int first = firstStayingUntil(step);
        return heldFrom[first] + (profile.size() - first) * step;
    }

    /** The same once those who leave at the step have gone. */
    public long tokensAfter(long step) {
        int first = firstStayingUntil(step + 1);
        return heldFrom[first] + (profile.size() - first) * step;
    }

    /** The place of the first resident that does not leave before a step. */
    private int firstStayingUntil(long step) {
        int low = 0;
        int high = profile.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (profile.endStep(middle) < step) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The most that the residents will hold together, 0 without any. */
    public long peakTokens() {
        return peakTokens;
    }

    /** The first step at which they will, 0 without residents. */
    public long peakSteps() {
        return peakSteps;
    }

    /** The step at which the last resident leaves, 0 without any. */
    public long lastEndSteps() {
        return profile.size() == 0 ? 0 : profile.endStep(profile.size() - 1);
    }

    /** The request that the forecast holds back, null if it holds none back. */
    public @Nullable Candidate candidate() {
        return candidate;
    }
}
