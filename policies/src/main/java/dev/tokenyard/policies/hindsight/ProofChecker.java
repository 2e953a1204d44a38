package dev.tokenyard.policies.hindsight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Re-checks a {@link SearchProof}: that no schedule costs less than a given latency C. It starts from the definitions of
 * arXiv 2502.07115 and from the starts in the proof, and shares no code with the search.
 *
 * <p><b>Claim.</b> Let the set contain the empty schedule, and let every way to go on from a member (the next start in
 * order of starts) be one of: a member; superfluous beside a member, which can do the same some rounds later or earlier for
 * no more latency; priced out, its bound by prices of memory being above C - 1; improvable, since some request in it could
 * start a round earlier whatever follows; a twin of another way to go on, with identical requests exchanged; or complete at
 * no less than C. Then the optimum is at least C: follow an optimal schedule of less from the empty one, and replace it by
 * the member's where that makes it superfluous; it stays optimal, is never improvable or priced out, and so completes,
 * which contradicts the last case.
 */
public final class ProofChecker {
    private final HindsightInstance instance;
    private final long claimed;
    private final SearchProof proof;
    /** By prices, request and start: the least scaled latency and price of a start from there on. */
    private final List<long[][]> cheapest = new ArrayList<>();

    private ProofChecker(HindsightInstance instance, long claimed, SearchProof proof) {
        this.instance = instance;
        this.claimed = claimed;
        this.proof = proof;
        for (Multipliers prices : proof.prices()) {
            cheapest.add(cheapest(prices));
        }
    }

    /** A partial schedule: starts by request, and what they amount to. */
    private static final class Partial {
        private final int[] starts;
        private final int lastStart;
        private final int end;
        private final long latency;

        Partial(HindsightInstance instance, int[] starts) {
            this.starts = starts;
            int last = 0;
            int over = 0;
            long sum = 0;
            for (int i = 0; i < starts.length; i++) {
                if (starts[i] != SearchProof.UNSTARTED) {
                    last = Math.max(last, starts[i]);
                    over = Math.max(over, starts[i] + instance.output(i));
                    sum += starts[i] + instance.output(i) - instance.arrival(i);
                }
            }
            lastStart = last;
            end = over;
            latency = sum;
        }

        boolean isUnstarted(int i) {
            return starts[i] == SearchProof.UNSTARTED;
        }
    }

    /**
     * Checks that no schedule costs less than a latency.
     *
     * @param claimedRounds the latency C
     * @throws IllegalStateException if the proof has a hole; the message says where
     * @throws ArithmeticException if its numbers do not fit into 64 bits
     */
    public static void check(HindsightInstance instance, long claimedRounds, SearchProof proof) {
        check(instance, claimedRounds, proof, () -> false);
    }

    /**
     * The same, as long as there is time.
     *
     * @param stopped asked now and then; once it says so, the check ends
     * @return whether the check came to its end, and so found no hole
     */
    static boolean check(HindsightInstance instance, long claimedRounds, SearchProof proof, BooleanSupplier stopped) {
        return new ProofChecker(instance, claimedRounds, proof).check(stopped);
    }

    private boolean check(BooleanSupplier stopped) {
        Map<String, List<Partial>> members = byUnstarted(0);
        int n = instance.size();
        if (members.size() != 1 || proof.states(0) != 1 || started(proof.starts(0, 0)) != 0) {
            throw new IllegalStateException("The proof does not begin with the empty schedule.");
        }
        for (int layer = 0; layer < n; layer++) {
            Map<String, List<Partial>> next = layer + 1 < n ? byUnstarted(layer + 1) : Map.of();
            for (List<Partial> alike : members.values()) {
                for (Partial member : alike) {
                    if (stopped.getAsBoolean()) {
                        return false;
                    }
                    checkWaysOn(member, next);
                }
            }
            members = next;
        }
        return true;
    }

    private Map<String, List<Partial>> byUnstarted(int layer) {
        Map<String, List<Partial>> members = new HashMap<>();
        for (int k = 0; k < proof.states(layer); k++) {
            Partial member = new Partial(instance, proof.starts(layer, k));
            members.computeIfAbsent(unstarted(member), set -> new ArrayList<>()).add(member);
        }
        return members;
    }

    private static int started(int[] starts) {
        int count = 0;
        for (int start : starts) {
            count += start == SearchProof.UNSTARTED ? 0 : 1;
        }
        return count;
    }

    private static String unstarted(Partial partial) {
        StringBuilder set = new StringBuilder();
        for (int i = 0; i < partial.starts.length; i++) {
            set.append(partial.isUnstarted(i) ? '1' : '0');
        }
        return set.toString();
    }

    private void checkWaysOn(Partial member, Map<String, List<Partial>> next) {
        for (int i = 0; i < instance.size(); i++) {
            if (!member.isUnstarted(i) || hasEarlierTwin(member, i)) {
                continue;
            }
            for (int t = Math.max(member.lastStart, instance.arrival(i)); t <= lastWorthwhile(i); t++) {
                if (fits(member, i, t)) {
                    int[] starts = member.starts.clone();
                    starts[i] = t;
                    checkWayOn(new Partial(instance, starts), next);
                }
            }
        }
    }

    /** All others take their output at least, so a later start makes any schedule cost C or more. */
    private int lastWorthwhile(int i) {
        return (int) (instance.arrival(i) + claimed - 1 - instance.outputSum());
    }

    private boolean hasEarlierTwin(Partial member, int i) {
        for (int j = 0; j < i; j++) {
            if (member.isUnstarted(j)
                    && instance.arrival(j) == instance.arrival(i)
                    && instance.prompt(j) == instance.prompt(i)
                    && instance.output(j) == instance.output(i)) {
                return true;
            }
        }
        return false;
    }

    private void checkWayOn(Partial way, Map<String, List<Partial>> next) {
        if (started(way.starts) == instance.size()) {
            if (way.latency < claimed) {
                throw new IllegalStateException(
                        "A schedule of " + way.latency + " rounds is left, less than the " + claimed + " claimed.");
            }
            return;
        }
        if (isPricedOut(way) || isImprovable(way)) {
            return;
        }
        for (Partial member : next.getOrDefault(unstarted(way), List.of())) {
            if (covers(member, way)) {
                return;
            }
        }
        throw new IllegalStateException("The partial schedule with starts " + Arrays.toString(way.starts)
                + " is not accounted for; the proof has a hole.");
    }

    private long held(Partial partial, int round) {
        long held = 0;
        for (int i = 0; i < partial.starts.length; i++) {
            int p = partial.starts[i];
            if (p != SearchProof.UNSTARTED && p < round && round <= p + instance.output(i)) {
                held += instance.prompt(i) + round - p;
            }
        }
        return held;
    }

    private boolean fits(Partial partial, int i, int start) {
        for (int k = 1; k <= instance.output(i); k++) {
            if (held(partial, start + k) + instance.prompt(i) + k > instance.memoryTokens()) {
                return false;
            }
        }
        return true;
    }

    /** Whether a request is over before anything yet to start holds memory in its rounds, and could move to the left. */
    private boolean isImprovable(Partial way) {
        for (int i = 0; i < way.starts.length; i++) {
            int p = way.starts[i];
            if (p > instance.arrival(i) && p + instance.output(i) - 1 <= way.lastStart) {
                int[] others = way.starts.clone();
                others[i] = SearchProof.UNSTARTED;
                if (fits(new Partial(instance, others), i, p - 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isPricedOut(Partial way) {
        int[] from = new int[instance.size()];
        for (int i = 0; i < from.length; i++) {
            if (way.isUnstarted(i)) {
                from[i] = Math.max(way.lastStart, instance.arrival(i));
                while (!fits(way, i, from[i])) {
                    from[i]++;
                }
            }
        }
        for (int q = 0; q < cheapest.size(); q++) {
            if (bound(way, from, q) > Math.multiplyExact(claimed - 1, Multipliers.SCALE)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Latency so far, cheapest starts of the others, and prices of what is held less the refund in all rounds in which
     * others may hold anything.
     */
    private long bound(Partial way, int[] from, int q) {
        long bound = Math.multiplyExact(way.latency, Multipliers.SCALE);
        int first = Integer.MAX_VALUE;
        for (int i = 0; i < from.length; i++) {
            if (way.isUnstarted(i)) {
                first = Math.min(first, from[i]);
                if (from[i] > lastWorthwhile(i)) {
                    return Long.MAX_VALUE;
                }
                bound = Math.addExact(bound, cheapest.get(q)[i][from[i] - instance.arrival(i)]);
            }
        }
        Multipliers prices = proof.prices().get(q);
        for (int t = first + 1; t < prices.scaled().length; t++) {
            if (prices.at(t) != 0) {
                long over = held(way, t) - instance.memoryTokens();
                bound = Math.addExact(bound, Math.multiplyExact(prices.at(t), over));
            }
        }
        return bound;
    }

    private long[][] cheapest(Multipliers prices) {
        long[][] table = new long[instance.size()][];
        for (int i = 0; i < table.length; i++) {
            int a = instance.arrival(i);
            long[] least = new long[Math.max(0, lastWorthwhile(i) - a + 1)];
            for (int t = least.length - 1; t >= 0; t--) {
                long cost = Math.multiplyExact((long) t + instance.output(i), Multipliers.SCALE);
                for (int k = 1; k <= instance.output(i); k++) {
                    long held = (long) instance.prompt(i) + k;
                    cost = Math.addExact(cost, Math.multiplyExact(prices.at(a + t + k), held));
                }
                least[t] = t + 1 < least.length ? Math.min(cost, least[t + 1]) : cost;
            }
            table[i] = least;
        }
        return table;
    }

    /** Whether some shift lets a member do whatever a way on may do, for no more latency altogether. */
    private boolean covers(Partial member, Partial way) {
        int left = instance.size() - started(way.starts);
        int most = (int) Math.floorDiv(way.latency - member.latency, (long) left);
        for (int shift = member.lastStart - way.lastStart; shift <= most; shift++) {
            if (mayShift(way, shift) && holdsNoMore(member, way, shift)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayShift(Partial way, int shift) {
        for (int i = 0; i < way.starts.length; i++) {
            if (shift < 0 && way.isUnstarted(i) && instance.arrival(i) > way.lastStart + shift) {
                return false;
            }
        }
        return true;
    }

    private boolean holdsNoMore(Partial member, Partial way, int shift) {
        for (int round = way.lastStart + 1; round + shift <= member.end; round++) {
            if (held(member, round + shift) > held(way, round)) {
                return false;
            }
        }
        return true;
    }
}
