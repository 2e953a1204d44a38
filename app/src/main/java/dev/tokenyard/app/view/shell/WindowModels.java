package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.viewmodel.CompareViewModel;
import dev.tokenyard.app.viewmodel.ComparisonViewModel;
import dev.tokenyard.app.viewmodel.ExperimentsViewModel;
import dev.tokenyard.app.viewmodel.HindsightViewModel;
import dev.tokenyard.app.viewmodel.LessonsViewModel;
import dev.tokenyard.app.viewmodel.MessagesViewModel;
import dev.tokenyard.app.viewmodel.PagesViewModel;
import dev.tokenyard.app.viewmodel.PreferencesViewModel;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.app.viewmodel.SweepViewModel;
import dev.tokenyard.app.viewmodel.TimelineViewModel;
import dev.tokenyard.app.viewmodel.WorkloadViewModel;

/**
 * The view-models that the window as a whole works with.
 *
 * @param comparison the picture
 * @param compare its figures
 * @param scenario what is simulated
 * @param hindsight the search for its hindsight optimum
 * @param timeline the transport
 * @param experiments the published experiments
 * @param workload the trace, edited
 * @param sweep a figure against a knob
 * @param messages what the user is told
 * @param pages what is on show
 * @param preferences how the user wants the window
 * @param lessons short guided scenarios
 */
public record WindowModels(
        ComparisonViewModel comparison,
        CompareViewModel compare,
        ScenarioViewModel scenario,
        HindsightViewModel hindsight,
        TimelineViewModel timeline,
        ExperimentsViewModel experiments,
        WorkloadViewModel workload,
        SweepViewModel sweep,
        MessagesViewModel messages,
        PagesViewModel pages,
        PreferencesViewModel preferences,
        LessonsViewModel lessons) {}
