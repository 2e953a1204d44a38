package dev.tokenyard.app.view.scenario;

import dev.tokenyard.sim.trace.ImportReport;

/** What the trace's card asks of the window around it. */
public interface TraceActions {
    /** Lets the user choose a trace file and opens it. */
    void chooseTrace();

    /** Shows the refused rows of a file. */
    void showReport(String traceName, ImportReport report);
}
