package dev.tokenyard.app.gallery;

import dev.tokenyard.app.image.FrameSource;
import dev.tokenyard.app.image.PictureExport;
import dev.tokenyard.app.image.RecordingPlan;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import java.awt.image.BufferedImage;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/** The whole window at one moment after the other, on a screen without a display. */
final class WindowFilm implements FrameSource, AutoCloseable {
    /** What is drawn on one pulse is seen on the next. */
    private static final long PULSES_MILLIS = 60;
    /** The first picture waits until all has come to rest. */
    private static final long FIRST_MILLIS = 700;

    private final RecordingPlan plan;
    private final Theme theme;
    private final HeadlessExplorer explorer;
    private boolean first = true;

    /** @param range the range that is marked on the timeline, null for none */
    WindowFilm(Comparison comparison, RecordingPlan plan, @Nullable TimeRange range) {
        this.plan = plan;
        theme = plan.dark() ? Theme.DARK : Theme.LIGHT;
        explorer = FxCalls.call(() -> new HeadlessExplorer(
                comparison.scenario(), theme, plan.width(), plan.height(), Runnable::run, Runnable::run));
        FxCalls.run(() -> {
            PlaybackViewModel playback = explorer.models().comparison().playback();
            playback.setSpeed(plan.speed());
            playback.mark(range);
        });
    }

    @Override
    public int count() {
        return plan.frames();
    }

    @Override
    public BufferedImage frame(int k) {
        FxCalls.run(() -> explorer.models().timeline().seek(plan.tick(k)));
        try {
            Thread.sleep(first ? FIRST_MILLIS : PULSES_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        first = false;
        Image picture = FxCalls.call(() -> PictureExport.whole(explorer.content(), theme.ground()));
        return PictureExport.pixels(picture, plan.width(), plan.height());
    }

    @Override
    public void close() {
        FxCalls.run(explorer::close);
    }
}
