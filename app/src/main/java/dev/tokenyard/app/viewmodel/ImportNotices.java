package dev.tokenyard.app.viewmodel;

import dev.tokenyard.sim.trace.ImportReport;
import org.jspecify.annotations.Nullable;

/** Says once of each trace file which of its rows were refused, and no longer what was said of an earlier one. */
final class ImportNotices {
    private final MessagesViewModel messages;
    private final String topic;
    private @Nullable ImportReport reported;

    /** @param topic what else is said of traces */
    ImportNotices(MessagesViewModel messages, String topic) {
        this.messages = messages;
        this.topic = topic;
    }

    /** Tells of what was read for the scenario of a name. */
    void report(ImportReport report, String name) {
        if (report.equals(reported)) {
            return;
        }
        reported = report;
        messages.clear(topic);
        if (report.rowsRefused() > 0) {
            messages.warn(
                    topic,
                    name + ": " + TimeText.count(report.rowsRead(), "row", "rows") + " read, "
                            + TimeText.count(report.rowsRefused()) + " refused; the first: "
                            + report.problems().get(0).text() + ".");
        }
    }
}
