package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.session.LastScenario;
import dev.tokenyard.app.session.ScenarioStore;
import dev.tokenyard.app.session.Settings;
import dev.tokenyard.app.session.reproduce.Experiment;
import dev.tokenyard.app.session.reproduce.Experiments;
import dev.tokenyard.app.view.compare.ExportDialogs;
import dev.tokenyard.app.viewmodel.Delay;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What the window needs from outside; tests put their own in place.
 *
 * @param scenarios reads and writes scenario files
 * @param settings what is remembered from start to start
 * @param lastScenario the scenario with which the program was left
 * @param dialogs asks for files
 * @param exportDialogs asks where the compare page shall write
 * @param catalog the hardware to choose from
 * @param experiments the published experiments that can be run again
 * @param background where files are read and all that takes long is computed
 * @param foreground the FX thread
 * @param delay puts work for the FX thread off
 */
public record WindowServices(
        ScenarioStore scenarios,
        Settings settings,
        LastScenario lastScenario,
        FileDialogs dialogs,
        ExportDialogs exportDialogs,
        HardwareCatalog catalog,
        List<Experiment> experiments,
        Executor background,
        Executor foreground,
        Delay delay) {
    /** With all experiments that there are. */
    public WindowServices(
            ScenarioStore scenarios,
            Settings settings,
            LastScenario lastScenario,
            FileDialogs dialogs,
            ExportDialogs exportDialogs,
            HardwareCatalog catalog,
            Executor background,
            Executor foreground,
            Delay delay) {
        this(
                scenarios,
                settings,
                lastScenario,
                dialogs,
                exportDialogs,
                catalog,
                Experiments.all(),
                background,
                foreground,
                delay);
    }
}
