package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.viewmodel.ComparisonViewModel;
import dev.tokenyard.app.viewmodel.ExperimentsViewModel;
import dev.tokenyard.app.viewmodel.MessagesViewModel;
import dev.tokenyard.app.viewmodel.PagesViewModel;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.app.viewmodel.TimelineViewModel;

/**
 * The view-models that the window as a whole works with.
 *
 * @param comparison the picture
 * @param scenario what is simulated
 * @param timeline the transport
 * @param experiments the published experiments
 * @param messages what the user is told
 * @param pages what is on show
 */
public record WindowModels(
        ComparisonViewModel comparison,
        ScenarioViewModel scenario,
        TimelineViewModel timeline,
        ExperimentsViewModel experiments,
        MessagesViewModel messages,
        PagesViewModel pages) {}
