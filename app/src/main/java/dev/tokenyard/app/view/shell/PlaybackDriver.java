package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import javafx.animation.AnimationTimer;
import javafx.beans.value.ChangeListener;

/**
 * Lets the viewer's time drive the clock of the simulation while it plays. The only timer of the window; it rests while
 * nothing plays.
 */
public final class PlaybackDriver {
    /** After a hiccup the clock goes on from where it was instead of leaping. */
    private static final double LONGEST_FRAME_SECONDS = 0.25;

    private static final double NANOS_PER_SECOND = 1e9;

    private final PlaybackViewModel playback;
    private final Frames frames = new Frames();
    private final ChangeListener<Boolean> followPlaying = (property, before, playing) -> {
        if (playing) {
            frames.begin();
        } else {
            frames.stop();
        }
    };

    /** A driver that is not yet active. */
    public PlaybackDriver(PlaybackViewModel playback) {
        this.playback = playback;
    }

    /** Begins to drive the clock. */
    public void activate() {
        playback.playingProperty().addListener(followPlaying);
        if (playback.playingProperty().get()) {
            frames.begin();
        }
    }

    /** Leaves the clock alone. */
    public void deactivate() {
        playback.playingProperty().removeListener(followPlaying);
        frames.stop();
    }

    private final class Frames extends AnimationTimer {
        private static final long NONE = -1;

        private long lastNanos = NONE;

        void begin() {
            lastNanos = NONE;
            start();
        }

        @Override
        public void handle(long nowNanos) {
            if (lastNanos != NONE) {
                playback.advance(Math.min(LONGEST_FRAME_SECONDS, (nowNanos - lastNanos) / NANOS_PER_SECOND));
            }
            lastNanos = nowNanos;
        }
    }
}
