package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.WindowReport;
import tools.jackson.databind.node.ObjectNode;

/** How smoothly the window ran, as JSON. */
final class WindowReportJson {
    private WindowReportJson() {}

    static ObjectNode of(WindowReport report) {
        ObjectNode root = Output.object()
                .put("lanes", report.lanes())
                .put("instances", report.instances())
                .put("requests", report.requests())
                .put("most_waiting", report.mostWaiting());
        root.set("frames", work(report.frames()));
        root.set("seeks", work(report.seeks()));
        root.set(
                "soak",
                Output.object()
                        .put("seconds", report.soak().seconds())
                        .put("start_mib", report.soak().startMib())
                        .put("end_mib", report.soak().endMib())
                        .put("mib_per_hour", report.soak().mibPerHour()));
        root.set(
                "drag",
                Output.object()
                        .put("requests", report.drag().requests())
                        .put("policies", report.drag().policies())
                        .set("new_values", updates(report.drag().fresh()))
                        .set("values_shown_before", updates(report.drag().again())));
        return root;
    }

    private static ObjectNode updates(WindowReport.Updates updates) {
        return Output.object()
                .put("pictures_per_s", updates.pictures())
                .put("strips_per_s", updates.strips())
                .put("charts_per_s", updates.charts());
    }

    private static ObjectNode work(WindowReport.Work work) {
        return Output.object()
                .put("count", work.count())
                .put("p50_ms", work.p50())
                .put("p99_ms", work.p99())
                .put("worst_ms", work.worst());
    }
}
