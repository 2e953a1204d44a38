package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.RecentFiles;
import dev.tokenyard.app.session.ScenarioNotes;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.lesson.Lesson;
import dev.tokenyard.app.session.lesson.LessonStep;
import dev.tokenyard.app.session.lesson.Lessons;
import dev.tokenyard.app.view.compare.ComparePage;
import dev.tokenyard.app.view.experiments.ExperimentsPage;
import dev.tokenyard.app.view.inspector.InspectorView;
import dev.tokenyard.app.view.lessons.LessonBand;
import dev.tokenyard.app.view.lessons.LessonsPage;
import dev.tokenyard.app.view.predict.PredictPage;
import dev.tokenyard.app.view.stage.StageRegion;
import dev.tokenyard.app.view.stage.StageView;
import dev.tokenyard.app.view.sweep.SweepPage;
import dev.tokenyard.app.view.theme.ThemeManager;
import dev.tokenyard.app.view.timeline.TimelineView;
import dev.tokenyard.app.view.workload.WorkloadFiles;
import dev.tokenyard.app.view.workload.WorkloadPage;
import dev.tokenyard.app.viewmodel.AheadOfHand;
import dev.tokenyard.app.viewmodel.CompareViewModel;
import dev.tokenyard.app.viewmodel.ComparisonViewModel;
import dev.tokenyard.app.viewmodel.ExperimentsViewModel;
import dev.tokenyard.app.viewmodel.HindsightViewModel;
import dev.tokenyard.app.viewmodel.InspectorViewModel;
import dev.tokenyard.app.viewmodel.LessonsViewModel;
import dev.tokenyard.app.viewmodel.MessagesViewModel;
import dev.tokenyard.app.viewmodel.PagesViewModel;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import dev.tokenyard.app.viewmodel.PredictViewModel;
import dev.tokenyard.app.viewmodel.PreferencesViewModel;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.app.viewmodel.SweepViewModel;
import dev.tokenyard.app.viewmodel.TimelineViewModel;
import dev.tokenyard.app.viewmodel.WorkloadViewModel;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;

/** The whole explorer, put together: view-models, regions and window. Application, pictures and tests all start here. */
public final class Explorer {
    private final WindowModels models;
    private final TimelineView timeline;
    private final InspectorView inspector;
    private final MainWindow window;
    private final AheadOfHand aheadOfHand;

    /**
     * Puts an explorer together; it does nothing before {@link #start}.
     *
     * @param opening the scenario to begin with
     * @param runner simulates scenarios
     * @param services what it needs from outside
     * @param themes its looks
     * @param width width of its scene, in pixels
     * @param height height of its scene, in pixels
     */
    public Explorer(
            ScenarioSpec opening,
            ScenarioRunner runner,
            WindowServices services,
            ThemeManager themes,
            double width,
            double height) {
        Executor background = services.background();
        Executor foreground = services.foreground();
        ComparisonViewModel comparison = new ComparisonViewModel();
        MessagesViewModel messages = new MessagesViewModel();
        ScenarioViewModel scenario = new ScenarioViewModel(
                opening,
                runner,
                new LatestWins<>(background, foreground),
                comparison,
                messages,
                new RecentFiles(services.settings(), "trace"));
        TimelineViewModel timelineModel = new TimelineViewModel(comparison, background, foreground);
        scenario.hand().tryingProperty().addListener((property, before, trying) -> timelineModel.keepGhost(trying));
        PagesViewModel pages = new PagesViewModel();
        PreferencesViewModel preferences = new PreferencesViewModel(services.settings());
        HindsightViewModel hindsight = new HindsightViewModel(
                scenario, runner, timelineModel, messages, background, foreground, services.delay());
        ExperimentsViewModel experimentsModel =
                new ExperimentsViewModel(services.experiments(), background, foreground);
        WorkloadViewModel workloadModel = new WorkloadViewModel(scenario, runner, messages, background, foreground);
        workloadModel.activeProperty().bind(pages.pageProperty().isEqualTo(Page.WORKLOAD));
        SweepViewModel sweepModel = new SweepViewModel(scenario, comparison.playback(), runner, background, foreground);
        sweepModel.activeProperty().bind(pages.pageProperty().isEqualTo(Page.SWEEP));
        LessonsViewModel lessons = new LessonsViewModel(
                scenario, comparison, pages, messages, runner, Lessons.all(), background, foreground);
        CompareViewModel compareModel = new CompareViewModel(comparison, runner, background, foreground);
        compareModel
                .seeds()
                .waitWhile(
                        scenario.busyProperty().or(compareModel.activeProperty().not()));
        compareModel.setNotes(of -> ScenarioNotes.of(
                of.scenario(), of.trace(), runner.importReport(of.scenario().trace())));
        models = new WindowModels(
                comparison,
                compareModel,
                scenario,
                hindsight,
                timelineModel,
                experimentsModel,
                workloadModel,
                sweepModel,
                messages,
                pages,
                preferences,
                lessons);

        StageView stage = new StageView(comparison, themes.themeProperty(), background, services.delay());
        stage.forecastsShownProperty().bind(pages.lookAheadShownProperty());
        stage.calmProperty().bind(preferences.calmProperty());
        BooleanBinding onStage = pages.pageProperty().isEqualTo(Page.STAGE);
        stage.activeProperty().bind(onStage);
        timelineModel.activeProperty().bind(onStage);
        timeline = new TimelineView(timelineModel, themes.themeProperty());
        inspector = new InspectorView(
                new InspectorViewModel(comparison, services.catalog(), background, foreground, services.delay()),
                themes.themeProperty());
        compareModel.activeProperty().bind(pages.pageProperty().isEqualTo(Page.COMPARE));
        ComparePage compare =
                new ComparePage(compareModel, themes.themeProperty(), services.exportDialogs(), background, foreground);
        aheadOfHand = AheadOfHand.follow(
                scenario, background, services.delay(), List.of(timelineModel::folding, compare::charting));
        pages.pageProperty().subscribe(aheadOfHand::viewsHaveChanged);
        PredictViewModel predictModel =
                new PredictViewModel(scenario, comparison.playback(), runner, background, foreground);
        predictModel.activeProperty().bind(pages.pageProperty().isEqualTo(Page.PREDICT));
        PredictPage predict =
                new PredictPage(predictModel, themes.themeProperty(), services.exportDialogs(), background, foreground);
        ExperimentsPage experiments = new ExperimentsPage(
                experimentsModel, themes.themeProperty(), services.exportDialogs(), background, foreground);
        WorkloadPage workload = new WorkloadPage(
                workloadModel,
                themes.themeProperty(),
                workloadFiles(services.dialogs()),
                services.exportDialogs(),
                background,
                foreground);
        SweepPage sweep = new SweepPage(
                sweepModel,
                themes.themeProperty(),
                services.exportDialogs(),
                background,
                foreground,
                () -> pages.pageProperty().set(Page.STAGE));
        window = new MainWindow(
                models,
                services,
                new WindowRegions(
                        new StageRegion(stage, hindsight, comparison, themes.themeProperty()),
                        timeline,
                        inspector,
                        compare,
                        predict,
                        experiments,
                        workload,
                        sweep,
                        new LessonsPage(lessons, () -> chooseLesson(services)),
                        new LessonBand(lessons)),
                themes,
                width,
                height);
        inspector.setOnFork(window::fork);
    }

    private void chooseLesson(WindowServices services) {
        services.dialogs().scenarioToOpen().ifPresent(file -> models.lessons().open(file));
    }

    private static WorkloadFiles workloadFiles(FileDialogs dialogs) {
        return new WorkloadFiles() {
            @Override
            public Optional<Path> traceToOpen() {
                return dialogs.traceToOpen();
            }

            @Override
            public Optional<Path> fileToSave(String suggestedName) {
                return dialogs.exportTarget(suggestedName);
            }
        };
    }

    /** Simulates the opening scenario and begins to show it. */
    public void start() {
        timeline.activate();
        inspector.activate();
        window.activate();
        models.scenario().simulate();
    }

    /** Uses the time in which nothing is asked for to simulate what may be asked for next. */
    public void lookAheadWhenIdle() {
        aheadOfHand.alsoWhenIdle();
    }

    /**
     * Plays as soon as there is something to play.
     *
     * @param seconds the moment to start from, in simulated seconds
     * @param speed simulated seconds per second
     */
    public void playFrom(double seconds, double speed) {
        PlaybackViewModel playback = models.comparison().playback();
        playback.endTickProperty().addListener(new ChangeListener<Number>() {
            @Override
            public void changed(ObservableValue<? extends Number> property, Number before, Number now) {
                property.removeListener(this);
                playback.seek(Ticks.fromSeconds(seconds));
                playback.setSpeed(speed);
                playback.playingProperty().set(true);
            }
        });
    }

    /** Plays the opening scenario from the moment that a lesson names, and says what is to be seen there. */
    public void introduce(Lesson opening) {
        LessonStep step = opening.steps().get(0);
        playFrom(step.at().seconds(), step.speed());
        models.lessons().introduce(opening);
    }

    /** Stops the clock and what runs in the background. */
    public void stop() {
        aheadOfHand.close();
        models.hindsight().close();
        models.scenario().close();
        models.experiments().close();
        models.sweep().close();
        models.lessons().cancel();
        window.deactivate();
        inspector.deactivate();
        timeline.deactivate();
    }

    /**
     * Keeps the scenario for the next start, unless it is still the one that the program opens with.
     *
     * @return whether all of it was written
     */
    public boolean keepScenario() {
        return window.keepScenario();
    }

    /** The window. */
    public MainWindow window() {
        return window;
    }

    /** The view-models of the whole. */
    public WindowModels models() {
        return models;
    }
}
