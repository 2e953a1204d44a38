package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.InputFiles;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.predict.PredictionStudy;
import dev.tokenyard.sim.export.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Predicts the output lengths of a trace and says how far from the truth that is. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Predicts the output lengths of a trace and says how far from the truth that is.")
@SuppressWarnings("NullAway.Init")
final class PredictCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            converter = TypedValues.FileName.class,
            paramLabel = "TRACE",
            description = "The trace, a workload recipe, or a sample's file name.")
    private String trace;

    @Option(
            names = "--predictor",
            required = true,
            paramLabel = "KIND",
            description = "The predictor, such as noise:75 or learned:forest; \"tokenyard predictors\" lists them.")
    private String predictor;

    @Option(names = "--format", defaultValue = "auto", paramLabel = "ID", description = "Format of the trace.")
    private String format;

    @Mixin
    private ImportOption repair;

    @Option(names = "--limit", defaultValue = "0", paramLabel = "N", description = "Only the first N requests.")
    private int limit;

    @Option(names = "--seed", defaultValue = "7", paramLabel = "N", description = "Seed of every random stream.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write each request's true and predicted length as CSV; a file that is there is kept unless"
                    + " --force is given.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace a file that is there.")
    private boolean force;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
        TraceSource source = TraceArgument.source(trace, format, repair.options(), repair.columns());
        if (out != null) {
            OutputFile.requireApart(out, "the table", InputFiles.of(source));
            OutputFile.requireFree(out, force);
        }
        PredictionStudy study = study(source);
        if (json) {
            Output.print(spec.commandLine().getOut(), PredictionReport.json(study));
        } else {
            PredictionReport.print(spec.commandLine().getOut(), study);
        }
        if (out != null) {
            write(study, out);
        }
        return 0;
    }

    private PredictionStudy study(TraceSource source) throws CommandFailure {
        try {
            return PredictionStudy.of(new ComparisonService()
                    .predict(
                            ScenarioDefaults.opening()
                                    .withTrace(source)
                                    .withLimit(limit)
                                    .withSeed(seed),
                            predictor,
                            () -> false));
        } catch (ScenarioException refused) {
            throw CommandFailure.badInput(refused);
        }
    }

    private static void write(PredictionStudy study, Path file) throws CommandFailure {
        try {
            AtomicFiles.writeText(file, study::writeCsv);
        } catch (IOException unwritable) {
            throw CommandFailure.badInput(unwritable);
        }
    }
}
