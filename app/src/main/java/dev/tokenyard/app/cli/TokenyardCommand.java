package dev.tokenyard.app.cli;

import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.session.FaultWords;
import dev.tokenyard.app.session.Program;
import dev.tokenyard.app.session.SpeedBenchmark;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line: it only knows its commands. */
@Command(
        name = "tokenyard",
        mixinStandardHelpOptions = true,
        version = Program.NAME,
        description = "Explores scheduling policies for LLM serving. Without a command it opens the window.",
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {
            RunCommand.class,
            CompareCommand.class,
            ExportCommand.class,
            SweepCommand.class,
            SolveCommand.class,
            DescribeCommand.class,
            ConvertCommand.class,
            FormatsCommand.class,
            GenerateCommand.class,
            FitCommand.class,
            PresetsCommand.class,
            PredictCommand.class,
            PoliciesCommand.class,
            ModesCommand.class,
            RoutersCommand.class,
            PredictorsCommand.class,
            GpusCommand.class,
            ModelsCommand.class,
            BenchCommand.class,
            FidelityCommand.class,
            ReproduceCommand.class,
            SamplesCommand.class,
        })
public final class TokenyardCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private final ExportOptions figures;
    private final SpeedBenchmark.WhatIf whatIf;
    private final ExportServices exports;

    @SuppressWarnings("NullAway.Init") // Picocli sets the fields.
    private TokenyardCommand(ExportOptions figures, SpeedBenchmark.WhatIf whatIf, ExportServices exports) {
        this.figures = figures;
        this.whatIf = whatIf;
        this.exports = exports;
    }

    /** The command line without films. */
    static CommandLine commandLine(ExportOptions figures, SpeedBenchmark.WhatIf whatIf) {
        return commandLine(figures, whatIf, ExportServices.without(figures));
    }

    /**
     * The command line, ready to execute.
     *
     * @param figures how charts are drawn
     * @param whatIf measures the window's part of the benchmark
     * @param exports what reports look like, and who films
     * @param further commands beside those that are here
     */
    public static CommandLine commandLine(
            ExportOptions figures, SpeedBenchmark.WhatIf whatIf, ExportServices exports, Object... further) {
        CommandLine line = new CommandLine(new TokenyardCommand(figures, whatIf, exports));
        for (Object command : further) {
            line.addSubcommand(command);
        }
        TypedValues.register(line);
        line.setParameterExceptionHandler(TokenyardCommand::explainUsage);
        line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
        CommandLine.IExecutionStrategy usual = line.getExecutionStrategy();
        line.setExecutionStrategy(parsed -> {
            try {
                return usual.execute(parsed);
            } catch (OutOfMemoryError full) {
                return explainMemory(line);
            }
        });
        line.setUsageHelpAutoWidth(true);
        // An at sign names a file of requests, not one of arguments.
        line.setExpandAtFiles(false);
        return line;
    }

    private static int explainUsage(ParameterException wrong, String[] arguments) {
        PrintWriter err = wrong.getCommandLine().getErr();
        err.println("tokenyard: " + wrong.getMessage() + ". Try \"tokenyard "
                + (wrong.getCommandLine().getParent() == null
                        ? ""
                        : wrong.getCommandLine().getCommandName() + " ")
                + "--help\".");
        err.flush();
        return CommandFailure.BAD_INPUT;
    }

    private static int explainMemory(CommandLine line) {
        line.getErr()
                .println(String.format(
                        Locale.ROOT,
                        "tokenyard: The command needs more memory than the %,d MiB that Java may use here; give it fewer"
                                + " requests, or more memory by setting TOKENYARD_JAVA_OPTIONS, for instance to -Xmx8g.",
                        Runtime.getRuntime().maxMemory() >> 20));
        line.getErr().flush();
        return CommandFailure.FAILED;
    }

    private static int explain(Exception failure, CommandLine command) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return explainMemory(command);
            }
        }
        boolean expected = failure instanceof CommandFailure;
        command.getErr()
                .println("tokenyard: "
                        + (expected
                                ? failure.getMessage()
                                : FaultWords.of("The command broke off", failure, "the command line")));
        command.getErr().flush();
        return failure instanceof CommandFailure known ? known.exitCode() : CommandFailure.FAILED;
    }

    /** How charts are drawn. */
    static ExportOptions figures(CommandSpec command) {
        return ((TokenyardCommand) command.root().userObject()).figures;
    }

    /** What reports look like, and who films. */
    static ExportServices exports(CommandSpec command) {
        return ((TokenyardCommand) command.root().userObject()).exports;
    }

    /** What measures the window. */
    static SpeedBenchmark.WhatIf whatIf(CommandSpec command) {
        return ((TokenyardCommand) command.root().userObject()).whatIf;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
