package dev.tokenyard.app.chart.workload;

import dev.tokenyard.app.chart.ChartPalette;
import dev.tokenyard.app.session.workbench.Grouping;
import dev.tokenyard.app.session.workbench.WorkloadStudy;
import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.workload.profile.NameCounts;
import dev.tokenyard.sim.workload.profile.TraceGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * A group of requests with the colour of its line.
 *
 * @param colour the index of the colour in a palette
 */
record GroupSeries(TraceGroup group, int colour) {
    /** More lines cannot be told apart. */
    private static final int MOST = 6;

    /**
     * The groups of what has come of a trace, those of most requests; all others are one more.
     *
     * @param classes the scenario's classes in the order of their colours
     */
    static List<GroupSeries> of(WorkloadStudy study, Grouping grouping, List<String> classes) {
        Label label = grouping.label();
        if (label == null) {
            return List.of();
        }
        NameCounts counts =
                label == Label.CLASS ? study.after().classes() : study.after().clients();
        List<String> names = counts.top(counts, MOST);
        List<GroupSeries> series = new ArrayList<>();
        int stranger = classes.size();
        for (TraceGroup group : TraceGroup.of(study.trace(), label, names)) {
            if (group.name().equals(TraceGroup.OTHERS)) {
                series.add(new GroupSeries(group, ChartPalette.QUIET));
            } else if (label == Label.CLASS) {
                int index = classes.indexOf(group.name());
                series.add(new GroupSeries(group, ChartPalette.FIRST_CLASS + (index >= 0 ? index : stranger++)));
            } else {
                series.add(new GroupSeries(group, series.size()));
            }
        }
        return series;
    }
}
