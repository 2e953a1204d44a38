package dev.tokenyard.app.image;

import dev.tokenyard.sim.export.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes films: as an animated GIF, or as a folder of numbered pictures for other programs. Not for the FX thread. */
public final class Recording {
    /** So many pictures tell the colours of all. */
    private static final int SAMPLES = 12;
    /** What choosing the colours takes of the whole, at most. */
    private static final double MOST_FOR_COLOURS = 0.25;
    /** How much longer the last picture stays before the film begins again, in hundredths of a second. */
    private static final int REST_HUNDREDTHS = 100;

    private Recording() {}

    /**
     * Writes a GIF, whole or not at all.
     *
     * @throws ExportException if it cannot be written
     * @throws java.util.concurrent.CancellationException if the progress asked for it; no file is left
     */
    public static void writeGif(Path file, FrameSource source, RecordingPlan plan, Progress progress)
            throws ExportException {
        ColourCounts counts = new ColourCounts();
        int frames = source.count();
        int samples = Math.min(SAMPLES, frames);
        double colours = Math.min(MOST_FOR_COLOURS, (double) samples / (samples + frames));
        for (int k = 0; k < samples; k++) {
            progress.report(colours * k / samples);
            counts.add(source.frame(samples == 1 ? 0 : (int) ((long) k * (frames - 1) / (samples - 1))));
        }
        FramePalette palette = FramePalette.of(counts);
        try {
            ExportTarget.write(file, out -> writeGif(out, palette, source, plan, progress.part(colours, 1)));
        } catch (Undrawn undrawn) {
            throw undrawn.reason;
        }
        progress.report(1);
    }

    private static void writeGif(
            OutputStream out, FramePalette palette, FrameSource source, RecordingPlan plan, Progress progress)
            throws IOException {
        int frames = source.count();
        GifFile gif = new GifFile(out, palette, plan.width(), plan.height());
        boolean done = false;
        try {
            for (int k = 0; k < frames; k++) {
                progress.report((double) k / frames);
                gif.add(drawn(source, k), plan.hundredths(k) + (k == frames - 1 ? REST_HUNDREDTHS : 0));
            }
            done = true;
            gif.close();
        } finally {
            if (!done) {
                gif.abandon();
            }
        }
    }

    /** Leads the reason why a picture could not be drawn past those who would take it for a fault of the file. */
    private static final class Undrawn extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final ExportException reason;

        Undrawn(ExportException reason) {
            super(reason);
            this.reason = reason;
        }
    }

    private static BufferedImage drawn(FrameSource source, int k) {
        try {
            return source.frame(k);
        } catch (ExportException undrawn) {
            throw new Undrawn(undrawn);
        }
    }

    /**
     * Writes PNG files {@code frame-0001.png} and so on.
     *
     * @param folder where to; must be empty or missing
     * @throws ExportException if the folder has other files or cannot be written
     * @throws java.util.concurrent.CancellationException if the progress asked for it; what was written is taken away
     */
    public static void writeFrames(Path folder, FrameSource source, Progress progress) throws ExportException {
        boolean made = !Files.exists(folder);
        ExportFolder.requireEmpty(folder);
        int digits = Math.max(4, Integer.toString(source.count()).length());
        List<Path> written = new ArrayList<>();
        boolean done = false;
        try {
            for (int k = 0; k < source.count(); k++) {
                progress.report((double) k / source.count());
                BufferedImage picture = source.frame(k);
                Path file = folder.resolve(String.format(Locale.ROOT, "frame-%0" + digits + "d.png", k + 1));
                ExportTarget.write(file, out -> PngFile.write(picture, out));
                written.add(file);
            }
            done = true;
        } finally {
            if (!done) {
                ExportFolder.remove(written, made ? folder : null);
            }
        }
        progress.report(1);
    }
}
