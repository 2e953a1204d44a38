package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.view.theme.Theme;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A command that needs too much memory ends in a sentence. */
class OutOfMemoryTest {
    @Command(name = "greedy")
    static final class Greedy implements Runnable {
        private final boolean onAnotherThread;

        Greedy(boolean onAnotherThread) {
            this.onAnotherThread = onAnotherThread;
        }

        @Override
        public void run() {
            OutOfMemoryError full = new OutOfMemoryError("Java heap space");
            if (onAnotherThread) {
                throw new IllegalStateException(full);
            }
            throw full;
        }
    }

    @Test
    void whatAndHowMuchAndWhatToDoIsSaid() {
        for (boolean onAnotherThread : new boolean[] {false, true}) {
            StringWriter err = new StringWriter();
            CommandLine line = TokenyardCommand.commandLine(
                    ExportOptions.figure(Theme.paper()), (trace, policies) -> new double[] {12});
            line.addSubcommand(new Greedy(onAnotherThread));
            line.setErr(new PrintWriter(err));
            assertThat(line.execute("greedy")).isEqualTo(1);
            assertThat(err.toString().strip())
                    .startsWith("tokenyard: ")
                    .contains("MiB", "fewer requests", "-Xmx")
                    .endsWith(".")
                    .doesNotContain("\n", "OutOfMemoryError", "defect");
        }
    }
}
