package dev.tokenyard.policies.hindsight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts an instance at arrivals by which all that came before is over in any schedule worth looking at.
 *
 * <p>Let the last of some requests arrive at round ℓ and their outputs add up to S. A schedule of them that idles after ℓ
 * with some yet to start can start all of those a round earlier, so an optimal one is over by ℓ + S; and so is what any of
 * the searches makes. If the next request arrives at ℓ + S or later, schedules of both sides never meet. Any schedule of
 * all is one of each side, so it costs no less than both optima together; and both together are a schedule of all.
 */
final class IdleGaps {
    private IdleGaps() {}

    /** The requests on each side of every gap, by arrival; requests keep their order within a part. */
    static List<int[]> parts(HindsightInstance instance) {
        int[] byArrival = instance.byArrival();
        List<int[]> parts = new ArrayList<>();
        int first = 0;
        long outputs = 0;
        for (int k = 0; k < byArrival.length; k++) {
            if (k > first && instance.arrival(byArrival[k]) >= instance.arrival(byArrival[k - 1]) + outputs) {
                parts.add(inOrder(byArrival, first, k));
                first = k;
                outputs = 0;
            }
            outputs += instance.output(byArrival[k]);
        }
        if (byArrival.length > 0) {
            parts.add(inOrder(byArrival, first, byArrival.length));
        }
        return parts;
    }

    /** By number again, as ties go by number. */
    private static int[] inOrder(int[] byArrival, int from, int to) {
        int[] part = Arrays.copyOfRange(byArrival, from, to);
        Arrays.sort(part);
        return part;
    }
}
