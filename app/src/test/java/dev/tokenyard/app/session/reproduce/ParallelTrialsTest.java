package dev.tokenyard.app.session.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.reproduce.Experiment.Watch;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTrialsTest {
    private static final int TRIALS = 5_000;
    private static final int AHEAD =
            ParallelTrials.QUEUED_PER_CORE * Runtime.getRuntime().availableProcessors();

    /** However many trials there are, and however slowly their results are read. */
    @Test
    void resultsComeInOrderAndFewTrialsAreAheadOfThem() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger read = new AtomicInteger();
        AtomicInteger furthest = new AtomicInteger();
        Watch slow = new Watch(
                share -> {
                    if (read.getAndIncrement() == 0) {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
                        furthest.set(begun.get());
                    }
                },
                () -> false);
        List<Integer> results = ParallelTrials.run(
                TRIALS,
                (number, cancelled) -> {
                    begun.incrementAndGet();
                    return number;
                },
                new Progress(slow, TRIALS));
        assertThat(results)
                .containsExactlyElementsOf(IntStream.range(0, TRIALS).boxed().toList());
        assertThat(furthest.get()).isBetween(1, AHEAD);
    }

    @Test
    void theFirstResultAfterTheWordIsTheLast() {
        assertThatThrownBy(() -> ParallelTrials.run(
                        TRIALS,
                        (number, cancelled) -> number,
                        new Progress(new Watch(share -> {}, () -> true), TRIALS)))
                .isInstanceOf(CancellationException.class);
    }
}
