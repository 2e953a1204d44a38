package dev.tokenyard.app.cli;

import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.session.ScenarioDefaults;
import java.io.PrintWriter;
import java.nio.file.Path;

/** The window's opening comparison, for where there is no window. */
public final class DefaultComparison {
    private DefaultComparison() {}

    /**
     * Runs it, prints its table and writes its files.
     *
     * @param folder where the files go
     * @param figures how charts are drawn
     * @return the process's exit code
     */
    public static int run(PrintWriter out, PrintWriter err, Path folder, ExportOptions figures) {
        try {
            ResultFolder.COMPARISON.check(folder);
            ComparisonReport report = new ComparisonReport(RunCommand.run(ScenarioDefaults.opening(), 1, ""));
            report.print(out, false);
            report.write(folder, figures, err);
            return 0;
        } catch (CommandFailure failure) {
            err.println("tokenyard: " + failure.getMessage());
            return failure.exitCode();
        }
    }
}
