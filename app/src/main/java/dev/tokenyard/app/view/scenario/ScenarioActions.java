package dev.tokenyard.app.view.scenario;

import dev.tokenyard.sim.trace.ImportReport;

/** What the panel asks of the window around it. */
public interface ScenarioActions {
    /** Lets the user choose a trace file and opens it. */
    void chooseTrace();

    /** Lets the user choose a file of GPUs and models and adds them to the scenario. */
    void chooseCatalog();

    /** Shows the refused rows of a file. */
    void showReport(String traceName, ImportReport report);
}
