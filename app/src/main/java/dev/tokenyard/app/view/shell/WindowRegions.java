package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.view.predict.PredictPage;
import dev.tokenyard.app.view.stage.StageRegion;
import dev.tokenyard.app.view.sweep.SweepPage;
import dev.tokenyard.app.view.timeline.TimelineView;
import dev.tokenyard.app.view.workload.WorkloadPage;
import javafx.scene.layout.Region;

/**
 * What the window frames.
 *
 * @param stage the lanes
 * @param timeline transport and strips
 * @param inspector what is selected, explained
 * @param compare the page of tables and charts
 * @param predict the page of predictions
 * @param experiments the page of published experiments
 * @param workload the page of the trace
 * @param sweep the page of a figure against a knob
 * @param lessons the page of lessons
 * @param band the lesson in play, above the stage
 */
public record WindowRegions(
        StageRegion stage,
        TimelineView timeline,
        Region inspector,
        Region compare,
        PredictPage predict,
        Region experiments,
        WorkloadPage workload,
        SweepPage sweep,
        Region lessons,
        Region band) {}
