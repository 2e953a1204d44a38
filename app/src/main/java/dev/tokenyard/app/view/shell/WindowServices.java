package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.session.ScenarioStore;
import dev.tokenyard.app.session.Settings;
import dev.tokenyard.app.session.reproduce.Experiment;
import dev.tokenyard.app.session.reproduce.Experiments;
import dev.tokenyard.app.view.compare.ExportDialogs;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What the window needs from outside; tests put their own in place.
 *
 * @param scenarios reads and writes scenario files
 * @param settings what is remembered from start to start
 * @param dialogs asks for files
 * @param exportDialogs asks where the compare page shall write
 * @param catalog the hardware to choose from
 * @param experiments the published experiments that can be run again
 * @param background where files are read and all that takes long is computed
 * @param foreground the FX thread
 */
public record WindowServices(
        ScenarioStore scenarios,
        Settings settings,
        FileDialogs dialogs,
        ExportDialogs exportDialogs,
        HardwareCatalog catalog,
        List<Experiment> experiments,
        Executor background,
        Executor foreground) {
    /** With all experiments that there are. */
    public WindowServices(
            ScenarioStore scenarios,
            Settings settings,
            FileDialogs dialogs,
            ExportDialogs exportDialogs,
            HardwareCatalog catalog,
            Executor background,
            Executor foreground) {
        this(scenarios, settings, dialogs, exportDialogs, catalog, Experiments.all(), background, foreground);
    }
}
