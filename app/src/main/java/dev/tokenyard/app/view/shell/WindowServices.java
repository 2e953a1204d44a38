package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.session.ScenarioStore;
import dev.tokenyard.app.session.Settings;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import java.util.concurrent.Executor;

/**
 * What the window needs from outside; tests put their own in place.
 *
 * @param scenarios reads and writes scenario files
 * @param settings what is remembered from start to start
 * @param dialogs asks for files
 * @param catalog the hardware to choose from
 * @param background where files are read
 * @param foreground the FX thread
 */
public record WindowServices(
        ScenarioStore scenarios,
        Settings settings,
        FileDialogs dialogs,
        HardwareCatalog catalog,
        Executor background,
        Executor foreground) {}
