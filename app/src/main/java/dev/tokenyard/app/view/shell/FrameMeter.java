package dev.tokenyard.app.view.shell;

import dev.tokenyard.sim.metrics.Distribution;
import java.util.Arrays;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;

/**
 * Measures the work that frames take on the FX thread: from the first animation timer of a pulse to the end of its layout,
 * in which canvases are drawn.
 */
public final class FrameMeter {
    private static final int KEPT = 1200;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Scene scene;
    private final double[] millis = new double[KEPT];
    private final Runnable layoutEnd = this::endFrame;
    private final Pulse pulse = new Pulse();
    private int count;
    private long startNanos;
    private long firstNanos;
    private long lastNanos;

    /** A meter that does not measure yet. */
    public FrameMeter(Scene scene) {
        this.scene = scene;
    }

    /** Begins to measure, and keeps the window's pulses going. */
    public void start() {
        reset();
        pulse.start();
        scene.addPostLayoutPulseListener(layoutEnd);
    }

    /** Stops measuring. */
    public void stop() {
        pulse.stop();
        scene.removePostLayoutPulseListener(layoutEnd);
    }

    /** Forgets what was measured. */
    public void reset() {
        count = 0;
        firstNanos = 0;
        startNanos = 0;
    }

    private void endFrame() {
        if (startNanos != 0) {
            lastNanos = System.nanoTime();
            millis[count++ % KEPT] = (lastNanos - startNanos) / NANOS_PER_MILLI;
            firstNanos = firstNanos == 0 ? startNanos : firstNanos;
            startNanos = 0;
        }
    }

    /** Frames that were measured. */
    public int frames() {
        return count;
    }

    /** Frames in a second. */
    public double framesPerSecond() {
        return count < 2 ? 0 : (count - 1) * NANOS_PER_SECOND / (lastNanos - firstNanos);
    }

    /** The work of the latest frames, in milliseconds. */
    public Distribution workMillis() {
        return Distribution.of(Arrays.copyOf(millis, Math.min(count, KEPT)));
    }

    private final class Pulse extends AnimationTimer {
        @Override
        public void handle(long now) {
            startNanos = System.nanoTime();
        }
    }
}
