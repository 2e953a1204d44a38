package dev.tokenyard.app.session.plan;

import dev.tokenyard.sim.log.PlanTrack;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How well a policy that plans foretold the waits of a run: what it expected of each request on its arrival, beside what came.
 * What it could not know then is in the error: who came later and went first, and what other plans were made.
 */
public final class WaitForesight {
    /** Each range of queue lengths is so many times as wide as the one before it. */
    private static final double RATIO = 2;

    /** With fewer requests in a range its error says nothing. */
    private static final int FEWEST = 5;

    private final double[] expectedSeconds;
    private final double[] actualSeconds;
    private final int[] ahead;

    /**
     * Requests with about as many before them.
     *
     * @param ahead how many those were, mean
     * @param requests how many requests these are
     * @param medianError the median of their errors, each without its sign as a share of the actual wait
     */
    public record Range(double ahead, int requests, double medianError) {}

    private WaitForesight(double[] expectedSeconds, double[] actualSeconds, int[] ahead) {
        this.expectedSeconds = expectedSeconds;
        this.actualSeconds = actualSeconds;
        this.ahead = ahead;
    }

    /** All requests of a run that were admitted; empty for a policy that does not plan. */
    public static Optional<WaitForesight> of(RunLog log) {
        return of(log, Window.WHOLE);
    }

    /** The same of the requests that arrived in a part of the time. */
    public static Optional<WaitForesight> of(RunLog log, Window window) {
        if (!log.hasPlans()) {
            return Optional.empty();
        }
        int[] admitted = IntStream.range(0, log.trace().size())
                .filter(r -> window.counts(log, r) && foretoldBy(log, r) != null)
                .toArray();
        double[] expected = new double[admitted.length];
        int[] ahead = new int[admitted.length];
        for (int k = 0; k < admitted.length; k++) {
            PlanTrack track = Objects.requireNonNull(foretoldBy(log, admitted[k]));
            expected[k] = track.expectedWaitSeconds(admitted[k]);
            ahead[k] = track.aheadOf(admitted[k]);
        }
        return Optional.of(new WaitForesight(
                expected,
                Arrays.stream(admitted).mapToDouble(r -> waitSeconds(log, r)).toArray(),
                ahead));
    }

    /** The plans by which a request was both foretold its wait and admitted; null if there are none. */
    private static @Nullable PlanTrack foretoldBy(RunLog log, int r) {
        PlanTrack track = log.plans(log.trace().arrivalTick(r));
        long admitted = log.outcomes().firstScheduledTick(r);
        boolean isTold = track != null
                && track.groupOf(r) != PlanTrack.NONE
                && admitted != RequestOutcomes.NEVER
                && log.plans(admitted) == track;
        return isTold ? track : null;
    }

    /** How long a request waited for its first admission, in seconds. */
    public static double waitSeconds(RunLog log, int request) {
        return Ticks.toSeconds(
                log.outcomes().firstScheduledTick(request) - log.trace().arrivalTick(request));
    }

    /** How many requests there are. */
    public int size() {
        return ahead.length;
    }

    /** What was expected of the {@code i}-th, in seconds. */
    public double expectedSeconds(int i) {
        return expectedSeconds[i];
    }

    /** How long it waited, in seconds. */
    public double actualSeconds(int i) {
        return actualSeconds[i];
    }

    /** The errors by the number of requests ahead, in ranges that become wider; requests that did not wait have none. */
    public List<Range> errorByAhead() {
        List<Range> ranges = new ArrayList<>();
        int most = Arrays.stream(ahead).max().orElse(0);
        for (double from = 1; from <= most; from *= RATIO) {
            range(from, from * RATIO).ifPresent(ranges::add);
        }
        return List.copyOf(ranges);
    }

    private Optional<Range> range(double from, double to) {
        double[] errors = new double[ahead.length];
        int count = 0;
        double sum = 0;
        for (int i = 0; i < ahead.length; i++) {
            if (ahead[i] >= from && ahead[i] < to && actualSeconds[i] > 0) {
                errors[count++] = Math.abs(expectedSeconds[i] - actualSeconds[i]) / actualSeconds[i];
                sum += ahead[i];
            }
        }
        if (count < FEWEST) {
            return Optional.empty();
        }
        Arrays.sort(errors, 0, count);
        double median = (errors[(count - 1) / 2] + errors[count / 2]) / 2;
        return Optional.of(new Range(sum / count, count, median));
    }
}
