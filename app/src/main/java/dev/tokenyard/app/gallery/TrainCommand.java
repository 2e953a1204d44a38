package dev.tokenyard.app.gallery;

import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.SpeedBenchmark;
import dev.tokenyard.app.session.lesson.Lessons;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import javafx.application.Platform;
import javafx.scene.control.Slider;
import picocli.CommandLine.Command;

/**
 * Does without a display what a start of the window does, for Java to note which classes that takes and how they are used: the
 * launcher keeps that in a cache from which later starts are faster.
 */
@Command(name = "train", hidden = true, description = "Does what a start of the window does, without a display.")
public final class TrainCommand implements Callable<Integer> {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final long PLAY_MILLIS = 2_500;
    private static final int DRAG_STEPS = 300;
    private static final int DRAG_SWINGS = 4;
    private static final long DRAG_STEP_MILLIS = 20;

    /** Made by the command line. */
    public TrainCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        FxCalls.startHeadless();
        HeadlessExplorer explorer = FxCalls.call(() -> new HeadlessExplorer(
                ScenarioDefaults.opening(), Theme.DARK, WIDTH, HEIGHT, ForkJoinPool.commonPool(), Platform::runLater));
        FxCalls.run(() -> {
            explorer.models().lessons().introduce(Lessons.opening());
            explorer.models().comparison().playback().playingProperty().set(true);
        });
        Thread.sleep(PLAY_MILLIS);
        List<PolicyChoice> policies =
                SpeedBenchmark.POLICIES.stream().map(PolicyChoice::of).toList();
        FxCalls.run(() -> explorer.models().scenario().edit(scenario -> scenario.withPolicies(policies)));
        drag(explorer);
        FxCalls.run(() -> explorer.models().pages().pageProperty().set(Page.COMPARE));
        drag(explorer);
        FxCalls.run(explorer::close);
        return 0;
    }

    /** To and fro with the slider that is dragged most. */
    private static void drag(HeadlessExplorer explorer) throws InterruptedException {
        Slider slider = FxCalls.call(() -> (Slider) explorer.content().lookup("#what-if-rate"));
        FxCalls.run(() -> slider.setValueChanging(true));
        for (int step = 0; step < DRAG_STEPS; step++) {
            double value = Math.sin(2 * Math.PI * DRAG_SWINGS * step / DRAG_STEPS);
            FxCalls.run(() -> slider.setValue(value));
            Thread.sleep(DRAG_STEP_MILLIS);
        }
        FxCalls.run(() -> slider.setValueChanging(false));
    }
}
