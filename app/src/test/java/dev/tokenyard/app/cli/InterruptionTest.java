package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private final StringWriter err = new StringWriter();

    private int outcome(Interruption.Job job) throws CommandFailure {
        return Interruption.stoppable(new PrintWriter(err), job);
    }

    @Test
    void aJobThatWasStoppedSaysSoAndEndsAsShellsExpect() throws CommandFailure {
        int exitCode = outcome(cancelled -> {
            throw new CancellationException("cancelled");
        });

        assertThat(exitCode).isEqualTo(130);
        assertThat(err.toString()).startsWith("tokenyard: Stopped; ").endsWith("." + System.lineSeparator());
    }

    @Test
    void aJobThatNobodyStopsIsHeardAsItIs() throws CommandFailure {
        assertThat(outcome(cancelled -> assertThat(cancelled.getAsBoolean()).isFalse()))
                .isZero();
        assertThatThrownBy(() -> outcome(cancelled -> {
                    throw new CommandFailure(2, "No.");
                }))
                .isInstanceOf(CommandFailure.class);
        assertThat(err.toString()).isEmpty();
    }
}
