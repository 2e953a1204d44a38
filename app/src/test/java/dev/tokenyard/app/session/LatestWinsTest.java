package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LatestWinsTest {
    private static final long PATIENCE_NANOS = 100;

    private final Queue<Runnable> background = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private long nowNanos;
    private final LatestWins<String> runner =
            new LatestWins<>(background::add, Runnable::run, () -> nowNanos, PATIENCE_NANOS);

    private void submit(LatestWins.Job<String> job) {
        runner.submit(job, receiver());
    }

    private LatestWins.Receiver<String> receiver() {
        return new LatestWins.Receiver<>() {
            @Override
            public void succeeded(String result, double millis) {
                heard.add(result);
            }

            @Override
            public void failed(Throwable failure) {
                heard.add("failed: " + failure.getMessage());
            }
        };
    }

    private void runAll() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    private static String orStop(String result, BooleanSupplier cancelled) throws InterruptedException {
        if (cancelled.getAsBoolean()) {
            throw new InterruptedException("stopped");
        }
        return result;
    }

    @Test
    void ofManyJobsOnlyTheRunningAndTheNewestRun() {
        List<Integer> ran = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            submit(cancelled -> {
                ran.add(number);
                return orStop("job " + number, cancelled);
            });
        }
        runAll();
        assertThat(ran).containsExactly(0, 49);
        assertThat(heard).containsExactly("job 49");
        assertThat(runner.isIdle()).isTrue();
    }

    /** A job whose result is at hand as long as it is not empty. */
    private record Known(String result) implements LatestWins.KnownJob<String> {
        @Override
        public String run(BooleanSupplier cancelled) {
            return result.isEmpty() ? "worked out" : result;
        }

        @Override
        public @Nullable String atHand() {
            return result.isEmpty() ? null : result;
        }
    }

    @Test
    void whatIsAtHandDoesNotWaitForAJobOfWhichNobodyHearsThen() {
        submit(cancelled -> {
            submit(new Known("at hand"));
            assertThat(runner.isIdle()).isFalse();
            background.remove().run();
            assertThat(heard).as("at once").containsExactly("at hand");
            assertThat(runner.isIdle()).as("nobody waits for the other").isTrue();
            return orStop("old", cancelled);
        });
        runAll();
        assertThat(heard).containsExactly("at hand");
        submit(cancelled -> "another");
        runAll();
        assertThat(heard).containsExactly("at hand", "another");
    }

    @Test
    void whatIsNotAtHandWaits() {
        submit(cancelled -> {
            submit(new Known(""));
            background.remove().run();
            assertThat(heard).isEmpty();
            return "old";
        });
        runAll();
        assertThat(heard).containsExactly("old", "worked out");
    }

    @Test
    void ofTwoThatAreAtHandOnlyTheNewestComesOnceBothWait() {
        submit(cancelled -> {
            submit(new Known("first"));
            submit(new Known("second"));
            background.remove().run();
            background.remove().run();
            return "old";
        });
        runAll();
        assertThat(heard).containsExactly("second");
        assertThat(runner.isIdle()).isTrue();
    }

    @Test
    void whatComesAfterOneThatWasAtHandWaitsForTheJobThatStillRuns() {
        submit(cancelled -> {
            submit(new Known("at hand"));
            background.remove().run();
            submit(again -> "newest");
            assertThat(runner.isIdle()).isFalse();
            return "old";
        });
        runAll();
        assertThat(heard).containsExactly("at hand", "newest");
    }

    @Test
    void nothingAtHandComesOnceAllIsCancelled() {
        Queue<Runnable> foreground = new ArrayDeque<>();
        LatestWins<String> apart = new LatestWins<>(background::add, foreground::add, () -> nowNanos, PATIENCE_NANOS);
        apart.submit(cancelled -> "old", receiver());
        apart.submit(new Known("at hand"), receiver());
        Runnable old = background.remove();
        background.remove().run();
        apart.cancel();
        old.run();
        while (!foreground.isEmpty()) {
            foreground.remove().run();
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void aJobIsLetFinishOnceNothingWasShownForLong() {
        submit(cancelled -> {
            submit(again -> "newest");
            nowNanos += PATIENCE_NANOS;
            return orStop("old but shown", cancelled);
        });
        runAll();
        assertThat(heard).containsExactly("old but shown", "newest");
    }

    @Test
    void theFailureOfAnOvertakenJobIsNotHeard() {
        submit(cancelled -> {
            submit(again -> "newest");
            throw new IllegalArgumentException("not wanted any more");
        });
        runAll();
        assertThat(heard).containsExactly("newest");
    }

    /** Such as a stack that overflows in a library: it must not keep all later jobs from running. */
    @Test
    void anErrorEndsItsJobAloneToo() {
        submit(cancelled -> {
            throw new StackOverflowError("too deep");
        });
        runAll();
        submit(cancelled -> "after");
        runAll();
        assertThat(heard).containsExactly("failed: too deep", "after");
    }

    @Test
    void theFailureOfTheNewestJobIsHeardAndTheNextJobRuns() {
        submit(cancelled -> {
            throw new IllegalArgumentException("no such GPU");
        });
        runAll();
        submit(cancelled -> "after");
        runAll();
        assertThat(heard).containsExactly("failed: no such GPU", "after");
    }

    @Test
    void afterCancelNothingIsHeard() {
        submit(cancelled -> "first");
        submit(cancelled -> "second");
        runner.cancel();
        runAll();
        assertThat(heard).isEmpty();
        assertThat(runner.isIdle()).isTrue();
    }

    @Test
    void timeIsTakenFromSubmissionToDelivery() {
        List<Double> millis = new ArrayList<>();
        LatestWins<String> timed = new LatestWins<>(background::add, Runnable::run, () -> nowNanos, PATIENCE_NANOS);
        timed.submit(
                cancelled -> {
                    nowNanos += 7_000_000;
                    return "done";
                },
                new LatestWins.Receiver<>() {
                    @Override
                    public void succeeded(String result, double took) {
                        millis.add(took);
                    }

                    @Override
                    public void failed(Throwable failure) {
                        throw new AssertionError(failure);
                    }
                });
        nowNanos += 5_000_000;
        runAll();
        assertThat(millis).containsExactly(12.0);
    }

    /** Otherwise a slider in the hand would be followed ten times a second, however fast the jobs are. */
    @Test
    void jobsThatTakeLessThanThePatienceComeToTheirEnd() {
        submit(cancelled -> {
            nowNanos += PATIENCE_NANOS / 4;
            return "first";
        });
        runAll();
        for (int k = 0; k < 5; k++) {
            int number = k;
            submit(cancelled -> {
                submit(later -> orStop("last of " + number, later));
                nowNanos += PATIENCE_NANOS / 4;
                return orStop("job " + number, cancelled);
            });
            background.remove().run();
        }
        assertThat(heard).contains("job 0").hasSizeGreaterThan(5);
    }

    @Test
    void aLongJobIsStillStoppedAfterLongOnes() {
        submit(cancelled -> {
            nowNanos += 3 * PATIENCE_NANOS;
            return "long";
        });
        runAll();
        submit(cancelled -> {
            submit(later -> orStop("newest", later));
            return orStop("superseded", cancelled);
        });
        runAll();
        assertThat(heard).containsExactly("long", "newest");
    }
}
