package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter text = new StringWriter();
    private long seconds;
    private String words = "1 of 12 simulations";

    private ProgressLine line(boolean terminal) {
        return new ProgressLine(
                new PrintWriter(text), terminal, () -> words, () -> TimeUnit.SECONDS.toNanos(seconds) - 5);
    }

    private void at(ProgressLine line, long second, String now) {
        seconds = second;
        words = now;
        line.tick();
    }

    @Test
    void whatIsSoonDoneSaysNothing() {
        for (boolean terminal : new boolean[] {true, false}) {
            try (ProgressLine line = line(terminal)) {
                line.tick();
            }
        }
        assertThat(text.toString()).isEmpty();
    }

    /** The same line is written again, over all of what was there, and wiped at the end. */
    @Test
    void onATerminalItIsOneLine() {
        try (ProgressLine line = line(true)) {
            at(line, 1, "1 of about 12 simulations");
            at(line, 2, "12 simulations");
        }
        assertThat(text.toString())
                .isEqualTo(
                        "\r1 of about 12 simulations\r12 simulations" + " ".repeat(11) + "\r" + " ".repeat(14) + "\r");
    }

    @Test
    void elsewhereItIsALineNowAndThen() {
        try (ProgressLine line = line(false)) {
            for (int second = 0; second <= 25; second++) {
                at(line, second, second + " of 30 simulations");
            }
        }
        assertThat(text.toString().lines()).containsExactly("10 of 30 simulations", "20 of 30 simulations");
        assertThat(text.toString()).doesNotContain("\r\r");
    }

    @Test
    void whatIsClosedIsSilent() {
        ProgressLine line = line(true);
        line.close();
        at(line, 9, "late");
        assertThat(text.toString()).isEmpty();
    }
}
