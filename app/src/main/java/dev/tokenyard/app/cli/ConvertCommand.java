package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.AssignmentRules;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.TraceLibrary;
import dev.tokenyard.app.session.workbench.EditedTrace;
import dev.tokenyard.app.session.workbench.WorkloadEdits;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.ImportOptions;
import dev.tokenyard.sim.trace.ImportReport;
import dev.tokenyard.sim.trace.TraceCsvWriter;
import dev.tokenyard.sim.trace.TraceImport;
import dev.tokenyard.sim.trace.format.TextLine;
import java.io.IOException;
import java.io.PrintWriter;
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

/** Reads any trace, edits it, and writes it as the project's own CSV. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description =
                "Reads any trace, edits it as asked, in the order of the options below, and writes it as Tokenyard CSV.",
        sortOptions = false)
@SuppressWarnings("NullAway.Init")
final class ConvertCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            converter = TypedValues.FileName.class,
            paramLabel = "TRACE",
            description = "The trace, or a sample's file name, or a workload recipe.")
    private String trace;

    @Mixin
    private TraceFileOption out;

    @Option(names = "--format", defaultValue = "auto", paramLabel = "ID", description = "Format of the trace.")
    private String format;

    @Mixin
    private ImportOption repair;

    @Option(
            names = "--from",
            paramLabel = "SECONDS",
            description = "Leave out what arrives before; times then begin at 0.")
    private double fromSeconds;

    @Option(names = "--to", paramLabel = "SECONDS", description = "Leave out what arrives then or later.")
    private double toSeconds = Double.POSITIVE_INFINITY;

    @Option(
            names = "--sample",
            paramLabel = "SHARE",
            description = "Keep a share of the requests by chance, above 0 to 1; sessions stay whole.")
    private double share = 1;

    @Option(names = "--rate-scale", paramLabel = "X", description = "Let requests arrive X times as fast.")
    private double rate = 1;

    @Option(names = "--shift", paramLabel = "SECONDS", description = "Let all requests arrive so much later.")
    private double shiftSeconds;

    @Option(
            names = "--merge",
            converter = TypedValues.FileName.class,
            paramLabel = "TRACE",
            description = "Add the requests of another trace, of a known format or a sample, at their own times.")
    private @Nullable String other;

    @Option(names = "--merge-shift", paramLabel = "SECONDS", description = "Let those arrive so much later.")
    private double otherShiftSeconds;

    @Option(names = "--assign", paramLabel = AssignOption.USAGE, description = AssignOption.HELP)
    private List<String> assign = new ArrayList<>();

    @Option(
            names = "--seed",
            defaultValue = "7",
            paramLabel = "N",
            description = "Seed of a workload recipe, of samples and of shares.")
    private long seed;

    @Override
    public Integer call() throws CommandFailure {
        TraceSource source = TraceArgument.source(trace, format, repair.options(), repair.columns());
        TraceSource added = other == null ? null : TraceArgument.source(other, "auto", ImportOptions.DEFAULT);
        if (added == null) {
            out.requireFree(source);
        } else {
            out.requireFree(source, added);
        }
        AssignmentRules rules = AssignOption.parse(assign);
        TraceImport read;
        EditedTrace edited;
        try {
            TraceLibrary library = new TraceLibrary();
            read = library.load(source, seed, () -> false);
            edited = EditedTrace.of(read.trace(), otherTrace(library, added), edits(), rules);
            write(read, edited);
        } catch (ScenarioException | IllegalArgumentException refused) {
            throw CommandFailure.badInput(refused);
        }
        report(read.report(), edited.trace());
        return 0;
    }

    private @Nullable Trace otherTrace(TraceLibrary library, @Nullable TraceSource added)
            throws ScenarioException, CommandFailure {
        if (added == null) {
            if (otherShiftSeconds != 0) {
                throw new CommandFailure(
                        CommandFailure.BAD_INPUT,
                        "Option --merge-shift moves the trace of --merge, of which there is none; give both or neither.");
            }
            return null;
        }
        return library.load(added, seed, () -> false).trace();
    }

    private WorkloadEdits edits() {
        return WorkloadEdits.NONE
                .withCut(fromSeconds, toSeconds)
                .withShare(share)
                .withRate(rate)
                .withShift(shiftSeconds)
                .withOtherShift(otherShiftSeconds)
                .withSeed(seed);
    }

    private void write(TraceImport read, EditedTrace edited) throws CommandFailure {
        List<String> comments = new ArrayList<>();
        comments.add("Read from " + TextLine.shown(read.trace().name()) + " as "
                + read.report().formatId());
        comments.addAll(edited.history());
        try {
            TraceCsvWriter.write(edited.trace(), comments, out.path());
        } catch (IOException unwritable) {
            throw CommandFailure.unwritable(out.path(), unwritable);
        }
    }

    private void report(ImportReport report, Trace written) {
        PrintWriter text = spec.commandLine().getOut();
        TextTable facts = new TextTable("", ">");
        ImportReportOutput reading = new ImportReportOutput(report);
        reading.addCounts(facts);
        facts.print(text);
        reading.printExamples(text);
        text.println();
        text.println(out.path() + ": " + Numbers.count(written.size(), "request"));
        text.flush();
    }
}
