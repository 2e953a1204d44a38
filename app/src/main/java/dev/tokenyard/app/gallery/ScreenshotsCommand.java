package dev.tokenyard.app.gallery;

import dev.tokenyard.app.image.ExportException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes the pictures in {@code screenshots/} anew. */
@Command(
        name = "screenshots",
        mixinStandardHelpOptions = true,
        description =
                "Takes the pictures of the documentation anew, from the running program, or others of your choice.")
@SuppressWarnings("NullAway.Init")
public final class ScreenshotsCommand implements Callable<Integer> {
    private static final Pattern SIZE = Pattern.compile("(\\d{3,4})x(\\d{3,4})");

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = "screenshots",
            description = "Where to: ${DEFAULT-VALUE}.")
    private Path folder;

    @Option(names = "--trace", paramLabel = "FILE", description = "Show this trace playing as well.")
    private @Nullable Path trace;

    @Option(
            names = "--only",
            paramLabel = "VIEW",
            split = ",",
            description = "Only these views, for instance overview,compare,sweep.")
    private Set<String> only = Set.of();

    @Option(
            names = "--size",
            paramLabel = "WxH",
            split = ",",
            description = "Windows of these sizes in pixels: 1280x800,1920x1200 unless others are named.")
    private List<String> sizes = List.of();

    @Option(
            names = "--scale",
            paramLabel = "X",
            defaultValue = "1",
            description = "Everything so much larger, 0.5 to 3: ${DEFAULT-VALUE}.")
    private double scale;

    /** Made by the command line. */
    public ScreenshotsCommand() {}

    @Override
    public Integer call() throws ExportException {
        if (!(scale >= 0.5 && scale <= 3)) {
            throw new ParameterException(
                    spec.commandLine(), "Option --scale is " + scale + "; give a number from 0.5 to 3");
        }
        for (String view : only) {
            if (!Gallery.VIEWS.contains(view)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "Option --only: there is no view " + view + "; choose among "
                                + String.join(", ", Gallery.VIEWS));
            }
        }
        if (only.contains("trace") && trace == null) {
            throw new ParameterException(
                    spec.commandLine(), "Option --only names trace; name a trace file with --trace");
        }
        List<int[]> wanted =
                sizes.isEmpty() ? Gallery.SIZES : sizes.stream().map(this::size).toList();
        FxCalls.startHeadless();
        new Gallery(folder, wanted, scale, only, file -> {
                    spec.commandLine().getOut().println(file);
                    spec.commandLine().getOut().flush();
                })
                .takeAll(trace);
        return 0;
    }

    private int[] size(String text) {
        Matcher parts = SIZE.matcher(text);
        if (!parts.matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Option --size is " + text + "; give a width and a height in pixels, such as 1280x800");
        }
        return new int[] {Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))};
    }
}
