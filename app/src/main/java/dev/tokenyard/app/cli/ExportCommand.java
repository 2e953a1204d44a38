package dev.tokenyard.app.cli;

import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.ExportFolder;
import dev.tokenyard.app.report.ChartFolder;
import dev.tokenyard.app.report.FigureFolder;
import dev.tokenyard.app.report.FigureWidth;
import dev.tokenyard.app.report.HtmlReport;
import dev.tokenyard.app.report.ReportLook;
import dev.tokenyard.app.report.ReportSource;
import dev.tokenyard.app.report.RunTrace;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ForkEdits;
import dev.tokenyard.app.session.InputFiles;
import dev.tokenyard.app.session.ReplicatedComparison;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.sim.export.Progress;
import dev.tokenyard.sim.metrics.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a scenario and writes what can be shown to others: a page, figures, a film, a trace of the run. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Runs a scenario file, or the scenario of the options of \"run\", and writes it as a report, as"
                        + " figures for a paper, as a film or as a trace for ui.perfetto.dev. Several at once may be asked for.")
@SuppressWarnings("NullAway.Init")
final class ExportCommand implements Callable<Integer> {
    private static final String TRACE = "--trace";
    private static final String POLICY = "--policy";

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO.json",
            description = "The scenario file; --policy chooses among its policies.")
    private @Nullable Path file;

    @Mixin
    private RunOptionsMixin run;

    @Option(names = "--html", paramLabel = "FILE", description = "The comparison as one page with tables and charts.")
    private @Nullable Path html;

    @Option(
            names = "--figures",
            paramLabel = "DIR",
            description = "Every chart at the width of a paper's column, as PDF, SVG and CSV, with captions.")
    private @Nullable Path figures;

    @Option(
            names = "--width",
            defaultValue = "single",
            paramLabel = "WIDTH",
            description = "Of figures: single (3.33 in) or double (7 in).")
    private String width;

    @Option(names = "--charts", paramLabel = "DIR", description = "Every chart as PNG, SVG, PDF and CSV.")
    private @Nullable Path charts;

    @Option(
            names = "--perfetto",
            paramLabel = "FILE.json",
            description = "The runs as a trace that ui.perfetto.dev opens; --from and --to cut it.")
    private @Nullable Path perfetto;

    @Mixin
    private FilmOptionsMixin film;

    @Option(
            names = "--baseline",
            defaultValue = "",
            paramLabel = "ID",
            description = "The policy that others are compared with in the page; by default the first.")
    private String baseline;

    @Option(
            names = "--seeds",
            defaultValue = "1",
            paramLabel = "K",
            description =
                    "Tables of --html and --figures with means over K seeds, from the scenario's own on, and their 95 %%"
                            + " intervals; all else is of the first.")
    private int seeds;

    @Option(names = "--force", description = "Replace files that are there.")
    private boolean force;

    @Override
    public Integer call() throws CommandFailure {
        RunCommand.checkSeeds(seeds);
        FigureWidth figureWidth = checkOutputs();
        Window window = film.window();
        ScenarioSpec scenario = scenario();
        RunCommand.checkLastSeed(scenario, seeds);
        checkInputs(scenario);
        checkFree();
        return Interruption.stoppable(spec.commandLine().getErr(), cancelled -> {
            ReplicatedComparison result = RunCommand.run(scenario, file, seeds, baseline, window, cancelled);
            write(result, figureWidth, window, share -> !cancelled.getAsBoolean());
        });
    }

    private void write(ReplicatedComparison result, FigureWidth figureWidth, Window window, Progress progress)
            throws CommandFailure {
        Comparison comparison = result.first().comparison();
        ReportLook look = TokenyardCommand.exports(spec).look();
        ReportSource source = new ReportSource(
                result.first(),
                result.baseline(),
                result.notes(),
                Clock.systemUTC().instant(),
                result.replications().count() == 1 ? null : result.replications());
        try {
            if (html != null) {
                HtmlReport.write(html, source, look, progress);
                say(html);
            }
            if (figures != null) {
                FigureFolder.write(figures, source, figureWidth, look, progress);
                say(figures);
            }
            if (charts != null) {
                ChartFolder.write(charts, source, TokenyardCommand.figures(spec), progress);
                say(charts);
            }
            if (perfetto != null) {
                writePerfetto(perfetto, comparison, window, progress);
            }
            film.write(comparison, TokenyardCommand.exports(spec).recorder(), progress, this::say);
        } catch (ExportException unwritable) {
            throw CommandFailure.badInput(unwritable);
        }
    }

    private void say(Path written) {
        spec.commandLine().getOut().println("Wrote " + written + ".");
        spec.commandLine().getOut().flush();
    }

    private void writePerfetto(Path target, Comparison comparison, Window window, Progress progress)
            throws CommandFailure {
        try {
            RunTrace.write(target, comparison, window, progress);
        } catch (IOException unwritable) {
            throw CommandFailure.unwritable(target, unwritable);
        }
        say(target);
    }

    private List<Path> outputFiles() {
        List<Path> files = new ArrayList<>();
        for (Path each : new @Nullable Path[] {html, perfetto, film.gif()}) {
            if (each != null) {
                files.add(each);
            }
        }
        return files;
    }

    /** Whatever is forced, nothing is written over what it is made from. */
    private void checkInputs(ScenarioSpec scenario) throws CommandFailure {
        List<Path> inputs = new ArrayList<>(InputFiles.of(scenario));
        inputs.addAll(run.catalogFiles());
        if (file != null) {
            inputs.add(file);
        }
        for (Path output : outputFiles()) {
            OutputFile.requireApart(output, "the export", inputs);
        }
    }

    /** Finds before the run what could not be written after it. */
    private FigureWidth checkOutputs() throws CommandFailure {
        List<Path> files = outputFiles();
        if (files.isEmpty() && figures == null && charts == null && film.frames() == null) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Nothing was asked for; give one or more of --html, --figures, --charts, --perfetto, --gif and"
                            + " --frames.");
        }
        for (Path each : files) {
            if (files.stream().filter(other -> OutputFile.isSame(each, other)).count() > 1) {
                throw new CommandFailure(
                        CommandFailure.BAD_INPUT, each + " is asked for twice; give each export a file of its own.");
            }
        }
        try {
            if (figures != null) {
                FigureFolder.check(figures);
            }
            for (Path each : new @Nullable Path[] {charts, film.frames()}) {
                if (each != null) {
                    ExportFolder.requireEmpty(each);
                }
            }
            return FigureWidth.byId(width);
        } catch (ExportException | IllegalArgumentException refused) {
            throw CommandFailure.badInput(refused);
        }
    }

    private void checkFree() throws CommandFailure {
        for (Path each : outputFiles()) {
            if (Files.exists(each) && !force) {
                throw new CommandFailure(
                        CommandFailure.BAD_INPUT, each + " exists; give another name, or --force to replace it.");
            }
        }
    }

    private ScenarioSpec scenario() throws CommandFailure {
        if (file == null) {
            for (String needed : List.of(TRACE, POLICY)) {
                if (!spec.commandLine().getParseResult().hasMatchedOption(needed)) {
                    throw new CommandFailure(
                            CommandFailure.BAD_INPUT,
                            "There is nothing to run; give a scenario file, or " + TRACE + " and " + POLICY + ".");
                }
            }
            return run.scenario();
        }
        run.refuseBeside(file, POLICY);
        return choose(ScenarioArgument.read(file, "export"));
    }

    /** Only the policies asked for, in the scenario's order, with the forks of their lanes. */
    private ScenarioSpec choose(ScenarioSpec scenario) throws CommandFailure {
        List<String> wanted = run.policies();
        for (String id : wanted) {
            if (scenario.policies().stream().noneMatch(choice -> choice.id().equals(id))) {
                throw new CommandFailure(
                        CommandFailure.BAD_INPUT,
                        "Option " + POLICY + ": the scenario has no policy " + id + "; choose among "
                                + String.join(
                                        ", ",
                                        scenario.policies().stream()
                                                .map(choice -> choice.id())
                                                .toList())
                                + ".");
            }
        }
        return wanted.isEmpty()
                ? scenario
                : ForkEdits.withoutOrphans(scenario.withPolicies(scenario.policies().stream()
                        .filter(choice -> wanted.contains(choice.id()))
                        .toList()));
    }
}
