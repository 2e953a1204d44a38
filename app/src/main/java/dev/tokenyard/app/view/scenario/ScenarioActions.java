package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.sim.trace.ImportReport;

/** What the panel asks of the window around it. */
public interface ScenarioActions {
    /** Takes over a scenario that comes with the program. */
    void openSample(ScenarioSpec scenario);

    /** Lets the user choose a trace file and opens it. */
    void chooseTrace();

    /** Lets the user say what the columns of the trace's file mean. */
    void chooseColumns();

    /** Lets the user choose a file of GPUs and models and adds them to the scenario. */
    void chooseCatalog();

    /** Lets the user choose a folder of measured step times and makes the scenario take them. */
    void chooseStepTimes();

    /** Shows how the reading of a file went, with repairs to choose. */
    void showReport(String traceName, ImportReport report);
}
