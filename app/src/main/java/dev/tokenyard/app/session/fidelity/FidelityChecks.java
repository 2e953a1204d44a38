package dev.tokenyard.app.session.fidelity;

import dev.tokenyard.app.session.fidelity.FidelityCheck.Kind;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.cost.GridStepTime;
import dev.tokenyard.sim.cost.RooflineStepTime;
import dev.tokenyard.sim.cost.StepTimeGrid;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.Distribution;
import dev.tokenyard.sim.metrics.LatencyKind;
import dev.tokenyard.sim.policy.PlanRejectedException;
import dev.tokenyard.sim.table.StepTimeGridFiles;
import dev.tokenyard.sim.table.TableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Compares this simulator with recorded runs of another: the scheduler alone, with measured step times, and with the
 * roofline. Each check keeps one thing from the reference fewer, so that an error can be told where it comes from.
 */
public final class FidelityChecks {
    /** At least 99 % of the steps of a moderate run are identical. */
    private static final double STEPS_BAR = 0.01;

    private static final double GRID_BAR = 0.02;
    private static final double GRID_OVERLOAD_BAR = 0.05;
    private static final double ROOFLINE_MEAN_BAR = 0.10;
    private static final double ROOFLINE_OVERLOAD_MEAN_BAR = 0.15;
    private static final double ROOFLINE_P99_BAR = 0.20;
    private static final double NO_BAR = Double.NaN;

    private final Path folder;
    private final Optional<Path> grids;
    private final HardwareCatalog catalog;
    private final List<String> problems = new ArrayList<>();

    /**
     * Prepares the checks of a folder.
     *
     * @param folder has for each run X the files X.config.json, X.requests.csv.gz and X.batches.csv.gz
     * @param grids a folder of step-time grids; without one the grid's checks are skipped
     * @param catalog the hardware for the roofline
     */
    public FidelityChecks(Path folder, Optional<Path> grids, HardwareCatalog catalog) {
        this.folder = folder;
        this.grids = grids;
        this.catalog = catalog;
    }

    /**
     * Makes all checks of all runs.
     *
     * @param progress told what is under way
     * @throws TableException if the folder has no run at all
     */
    public FidelityReport run(Consumer<String> progress) {
        List<FidelityReport.Run> runs = new ArrayList<>();
        int unread = 0;
        int foreign = 0;
        for (String name : names()) {
            progress.accept(name);
            try {
                runs.add(check(name));
            } catch (TableException unusable) {
                problems.add(name + ": " + unusable.getMessage());
                unread++;
            } catch (NotComparableException foreigner) {
                problems.add(name + ": " + foreigner.getMessage());
                foreign++;
            }
        }
        return new FidelityReport(runs, problems, unread, foreign);
    }

    private List<String> names() {
        if (Files.isRegularFile(folder)) {
            throw new TableException(
                    folder + " is a file, not a folder; give the folder that holds the reference runs.");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ReferenceRun.CONFIG))
                    .map(file -> file.substring(0, file.length() - ReferenceRun.CONFIG.length()))
                    .sorted()
                    .toList();
            if (names.isEmpty()) {
                Optional<Path> inside = folderInside();
                if (inside.isPresent()) {
                    throw new TableException("The folder " + folder + " has no reference run itself, but "
                            + inside.get() + " has; give that folder.");
                }
                throw new TableException("The folder " + folder + " has no file that ends in " + ReferenceRun.CONFIG
                        + "; expected the files X.config.json, X.requests.csv.gz and X.batches.csv.gz of each run X.");
            }
            return names;
        } catch (IOException unreadable) {
            throw new TableException(
                    "The folder " + folder + " cannot be read; give a folder of reference runs.", unreadable);
        }
    }

    /** The first folder directly inside that has reference runs. */
    private Optional<Path> folderInside() throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isDirectory)
                    .filter(Files::isReadable)
                    .sorted()
                    .filter(FidelityChecks::hasRuns)
                    .findFirst();
        }
    }

    private static boolean hasRuns(Path folder) {
        String[] files = folder.toFile().list();
        return files != null && Arrays.stream(files).anyMatch(file -> file.endsWith(ReferenceRun.CONFIG));
    }

    private FidelityReport.Run check(String name) {
        ReferenceRun run = ReferenceRun.read(folder, name);
        ReferenceSetup setup = ReferenceSetup.of(run.config());
        double gridBar = run.overloaded() ? GRID_OVERLOAD_BAR : GRID_BAR;
        double rooflineBar = run.overloaded() ? ROOFLINE_OVERLOAD_MEAN_BAR : ROOFLINE_MEAN_BAR;
        List<FidelityCheck> checks = new ArrayList<>();
        checks.add(guarded(Kind.SCHEDULER, () -> replay(run, setup)));
        checks.add(guarded(
                Kind.GRID,
                () -> compare(
                        Kind.GRID,
                        run,
                        setup,
                        new GridStepTime(grid(run), GridStepTime.Fit.MONOTONE),
                        new Bars(gridBar, gridBar, gridBar, gridBar))));
        checks.add(guarded(
                Kind.GRID_AS_MEASURED,
                () -> compare(
                        Kind.GRID_AS_MEASURED,
                        run,
                        setup,
                        new GridStepTime(grid(run), GridStepTime.Fit.AS_MEASURED),
                        Bars.NONE)));
        checks.add(guarded(
                Kind.ROOFLINE,
                () -> compare(
                        Kind.ROOFLINE,
                        run,
                        setup,
                        new RooflineStepTime(
                                setup.gpu(catalog),
                                setup.model(catalog),
                                run.config().tensorParallel()),
                        new Bars(NO_BAR, NO_BAR, rooflineBar, ROOFLINE_P99_BAR))));
        return new FidelityReport.Run(
                name, run.overloaded(), setup.batching(), run.trace().size(), checks);
    }

    private static FidelityCheck guarded(Kind kind, Supplier<FidelityCheck> check) {
        try {
            return check.get();
        } catch (NotComparableException foreign) {
            return FidelityCheck.skipped(kind, Objects.requireNonNullElse(foreign.getMessage(), foreign.toString()));
        } catch (IllegalArgumentException | PlanRejectedException failure) {
            return FidelityCheck.failed(kind, Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
        }
    }

    private FidelityCheck replay(ReferenceRun run, ReferenceSetup setup) {
        ReferenceSteps reference = run.steps(folder);
        ReplayedSteps replay = new ReplayedSteps(reference);
        RunLog log = setup.run(run.trace(), replay, RunOptions.RECORDED);
        noteRefused(run, log);
        StepComparison steps = StepComparison.of(reference, replay, log);
        int longer = Math.max(steps.referenceSteps(), steps.replayedSteps());
        List<FidelityFigure> figures = new ArrayList<>();
        figures.add(FidelityFigure.part(
                "identical steps, in order", longer, steps.aligned(), run.overloaded() ? NO_BAR : STEPS_BAR));
        figures.add(FidelityFigure.part("identical steps, same number", longer, steps.sameIndex(), NO_BAR));
        figures.addAll(latencies(run, log, Bars.NONE));
        return FidelityCheck.made(Kind.SCHEDULER, figures, steps);
    }

    private FidelityCheck compare(
            Kind kind, ReferenceRun run, ReferenceSetup setup, StepTimeModel stepTime, Bars bars) {
        RunLog log = setup.run(run.trace(), stepTime, RunOptions.OUTCOMES_ONLY);
        return FidelityCheck.made(kind, latencies(run, log, bars), null);
    }

    private StepTimeGrid grid(ReferenceRun run) {
        Path from = grids.orElseThrow(() -> new NotComparableException(
                "There is no folder of step-time grids; name one with --grids to make this check."));
        ReferenceConfig config = run.config();
        // A run's name says nothing reliable, and the only grid of a folder may be another configuration's.
        String name = StepTimeGridFiles.nameAfter(
                        StepTimeGridFiles.namesIn(from), config.gpu(), config.model(), config.tensorParallel())
                .orElseThrow(() -> new NotComparableException("The folder " + from + " has no step-time grid for "
                        + config.model() + " on " + config.tensorParallel() + " x " + config.gpu()
                        + "; expected a file decode_MODEL_GPU_tp" + config.tensorParallel() + ".csv."));
        return StepTimeGridFiles.read(from, name);
    }

    private void noteRefused(ReferenceRun run, RunLog log) {
        int refused = log.info().totals().refused();
        if (refused > 0) {
            problems.add(run.name() + ": " + refused + " requests do not fit into "
                    + run.config().kvBlocks() + " KV blocks and were refused; their latencies are left out.");
        }
    }

    private static List<FidelityFigure> latencies(ReferenceRun run, RunLog log, Bars bars) {
        Distribution ttft = Distribution.of(log, LatencyKind.TTFT);
        Distribution endToEnd = Distribution.of(log, LatencyKind.E2E);
        return List.of(
                FidelityFigure.relative("mean TTFT, s", run.ttft().mean(), ttft.mean(), bars.meanTtft()),
                FidelityFigure.relative("p99 TTFT, s", run.ttft().percentile(99), ttft.percentile(99), bars.p99Ttft()),
                FidelityFigure.relative(
                        "mean end to end, s", run.endToEnd().mean(), endToEnd.mean(), bars.meanEndToEnd()),
                FidelityFigure.relative(
                        "p99 end to end, s",
                        run.endToEnd().percentile(99),
                        endToEnd.percentile(99),
                        bars.p99EndToEnd()));
    }

    /** The bars of the four latencies, NaN for none. */
    private record Bars(double meanTtft, double p99Ttft, double meanEndToEnd, double p99EndToEnd) {
        static final Bars NONE = new Bars(NO_BAR, NO_BAR, NO_BAR, NO_BAR);
    }
}
