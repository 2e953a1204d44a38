package dev.tokenyard.app.gallery;

import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.lesson.Lessons;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import javafx.application.Platform;
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
        FxCalls.run(() -> explorer.models().pages().pageProperty().set(Page.COMPARE));
        Thread.sleep(PLAY_MILLIS / 2);
        FxCalls.run(explorer::close);
        return 0;
    }
}
