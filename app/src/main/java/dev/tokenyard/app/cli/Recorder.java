package dev.tokenyard.app.cli;

import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.FrameSource;
import dev.tokenyard.app.image.RecordingPlan;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.TimeRange;
import org.jspecify.annotations.Nullable;

/** Films a comparison: the part of the window's job that the command line asks for, without knowing windows. */
@FunctionalInterface
public interface Recorder {
    /** Writes the pictures of a film, which are there as long as it runs. */
    @FunctionalInterface
    interface Film {
        /** Called once. */
        void write(FrameSource frames) throws ExportException;
    }

    /**
     * Films.
     *
     * @param range the range of time that figures in the pictures are of, null for all of it
     * @throws ExportException if pictures cannot be drawn or written; the message is for the user
     */
    void record(Comparison comparison, RecordingPlan plan, @Nullable TimeRange range, Film film) throws ExportException;
}
