package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.sweep.GpuAnswer;
import dev.tokenyard.app.session.sweep.GpuSearch;
import dev.tokenyard.app.session.sweep.Sweep;
import dev.tokenyard.app.session.sweep.SweepBasis;
import dev.tokenyard.app.session.sweep.SweepFigures;
import dev.tokenyard.app.session.sweep.SweepKnob;
import dev.tokenyard.app.session.sweep.SweepKnobs;
import dev.tokenyard.app.session.sweep.SweepPlan;
import dev.tokenyard.app.session.sweep.Sweeper;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Figures against a knob, the knees of their curves, and how many GPUs a goal takes. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = "Simulates policies over a range of arrival rates, instances or any other knob; finds the rate"
                + " or the fewest GPUs, with which enough requests meet their objectives.")
@SuppressWarnings("NullAway.Init")
final class SweepCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO.json",
            description =
                    "A scenario file of the window; or none, with --trace, --policy and the other options of run.")
    private @Nullable Path file;

    @Mixin
    private RunOptionsMixin options;

    @Option(
            names = "--over",
            paramLabel = OverOption.USAGE,
            description =
                    "What to vary, from where to where, at how many values (9 by default): rate (requests/s), rate-scale,"
                            + " instances, kv-blocks (of group N: instances.N), predictor.relative, predictor.rank,"
                            + " predictor.noise, POLICY.KNOB, MODE.KNOB or seeds.")
    private @Nullable String over;

    @Option(
            names = "--metric",
            defaultValue = SweepFigures.ATTAINMENT,
            paramLabel = "ID",
            description =
                    "What is printed and drawn, such as slo, goodput, ttft-p99, tpot-p99, e2e-mean; by default slo.")
    private String metric;

    @Option(
            names = "--seeds",
            defaultValue = "1",
            paramLabel = "K",
            description = "Repeat each value with K seeds, from --seed on, for means with 95 %% intervals.")
    private int seeds;

    @Option(
            names = "--goal",
            defaultValue = "0.99",
            paramLabel = "SHARE",
            description = "The share of requests that must meet their objectives, for --knee; by default 0.99.")
    private double goal;

    @Option(
            names = "--knee",
            description = "Find the rate up to which the simulated ones meet the goal, by bisection to 1 %%.")
    private boolean knee;

    @Option(
            names = "--gpus-for",
            paramLabel = "SHARE",
            description = "Find the fewest instances with which this share of requests meet their objectives.")
    private @Nullable Double gpusFor;

    @Option(
            names = "--gpu-group",
            defaultValue = "1",
            paramLabel = "N",
            description = "The group whose instances --gpus-for counts; the others stay as they are.")
    private int gpuGroup;

    @Mixin
    private WindowOption window;

    @Option(names = "--out", paramLabel = "DIR", description = "Write sweep.json, tables as CSV and charts/.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
        if (over == null && gpusFor == null) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "There is nothing to sweep; give --over " + OverOption.USAGE
                            + ", such as --over rate=0.5:4:8, or --gpus-for 0.99.");
        }
        if (over == null && knee) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Option --knee finds the rate up to which the goal is met; say with --over where to look, such as"
                            + " --over rate=0.5:4:8.");
        }
        ScenarioSpec scenario = scenario();
        RunPart part = RunPart.of(window.window());
        return ResultFolder.SWEEP.stoppable(spec.commandLine().getErr(), out, cancelled -> {
            try {
                report(scenario, part, cancelled);
            } catch (ScenarioException refused) {
                throw CommandFailure.badScenario(file, refused);
            } catch (IllegalArgumentException refused) {
                throw CommandFailure.badInput(refused);
            }
        });
    }

    private void report(ScenarioSpec scenario, RunPart part, BooleanSupplier cancelled)
            throws CommandFailure, ScenarioException {
        ComparisonService service = new ComparisonService();
        Sweeper sweeper = new Sweeper(ScenarioRunner.of(service));
        MetricColumn figure = SweepFigures.byId(metric, scenario);
        long start = System.nanoTime();
        // Whatever is wrong with the one is said before the other is carried out.
        GpuSearch search =
                gpusFor == null ? null : new GpuSearch(sweeper, scenario, gpuGroup - 1, gpusFor, seeds, part);
        Sweep sweep;
        List<GpuAnswer> answers;
        SweepProgress progress = new SweepProgress();
        try (ProgressLine line = new ProgressLine(spec.commandLine().getErr(), progress::words)) {
            sweep = over == null
                    ? null
                    : sweeper.run(
                            progress.begin(
                                    plan(service, scenario, figure, cancelled).within(part)),
                            cancelled,
                            progress::sweep);
            answers = search == null ? List.of() : search.run(cancelled, found -> progress.gpus(found, seeds));
        }
        SweepReport report = new SweepReport(
                scenario,
                figure,
                sweep,
                answers,
                seeds,
                part,
                new SweepReport.Effort(sweeper.simulated(), (System.nanoTime() - start) / 1e9));
        report.print(spec.commandLine().getOut(), json);
        if (out != null) {
            report.write(out, TokenyardCommand.figures(spec), spec.commandLine().getErr());
        }
    }

    private SweepPlan plan(
            ComparisonService service, ScenarioSpec scenario, MetricColumn figure, BooleanSupplier cancelled)
            throws CommandFailure, ScenarioException {
        OverOption wanted = OverOption.parse(over == null ? "" : over);
        SweepKnob knob = SweepKnobs.byId(
                wanted.knob(), scenario, SweepBasis.of(scenario, service.requests(scenario, cancelled)));
        if (knee && !knob.isLoad()) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Option --knee finds the rate up to which the goal is met; sweep rate or rate-scale with it, not "
                            + knob.id() + ".");
        }
        return new SweepPlan(
                        scenario,
                        knob,
                        wanted.range(),
                        seeds,
                        goal,
                        knee,
                        // All figures are written, those of memory too.
                        out != null || SweepFigures.needsRecording(figure))
                .check();
    }

    private ScenarioSpec scenario() throws CommandFailure {
        if (file == null) {
            return options.scenario();
        }
        options.refuseBeside(file);
        return ScenarioArgument.read(file, "sweep");
    }
}
