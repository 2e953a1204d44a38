package dev.tokenyard.app.viewmodel;

import dev.tokenyard.sim.time.Ticks;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleLongProperty;

/**
 * The one clock of all lanes, and the part of time that the timeline shows. All moments are ticks of the simulation.
 */
public final class PlaybackViewModel {
    /** Slowest speed: simulated seconds per second. */
    public static final double MIN_SPEED = 0.01;

    /** Fastest speed. */
    public static final double MAX_SPEED = 1000;

    private final ReadOnlyLongWrapper endTick = new ReadOnlyLongWrapper(this, "endTick", 0);
    private final LongProperty tick = new SimpleLongProperty(this, "tick", 0);
    private final BooleanProperty playing = new SimpleBooleanProperty(this, "playing", false);
    private final BooleanProperty looping = new SimpleBooleanProperty(this, "looping", false);
    private final DoubleProperty speed = new SimpleDoubleProperty(this, "speed", 1);
    private long pauseTick = Ticks.NEVER;
    private final ReadOnlyLongWrapper viewStartTick = new ReadOnlyLongWrapper(this, "viewStartTick", 0);
    private final ReadOnlyLongWrapper viewEndTick = new ReadOnlyLongWrapper(this, "viewEndTick", 0);

    /** The end of the longest run. */
    public ReadOnlyLongProperty endTickProperty() {
        return endTick.getReadOnlyProperty();
    }

    /** The end of the longest run. */
    public long endTick() {
        return endTick.get();
    }

    /** The present moment, 0 to {@link #endTick()}. */
    public ReadOnlyLongProperty tickProperty() {
        return tick;
    }

    /** The present moment. */
    public long tick() {
        return tick.get();
    }

    /** Whether time runs by itself. */
    public BooleanProperty playingProperty() {
        return playing;
    }

    /** Whether playing starts again at the end. */
    public BooleanProperty loopingProperty() {
        return looping;
    }

    /** Simulated seconds per second, {@link #MIN_SPEED} to {@link #MAX_SPEED}. */
    public DoubleProperty speedProperty() {
        return speed;
    }

    /** The left end of the visible part of time. */
    public ReadOnlyLongProperty viewStartTickProperty() {
        return viewStartTick.getReadOnlyProperty();
    }

    /** The right end of the visible part of time. */
    public ReadOnlyLongProperty viewEndTickProperty() {
        return viewEndTick.getReadOnlyProperty();
    }

    /**
     * Takes over the length of a new comparison. The present moment stays where it is if it still exists, and the visible
     * part too unless it showed everything, in which case it goes on doing so.
     */
    public void setEndTick(long newEndTick) {
        boolean showedAll = viewStartTick.get() <= 0 && viewEndTick.get() >= endTick.get();
        endTick.set(Math.max(0, newEndTick));
        if (showedAll) {
            showAll();
        } else {
            show(viewStartTick.get(), viewEndTick.get());
        }
        seek(tick.get());
    }

    /** Goes to a moment, cut to the run. */
    public void seek(long toTick) {
        tick.set(Math.max(0, Math.min(endTick.get(), toTick)));
    }

    /**
     * Lets time pass if it is playing.
     *
     * @param wallSeconds seconds of the viewer's time
     */
    public void advance(double wallSeconds) {
        if (!playing.get() || endTick.get() == 0) {
            return;
        }
        long next = tick.get() + Math.round(wallSeconds * speed.get() * Ticks.PER_SECOND);
        if (tick.get() < pauseTick && next >= pauseTick && pauseTick <= endTick.get()) {
            playing.set(false);
            seek(pauseTick);
            return;
        }
        if (next < endTick.get()) {
            seek(next);
        } else if (looping.get()) {
            seek(0);
        } else {
            seek(endTick.get());
            playing.set(false);
        }
    }

    /** Playing pauses at this moment when it comes there from before it; {@link Ticks#NEVER} for nowhere. */
    public void setPauseTick(long newPauseTick) {
        pauseTick = newPauseTick;
    }

    /** Plays or pauses; at the end, plays from the start. */
    public void togglePlaying() {
        if (!playing.get() && tick.get() >= endTick.get()) {
            seek(0);
        }
        playing.set(!playing.get());
    }

    /** Sets the speed, cut to its range. */
    public void setSpeed(double newSpeed) {
        speed.set(Math.max(MIN_SPEED, Math.min(MAX_SPEED, newSpeed)));
    }

    /** Shows all of time. */
    public void showAll() {
        viewStartTick.set(0);
        viewEndTick.set(Math.max(1, endTick.get()));
    }

    /** Shows a part of time, cut to the run and at least a millisecond wide. */
    public void show(long fromTick, long toTick) {
        long end = Math.max(1, endTick.get());
        long width = Math.min(end, Math.max(Ticks.PER_MILLISECOND, toTick - fromTick));
        long start = Math.max(0, Math.min(end - width, fromTick));
        viewStartTick.set(start);
        viewEndTick.set(start + width);
    }

    /**
     * Zooms about a moment that stays where it is on the screen.
     *
     * @param aboutTick the moment
     * @param factor width of the new view as a share of the old one; below 1 zooms in
     */
    public void zoom(long aboutTick, double factor) {
        double left = (aboutTick - viewStartTick.get()) * factor;
        double right = (viewEndTick.get() - aboutTick) * factor;
        show(Math.round(aboutTick - left), Math.round(aboutTick + right));
    }

    /**
     * Shifts the view.
     *
     * @param share share of its width, positive to the right
     */
    public void pan(double share) {
        long width = viewEndTick.get() - viewStartTick.get();
        long by = Math.round(width * share);
        show(viewStartTick.get() + by, viewEndTick.get() + by);
    }
}
