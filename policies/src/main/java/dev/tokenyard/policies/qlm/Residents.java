package dev.tokenyard.policies.qlm;

import dev.tokenyard.policies.qlm.WaitingTimes.Estimate;
import dev.tokenyard.sim.policy.RequestView;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests that a virtual queue's GPUs are serving, and what is left of them: the residual r of the integer program. Each
 * is expected to end when it has generated as many tokens as outputs of its kind have on average, at the pace of a saturated
 * instance. One that has outlived that is expected to go on for half as long as it has outlived it: the longer an output has
 * become, the longer it is likely to be.
 *
 * <p>Our own, since the paper leaves the residual open. In a batch whose members began one after the other seats come free
 * about as fast as groups are reckoned to be served, and the residual is near 0; it is long where they began together, or have
 * far longer outputs than was learned.
 */
final class Residents {
    /** In place of a target: what runs gives way to nobody. */
    static final long NOBODY = Ticks.NEVER;

    private static final double MORE_OF_THE_OUTLIVED = 0.5;

    private final List<Resident> byEnd = new ArrayList<>();
    private double batchSequences;

    private record Resident(int request, long endTick, long targetTicks, double batchSequences) {
        /** Whether it gives way to requests of a target: only the more urgent ones displace. */
        boolean yieldsTo(long target) {
            return targetTicks > target;
        }

        /** How long it is expected to go on, in seconds, at least 0. */
        double leftSeconds(long nowTick) {
            return endTick >= nowTick
                    ? Ticks.toSeconds(endTick - nowTick)
                    : MORE_OF_THE_OUTLIVED * Ticks.toSeconds(nowTick - endTick);
        }
    }

    /** The time from the arrival of a request to its deadline, in ticks; {@link Ticks#NEVER} without one. */
    static long targetTicks(int request, RequestView requests) {
        long deadline = requests.deadlineTick(request);
        return deadline == Ticks.NEVER ? Ticks.NEVER : deadline - requests.arrivalTick(request);
    }

    /** A request with so many output tokens is admitted. */
    void add(int request, int generatedTokens, RequestView requests, Estimate estimate, long tick) {
        long end = tick + Ticks.fromSeconds(estimate.restSeconds(generatedTokens));
        int place = byEnd.size();
        while (place > 0 && byEnd.get(place - 1).endTick > end) {
            place--;
        }
        byEnd.add(place, new Resident(request, end, targetTicks(request, requests), estimate.batchSequences()));
        batchSequences += estimate.batchSequences();
    }

    /** A request ends or gives way. */
    void remove(int request) {
        int place = 0;
        while (byEnd.get(place).request != request) {
            place++;
        }
        batchSequences -= byEnd.remove(place).batchSequences;
    }

    /**
     * By how much the seats for requests that wait come later than one after each request's work.
     *
     * @param waiting the requests that wait
     * @param workSeconds the time by which each makes those behind it wait longer, in seconds
     * @param target the target of requests to which those with longer ones give way, in ticks; {@link #NOBODY} for none
     * @return that time, in seconds, at least 0
     */
    double seatSeconds(int waiting, double workSeconds, long target, long nowTick) {
        int seats = byEnd.isEmpty() ? 0 : (int) (batchSequences / byEnd.size());
        int free = Math.max(0, seats - byEnd.size()) + yielding(target);
        double longest = 0;
        int seat = free;
        // Who ends first is nearest to now: of those still expected to run, and of those that have outlived it.
        int running = firstNotOutlived(nowTick);
        int outlived = running - 1;
        while (seat < waiting && (outlived >= 0 || running < byEnd.size())) {
            boolean takesOutlived = outlived >= 0
                    && (running == byEnd.size()
                            || byEnd.get(outlived).leftSeconds(nowTick)
                                    <= byEnd.get(running).leftSeconds(nowTick));
            Resident next = byEnd.get(takesOutlived ? outlived-- : running++);
            if (!next.yieldsTo(target)) {
                seat++;
                longest = Math.max(longest, next.leftSeconds(nowTick) - seat * workSeconds);
            }
        }
        return longest;
    }

    private int firstNotOutlived(long nowTick) {
        int low = 0;
        int high = byEnd.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (byEnd.get(middle).endTick < nowTick) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int yielding(long target) {
        int yielding = 0;
        for (int k = 0; k < byEnd.size() && target != NOBODY; k++) {
            yielding += byEnd.get(k).yieldsTo(target) ? 1 : 0;
        }
        return yielding;
    }

    /** The time until all have ended but those that give way to a target, in seconds, at least 0. */
    double drainSeconds(long target, long nowTick) {
        double longest = 0;
        for (int k = 0; k < byEnd.size(); k++) {
            if (!byEnd.get(k).yieldsTo(target)) {
                longest = Math.max(longest, byEnd.get(k).leftSeconds(nowTick));
            }
        }
        return longest;
    }
}
