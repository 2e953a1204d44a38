package dev.tokenyard.app.view.recording;

import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.FrameSource;
import dev.tokenyard.app.image.PictureExport;
import dev.tokenyard.app.image.RecordingPlan;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.FaultWords;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.view.stage.StageView;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.ThemeManager;
import dev.tokenyard.app.viewmodel.ComparisonViewModel;
import java.awt.image.BufferedImage;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import org.jspecify.annotations.Nullable;

/**
 * The stage of a comparison at one moment after the other, with a clock of its own, so that the window plays on. Pictures are drawn on
 * the FX thread, no more than one a pulse, while another thread waits for them.
 */
public final class StageFilm implements FrameSource, AutoCloseable {
    private static final long MOST_SECONDS = 60;

    private final Comparison comparison;
    private final RecordingPlan plan;
    private final @Nullable TimeRange range;
    private final Theme theme;
    private @Nullable FilmSet set;

    /**
     * A film; it takes hold of the comparison until it is closed.
     *
     * @param range the range of time that the heads of the lanes count, null for all of it
     */
    public StageFilm(Comparison comparison, RecordingPlan plan, @Nullable TimeRange range) {
        this.comparison = comparison;
        this.plan = plan;
        this.range = range;
        theme = plan.dark() ? Theme.DARK : Theme.LIGHT;
    }

    @Override
    public int count() {
        return plan.frames();
    }

    @Override
    public BufferedImage frame(int k) throws ExportException {
        if (set == null) {
            set = await(prepare());
        }
        return await(draw(set, plan.tick(k)));
    }

    @Override
    public void close() {
        FilmSet used = set;
        if (used != null) {
            Platform.runLater(used::strike);
        }
    }

    private static <T> T await(CompletableFuture<T> work) throws ExportException {
        try {
            return work.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ExportException("The film was interrupted.", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof OutOfMemoryError full) {
                throw full;
            }
            Throwable fault = Objects.requireNonNullElse(failed.getCause(), failed);
            throw new ExportException(
                    FaultWords.of("A picture of the film could not be drawn", fault, "the scenario"), failed);
        } catch (TimeoutException late) {
            throw new ExportException(
                    "A picture of the film was not drawn within " + MOST_SECONDS
                            + " s; choose a smaller size, or try again when the machine has less to do.",
                    late);
        }
    }

    /** Builds the set, and waits until the stage shows the comparison. */
    private CompletableFuture<FilmSet> prepare() {
        CompletableFuture<FilmSet> ready = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                FilmSet built = new FilmSet();
                built.whenShown(() -> ready.complete(built));
            } catch (RuntimeException | OutOfMemoryError failed) {
                ready.completeExceptionally(failed);
            }
        });
        return ready;
    }

    /** Draws a picture on the next pulse. */
    private CompletableFuture<BufferedImage> draw(FilmSet drawn, long tick) {
        CompletableFuture<BufferedImage> picture = new CompletableFuture<>();
        Platform.runLater(() -> new AnimationTimer() {
            @Override
            public void handle(long now) {
                stop();
                try {
                    picture.complete(drawn.picture(tick));
                } catch (RuntimeException | OutOfMemoryError failed) {
                    picture.completeExceptionally(failed);
                }
            }
        }.start());
        return picture;
    }

    /** What is filmed: a scene without a window; for the FX thread. */
    private final class FilmSet {
        private final ComparisonViewModel model = new ComparisonViewModel();
        private final StageView stage;
        private final FilmCaption caption;
        private final BorderPane root;

        FilmSet() {
            ThemeManager themes = new ThemeManager(theme);
            stage = new StageView(
                    model,
                    themes.themeProperty(),
                    task -> Thread.ofPlatform().daemon().name("film").start(task));
            caption = new FilmCaption(comparison, plan);
            root = new BorderPane(stage, caption, null, null, null);
            root.getStyleClass().add("ground");
            themes.apply(new Scene(root, plan.width(), plan.height()));
            model.playback().setSpeed(plan.speed());
        }

        @SuppressWarnings("ReferenceEquality") // A comparison that was run again is another.
        void whenShown(Runnable then) {
            stage.placedProperty().addListener(new ChangeListener<@Nullable Comparison>() {
                @Override
                public void changed(
                        ObservableValue<? extends @Nullable Comparison> property,
                        @Nullable Comparison before,
                        @Nullable Comparison now) {
                    if (now == comparison) {
                        property.removeListener(this);
                        then.run();
                    }
                }
            });
            model.show(comparison);
            model.playback().mark(range);
        }

        BufferedImage picture(long tick) {
            model.playback().seek(tick);
            caption.show(tick);
            root.resize(plan.width(), plan.height());
            return PictureExport.pixels(PictureExport.whole(root, theme.ground()), plan.width(), plan.height());
        }

        void strike() {
            model.comparisonProperty().set(null);
        }
    }
}
