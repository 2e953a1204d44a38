package dev.tokenyard.app.cli;

import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.sim.metrics.Window;
import java.io.PrintWriter;
import java.nio.file.Path;

/** The window's opening comparison, for where there is no window. */
public final class DefaultComparison {
    private DefaultComparison() {}

    /**
     * Runs it, prints its table and writes its files; Ctrl-C stops it.
     *
     * @param folder where the files go
     * @param figures how charts are drawn
     * @return the process's exit code
     */
    public static int run(PrintWriter out, PrintWriter err, Path folder, ExportOptions figures) {
        try {
            return ResultFolder.COMPARISON.stoppable(err, folder, cancelled -> {
                ComparisonReport report = new ComparisonReport(
                        RunCommand.run(ScenarioDefaults.opening(), null, 1, "", Window.WHOLE, cancelled));
                report.print(out, false);
                report.write(folder, figures, err);
            });
        } catch (CommandFailure failure) {
            err.println("tokenyard: " + failure.getMessage());
            return failure.exitCode();
        }
    }
}
