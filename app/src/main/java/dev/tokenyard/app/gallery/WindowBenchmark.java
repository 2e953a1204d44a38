package dev.tokenyard.app.gallery;

import dev.tokenyard.app.session.BenchWorkload;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.Lane;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.SpeedBenchmark;
import dev.tokenyard.app.session.WindowReport;
import dev.tokenyard.app.session.WindowReport.Drag;
import dev.tokenyard.app.session.WindowReport.Soak;
import dev.tokenyard.app.session.WindowReport.Work;
import dev.tokenyard.app.view.shell.FrameMeter;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.Delay;
import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.metrics.Distribution;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.TraceCsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javafx.application.Platform;

/** Measures how smoothly the whole window runs at 1280 x 800 without a display, drawn in software. */
final class WindowBenchmark {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final int INSTANCES = 8;
    /** What a wave of requests leaves waiting: more than the stage has pixels for. */
    private static final int WANTED_WAITING = 10_000;

    private static final int FRAMES = 900;
    private static final int SEEKS = 200;
    private static final int SEEKS_WARM_UP = 100;
    private static final double PLAY_SPEED = 20;
    private static final double SOAK_SPEED = 1000;
    private static final int DRAG_REQUESTS = 10_000;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MIB = 1024.0 * 1024;
    private static final double SECONDS_PER_HOUR = 3600;

    private final List<String> policies;
    private final int requests;
    private final double soakSeconds;
    private final Consumer<String> progress;
    private final ExecutorService background = Executors.newCachedThreadPool();

    private WindowBenchmark(int requests, double soakSeconds, Consumer<String> progress) {
        this.requests = requests;
        this.soakSeconds = soakSeconds;
        this.progress = progress;
        policies = SpeedBenchmark.POLICIES;
    }

    /**
     * Runs all.
     *
     * @param requests requests in each lane of the large comparison
     * @param soakSeconds how long it plays on and on
     * @param progress hears what is being measured
     */
    static WindowReport run(int requests, double soakSeconds, Consumer<String> progress) {
        FxCalls.startHeadless();
        WindowBenchmark benchmark = new WindowBenchmark(requests, soakSeconds, progress);
        try {
            return benchmark.measure();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } finally {
            benchmark.background.shutdownNow();
        }
    }

    private WindowReport measure() throws IOException {
        BenchWorkload workload = new BenchWorkload();
        Path small = Files.createTempFile("tokenyard-drag", ".csv");
        Path large = Files.createTempFile("tokenyard-window", ".csv");
        try {
            Drag drag = drag(write(workload.trace(DRAG_REQUESTS, BenchWorkload.Load.MODERATE), small));
            progress.accept("simulating " + requests + " requests under " + policies.size() + " policies");
            Trace wave = workload.trace(requests, BenchWorkload.Load.OVERLOAD);
            return large(write(wave, large), drag);
        } finally {
            Files.deleteIfExists(small);
            Files.deleteIfExists(large);
        }
    }

    private static Path write(Trace trace, Path file) throws IOException {
        TraceCsvWriter.write(trace, List.of(), file);
        return file;
    }

    private ScenarioSpec scenario(Path trace, int instances) {
        return ScenarioDefaults.opening()
                .withTrace(TraceSource.file(trace.toString()))
                .withCluster(ScenarioDefaults.cluster("a100-80g", "llama-2-7b", 1, instances))
                .withPolicies(policies.stream().map(PolicyChoice::of).toList());
    }

    private WindowReport large(Path trace, Drag drag) {
        // Eight instances take eight times the load of one.
        ScenarioSpec scenario = scenario(trace, INSTANCES).withRateScale(INSTANCES);
        HeadlessExplorer explorer = open(scenario);
        try {
            awaitStage(explorer);
            Comparison comparison = comparison(explorer);
            PlaybackViewModel playback = explorer.models().comparison().playback();
            long crowded = crowdedTick(comparison);
            FrameMeter meter = FxCalls.call(() -> {
                playback.seek(crowded);
                playback.setSpeed(PLAY_SPEED);
                FrameMeter started = new FrameMeter(explorer.content().getScene());
                started.start();
                playback.playingProperty().set(true);
                return started;
            });
            progress.accept("playing");
            awaitFrames(meter, FRAMES / 3);
            FxCalls.run(meter::reset);
            awaitFrames(meter, FRAMES);
            Work frames = FxCalls.call(() -> work(meter.workMillis()));
            int waiting = waiting(comparison, FxCalls.call(playback::tick));
            FxCalls.run(() -> playback.playingProperty().set(false));
            progress.accept("leaping");
            Work seeks = seeks(explorer, meter);
            FxCalls.run(meter::stop);
            Soak soak = soak(playback);
            return new WindowReport(
                    comparison.lanes().size(),
                    INSTANCES,
                    comparison.trace().size(),
                    waiting,
                    frames,
                    seeks,
                    soak,
                    drag);
        } finally {
            FxCalls.run(explorer::close);
        }
    }

    private HeadlessExplorer open(ScenarioSpec scenario) {
        Delay delay =
                (millis, work) -> CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, Platform::runLater)
                        .execute(work);
        return FxCalls.call(() -> {
            HeadlessExplorer opened =
                    new HeadlessExplorer(scenario, Theme.DARK, WIDTH, HEIGHT, background, Platform::runLater, delay);
            opened.lookAheadWhenIdle();
            return opened;
        });
    }

    private static Comparison comparison(HeadlessExplorer explorer) {
        return FxCalls.call(
                () -> explorer.models().comparison().comparisonProperty().get());
    }

    /** Waits until the stage shows the comparison. */
    private static void awaitStage(HeadlessExplorer explorer) {
        while (FxCalls.call(() -> explorer.stage().shownProperty().get()) == null) {
            sleep(0.02);
        }
    }

    /** A moment at which in some lane more requests wait than were asked for, or as many as ever wait. */
    private static long crowdedTick(Comparison comparison) {
        long best = 0;
        int most = -1;
        long end = comparison.endTick();
        for (int k = 1; k < 40; k++) {
            long tick = end / 40 * k;
            int waiting = waiting(comparison, tick);
            if (waiting > most) {
                most = waiting;
                best = tick;
            }
            if (waiting >= WANTED_WAITING) {
                return tick;
            }
        }
        return best;
    }

    private static int waiting(Comparison comparison, long tick) {
        int most = 0;
        for (Lane lane : comparison.lanes()) {
            RunCursor cursor = lane.log().cursor();
            cursor.seek(tick);
            most = Math.max(most, cursor.waitingCount());
        }
        return most;
    }

    private static void awaitFrames(FrameMeter meter, int frames) {
        while (FxCalls.call(meter::frames) < frames) {
            sleep(0.05);
        }
    }

    private static Work work(Distribution millis) {
        return new Work(millis.count(), millis.percentile(50), millis.percentile(99), millis.percentile(100));
    }

    /** The clock leaps to random moments; each leap is drawn by the frame after it. */
    private static Work seeks(HeadlessExplorer explorer, FrameMeter meter) {
        PlaybackViewModel playback = explorer.models().comparison().playback();
        Random random = new Random(1);
        double[] millis = new double[SEEKS];
        for (int k = -SEEKS_WARM_UP; k < SEEKS; k++) {
            long to = random.nextLong(playback.endTick());
            long start = FxCalls.call(() -> {
                meter.reset();
                long now = System.nanoTime();
                playback.seek(to);
                return System.nanoTime() - now;
            });
            awaitFrames(meter, 2);
            millis[Math.max(0, k)] =
                    start / 1e6 + FxCalls.call(() -> meter.workMillis().percentile(100));
        }
        return work(Distribution.of(millis));
    }

    private Soak soak(PlaybackViewModel playback) {
        progress.accept("playing on and on for " + Math.round(soakSeconds) + " s");
        FxCalls.run(() -> {
            playback.setSpeed(SOAK_SPEED);
            playback.loopingProperty().set(true);
            playback.playingProperty().set(true);
        });
        List<double[]> samples = new ArrayList<>();
        long start = System.nanoTime();
        double passed = 0;
        while (passed < soakSeconds) {
            sleep(soakSeconds / 20);
            passed = (System.nanoTime() - start) / NANOS_PER_SECOND;
            if (passed >= soakSeconds / 10) {
                samples.add(new double[] {passed, usedMib()});
            }
        }
        FxCalls.run(() -> playback.playingProperty().set(false));
        return new Soak(
                passed, samples.get(0)[1], samples.get(samples.size() - 1)[1], slope(samples) * SECONDS_PER_HOUR);
    }

    private static double usedMib() {
        System.gc();
        Runtime java = Runtime.getRuntime();
        return (java.totalMemory() - java.freeMemory()) / MIB;
    }

    private static double slope(List<double[]> samples) {
        double x = samples.stream().mapToDouble(sample -> sample[0]).average().orElse(0);
        double y = samples.stream().mapToDouble(sample -> sample[1]).average().orElse(0);
        double xy = 0;
        double xx = 0;
        for (double[] sample : samples) {
            xy += (sample[0] - x) * (sample[1] - y);
            xx += (sample[0] - x) * (sample[0] - x);
        }
        return xx == 0 ? 0 : xy / xx;
    }

    private Drag drag(Path trace) {
        progress.accept("dragging the arrival rate");
        HeadlessExplorer explorer = open(scenario(trace, 1));
        try {
            awaitStage(explorer);
            return DragBenchmark.run(explorer, DRAG_REQUESTS, policies.size());
        } finally {
            FxCalls.run(explorer::close);
        }
    }

    private static void sleep(double seconds) {
        LockSupport.parkNanos(Math.round(seconds * NANOS_PER_SECOND));
    }
}
