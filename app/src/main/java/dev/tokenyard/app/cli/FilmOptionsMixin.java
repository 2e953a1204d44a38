package dev.tokenyard.app.cli;

import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.Recording;
import dev.tokenyard.app.image.RecordingPlan;
import dev.tokenyard.app.image.RecordingPlan.Subject;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.sim.export.Progress;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is filmed, and how. */
@SuppressWarnings("NullAway.Init")
final class FilmOptionsMixin {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})[xX×](\\d{1,5})");
    private static final double USUAL_SECONDS = 10;

    enum Look {
        dark,
        light
    }

    enum View {
        stage,
        window
    }

    @Option(names = "--gif", paramLabel = "FILE.gif", description = "A film as an animated GIF.")
    private @Nullable Path gif;

    @Option(names = "--frames", paramLabel = "DIR", description = "A film as numbered PNG files.")
    private @Nullable Path frames;

    @Option(
            names = "--from",
            defaultValue = "0",
            paramLabel = "S",
            description =
                    "Its first moment, in simulated seconds; page, figures, charts and what the lanes of a film count are of"
                            + " the range from there on.")
    private double from;

    @Option(
            names = "--to",
            paramLabel = "S",
            description =
                    "Its last moment, and the end of that range; by default ten seconds of watching after the first, or the"
                            + " end of the runs.")
    private @Nullable Double to;

    @Option(
            names = "--fps",
            defaultValue = "15",
            paramLabel = "N",
            description = "Frames per second, 1 to 50: ${DEFAULT-VALUE}.")
    private double framesPerSecond;

    @Option(
            names = "--speed",
            defaultValue = "1",
            paramLabel = "X",
            description = "Simulated seconds per second of watching: ${DEFAULT-VALUE}.")
    private double speed;

    @Option(
            names = "--size",
            defaultValue = "1120x630",
            paramLabel = "WxH",
            description = "In pixels: ${DEFAULT-VALUE}.")
    private String size;

    @Option(
            names = "--theme",
            defaultValue = "dark",
            paramLabel = "THEME",
            description = "${COMPLETION-CANDIDATES}: ${DEFAULT-VALUE}.")
    private Look theme;

    @Option(
            names = "--view",
            defaultValue = "stage",
            paramLabel = "VIEW",
            description = "${COMPLETION-CANDIDATES}: ${DEFAULT-VALUE}.")
    private View view;

    @Nullable
    Path gif() {
        return gif;
    }

    @Nullable
    Path frames() {
        return frames;
    }

    /** The part of the time that was asked for, without an end where there is no {@code --to}. */
    Window window() throws CommandFailure {
        return WindowOption.window(from, to);
    }

    void write(Comparison comparison, Recorder recorder, Progress progress, Consumer<Path> written)
            throws ExportException, CommandFailure {
        if (gif == null && frames == null) {
            return;
        }
        RecordingPlan plan;
        try {
            plan = plan(comparison.endTick());
        } catch (IllegalArgumentException refused) {
            throw CommandFailure.badInput(refused);
        }
        TimeRange range = TimeRange.of(window(), comparison);
        if (gif != null) {
            Path target = gif;
            recorder.record(comparison, plan, range, film -> Recording.writeGif(target, film, plan, progress));
            written.accept(target);
        }
        if (frames != null) {
            Path target = frames;
            recorder.record(comparison, plan, range, film -> Recording.writeFrames(target, film, progress));
            written.accept(target);
        }
    }

    private RecordingPlan plan(long endTick) throws CommandFailure {
        Matcher pixels = SIZE.matcher(size);
        if (!pixels.matches()) {
            throw new IllegalArgumentException(
                    "Option --size is \"" + size + "\"; give width and height in pixels, such as 1120x630.");
        }
        Window window = window();
        long begin = window.fromTick();
        long usual = Ticks.after(begin, Math.max(1, Math.round(USUAL_SECONDS * speed * Ticks.PER_SECOND)));
        return new RecordingPlan(
                view == View.window ? Subject.WINDOW : Subject.STAGE,
                begin,
                Math.min(endTick, to == null ? usual : window.toTick()),
                framesPerSecond,
                speed,
                Integer.parseInt(pixels.group(1)),
                Integer.parseInt(pixels.group(2)),
                theme == Look.dark);
    }
}
