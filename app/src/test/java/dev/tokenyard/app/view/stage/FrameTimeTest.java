package dev.tokenyard.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.viewmodel.ComparisonViewModel;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.time.Ticks;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a frame costs the FX thread where there is much to draw, in processor time, which does not depend on what else runs
 * on the machine.
 */
class FrameTimeTest {
    /** A frame at 60 Hz, in milliseconds. */
    private static final double FRAME_MILLIS = 16;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int FRAMES = 300;
    private static final double FROM_SECONDS = 2000;
    private static final Path TRACE =
            Path.of("..", "..", "shared", "traces", "azure-llm-2023", "AzureLLMInferenceTrace_conv.first40min.csv");

    private final ComparisonViewModel viewModel = new ComparisonViewModel();

    private double[] play(Comparison comparison, double fromSeconds, double speed) {
        return play(comparison, fromSeconds, speed, 1280, 500);
    }

    private double[] play(Comparison comparison, double fromSeconds, double speed, double width, double height) {
        FxThread.run(Type::ensureLoaded);
        double[] millis = new double[FRAMES];
        StageView stage = FxThread.call(() -> {
            viewModel.show(comparison);
            StageView made = new StageView(viewModel, new SimpleObjectProperty<>(Theme.DARK), Runnable::run);
            new Scene(made, width, height).snapshot(null);
            return made;
        });
        for (int k = 0; k < FRAMES; k++) {
            long tick = Ticks.fromSeconds(fromSeconds + k * speed / 60);
            int frame = k;
            FxThread.run(() -> {
                long before = THREADS.getCurrentThreadCpuTime();
                viewModel.playback().seek(tick);
                stage.getScene().getRoot().layout();
                millis[frame] = (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
            });
        }
        return millis;
    }

    private static double percentile99(double[] millis) {
        return Arrays.stream(millis).sorted().toArray()[FRAMES * 99 / 100];
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 50, 1000})
    void aFrameOfAnOverloadedInstanceIsDrawnInTime(double speed) {
        Comparison comparison = DemoComparison.of(14_000, 1, "fcfs", "ssjf", "mc-sf");
        assertThat(percentile99(play(comparison, 3000, speed))).isLessThan(FRAME_MILLIS);
    }

    /** Six lanes that look ahead, of four instances each, on a stage where each has room to show it. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 10})
    void aFrameWithTheMemoryToComeOfManyInstancesIsDrawnInTime(double speed) throws Exception {
        ScenarioSpec spec = ScenarioDefaults.opening()
                .withCluster(ScenarioDefaults.cluster("a100-80g", "llama-2-13b", 1, 4))
                .withRateScale(2.5)
                .withPolicies(Stream.of("mc-sf", "mc-benchmark", "svf-order", "sorted-f", "a-max", "a-min")
                        .map(PolicyChoice::of)
                        .toList());
        Comparison comparison = new ComparisonService().run(spec, () -> false);
        assertThat(StageLayout.of(2560, 1440, 6, 4, false, lane -> true, 0).lanes())
                .allSatisfy(lane -> assertThat(lane.instances())
                        .allMatch(instance -> !instance.forecast().isEmpty()));
        RunCursor cursor = comparison.lanes().get(0).log().cursor();
        cursor.seek(Ticks.fromSeconds(190));
        assertThat(cursor.residentCount(0)).isGreaterThan(30);
        assertThat(percentile99(play(comparison, 190, speed, 2560, 1440))).isLessThan(FRAME_MILLIS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1000})
    void aFrameOfARealTraceWithThousandsWaitingIsDrawnInTime(double speed) throws Exception {
        if (!Files.exists(TRACE)) {
            System.err.println("SKIPPED: the real trace is not there: " + TRACE);
        }
        Assumptions.assumeTrue(Files.exists(TRACE));
        ScenarioSpec opening = ScenarioDefaults.opening();
        ScenarioSpec spec = opening.withTrace(TraceSource.file(TRACE.toString()))
                .withCluster(opening.cluster().withGroup(0, group -> group.withCount(1)))
                .withPolicies(Stream.of("fcfs", "sjf", "ssjf", "mc-sf", "edf")
                        .map(PolicyChoice::of)
                        .toList());
        Comparison comparison = new ComparisonService().run(spec, () -> false);
        RunCursor cursor = comparison.lanes().get(0).log().cursor();
        cursor.seek(Ticks.fromSeconds(FROM_SECONDS));
        assertThat(cursor.waitingCount()).isGreaterThan(5_000);
        assertThat(percentile99(play(comparison, FROM_SECONDS, speed))).isLessThan(FRAME_MILLIS);
    }
}
