package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.TraceLibrary;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.metrics.Replications;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The runs of a sweep as they come, by policy, value and seed. For one thread. */
final class SweepBoard {
    private final SweepPlan plan;
    private final Set<Double> planned;
    private final boolean generated;
    private final List<TreeMap<Double, TreeMap<Integer, RunMetrics>>> runs = new ArrayList<>();

    SweepBoard(SweepPlan plan) {
        this.plan = plan;
        planned = new HashSet<>(plan.range().values(plan.knob()));
        generated = TraceLibrary.isRecipe(plan.scenario().trace());
        plan.policies().forEach(policy -> runs.add(new TreeMap<>()));
    }

    void put(SweepRuns.Job job, RunMetrics figures) {
        runs.get(job.series())
                .computeIfAbsent(job.value(), value -> new TreeMap<>())
                .put(job.seedIndex(), figures);
    }

    /** Everything that is there. */
    Sweep snapshot(List<GoalKnee> knees, double progress) {
        return new Sweep(plan, series(), knees, generated, progress);
    }

    List<SweepSeries> series() {
        List<SweepSeries> series = new ArrayList<>();
        for (int p = 0; p < runs.size(); p++) {
            PolicyChoice policy = plan.policies().get(p);
            List<SweepPoint> points = new ArrayList<>();
            for (Map.Entry<Double, TreeMap<Integer, RunMetrics>> at :
                    runs.get(p).entrySet()) {
                points.add(new SweepPoint(
                        at.getKey(),
                        planned.contains(at.getKey()),
                        new Replications(List.copyOf(at.getValue().values()))));
            }
            series.add(new SweepSeries(
                    policy.id(), PolicyCatalog.byId(policy.id()).card().title(), points));
        }
        return series;
    }
}
