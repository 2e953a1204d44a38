package dev.tokenyard.app.gallery;

import dev.tokenyard.app.cli.Recorder.Film;
import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.RecordingPlan;
import dev.tokenyard.app.image.RecordingPlan.Subject;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.view.recording.StageFilm;
import org.jspecify.annotations.Nullable;

/** Films without a display, for the command line. */
public final class HeadlessRecorder {
    private static boolean started;

    private HeadlessRecorder() {}

    /**
     * Films a comparison; the first call starts the toolkit.
     *
     * @param range the range of time that figures in the pictures are of, null for all of it
     * @throws ExportException if pictures cannot be drawn or written
     */
    public static synchronized void record(
            Comparison comparison, RecordingPlan plan, @Nullable TimeRange range, Film film) throws ExportException {
        if (!started) {
            FxCalls.startHeadless();
            started = true;
        }
        if (plan.subject() == Subject.WINDOW) {
            try (WindowFilm frames = new WindowFilm(comparison, plan, range)) {
                film.write(frames);
            }
        } else {
            try (StageFilm frames = new StageFilm(comparison, plan, range)) {
                film.write(frames);
            }
        }
    }
}
