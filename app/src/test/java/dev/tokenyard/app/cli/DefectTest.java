package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.view.theme.Theme;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A command that is itself at fault ends in one sentence that says where. */
class DefectTest {
    @Command(name = "broken")
    static final class Broken implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("no such place");
        }
    }

    @Test
    void whatBrokeAndWhereIsSaid() {
        StringWriter err = new StringWriter();
        CommandLine line = TokenyardCommand.commandLine(
                ExportOptions.figure(Theme.paper()), (trace, policies) -> new double[] {12});
        line.addSubcommand(new Broken());
        line.setErr(new PrintWriter(err));
        assertThat(line.execute("broken")).isEqualTo(1);
        assertThat(err.toString().strip())
                .matches("tokenyard: The command broke off because of a defect in the program \\(java\\.lang\\."
                        + "IllegalStateException: no such place in DefectTest\\.java, line \\d+\\); please report it with the"
                        + " command line\\.");
    }
}
