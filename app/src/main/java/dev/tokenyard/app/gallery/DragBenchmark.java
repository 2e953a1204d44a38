package dev.tokenyard.app.gallery;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.ChartView;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.WindowReport.Drag;
import dev.tokenyard.app.session.WindowReport.Updates;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleConsumer;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Slider;

/** Counts how often the window shows something new while the arrival rate is dragged to and fro. */
final class DragBenchmark {
    private static final double SECONDS = 6;
    /** Until Java has compiled what a drag runs; on two cores that competes with the drag itself. */
    private static final double WARM_UP_SECONDS = 20;
    /** Time between two movements of the hand: faster than a screen shows. */
    private static final long STEP_NANOS = 8_000_000;

    private static final double SWING = 0.2;
    /** The same swing on the slider, in doublings of the rate. */
    private static final double SWING_DOUBLINGS = 0.3;
    /** To and fro in a second and a half: some fifty places of the slider a second. */
    private static final double RADIANS_PER_SECOND = 4;

    private static final double NANOS_PER_SECOND = 1e9;

    private final HeadlessExplorer explorer;
    private final Slider slider;
    private final AtomicInteger pictures = new AtomicInteger();
    private final AtomicInteger strips = new AtomicInteger();
    private final AtomicInteger charts = new AtomicInteger();
    private double measuredSeconds;

    private DragBenchmark(HeadlessExplorer explorer) {
        this.explorer = explorer;
        slider = (Slider) explorer.content().lookup("#what-if-rate");
        explorer.stage().shownProperty().addListener((property, before, now) -> pictures.incrementAndGet());
        explorer.models().timeline().stripsProperty().addListener((property, before, now) -> strips.incrementAndGet());
    }

    /**
     * Measures; not to be called on the FX thread.
     *
     * @param explorer a window whose stage shows a comparison
     * @param requests requests in it
     * @param policies policies in it
     */
    static Drag run(HeadlessExplorer explorer, int requests, int policies) {
        DragBenchmark benchmark = FxCalls.call(() -> new DragBenchmark(explorer));
        return benchmark.measure(requests, policies);
    }

    private Drag measure(int requests, int policies) {
        FxCalls.run(() -> explorer.models()
                .timeline()
                .seek(explorer.models().comparison().playback().endTick() / 2));
        drag(this::toNewValue);
        double[] fresh = {perSecond(pictures), perSecond(strips)};
        FxCalls.run(() -> slider.setValueChanging(true));
        drag(this::toPlaceOfSlider);
        double[] again = {perSecond(pictures), perSecond(strips)};
        int views = showCharts();
        drag(this::toPlaceOfSlider);
        double againCharts = perSecond(charts) / views;
        FxCalls.run(() -> slider.setValueChanging(false));
        drag(this::toNewValue);
        double freshCharts = perSecond(charts) / views;
        return new Drag(
                requests,
                policies,
                new Updates(fresh[0], fresh[1], freshCharts),
                new Updates(again[0], again[1], againCharts));
    }

    /** Turns to the compare page; says how many charts it shows. */
    private int showCharts() {
        FxCalls.run(() -> explorer.models().pages().pageProperty().set(Page.COMPARE));
        move(this::toPlaceOfSlider, WARM_UP_SECONDS);
        ChangeListener<ChartSpec> count = (property, before, now) -> charts.incrementAndGet();
        return FxCalls.call(() -> {
            List<Node> views = List.copyOf(explorer.content().lookupAll(".chart-view"));
            views.forEach(view -> ((ChartView) view).chartProperty().addListener(count));
            return Math.max(1, views.size());
        });
    }

    /** A rate that was never asked for: the hand's, to all digits. */
    private void toNewValue(double seconds) {
        double scale = 1 + SWING * Math.sin(seconds);
        explorer.models().scenario().edit(ScenarioEdits.rateScale(scale));
    }

    private void toPlaceOfSlider(double seconds) {
        slider.setValue(SWING_DOUBLINGS * Math.sin(RADIANS_PER_SECOND * seconds));
    }

    private double perSecond(AtomicInteger updates) {
        return updates.get() / measuredSeconds;
    }

    /** Warms up, and counts. */
    private void drag(DoubleConsumer hand) {
        move(hand, WARM_UP_SECONDS);
        List.of(pictures, strips, charts).forEach(updates -> updates.set(0));
        measuredSeconds = move(hand, SECONDS);
    }

    /** Moves the hand every few milliseconds; says for how long it did. */
    private static double move(DoubleConsumer hand, double seconds) {
        long start = System.nanoTime();
        double passed = 0;
        while (passed < seconds) {
            double now = passed;
            FxCalls.run(() -> hand.accept(now));
            LockSupport.parkNanos(STEP_NANOS);
            passed = (System.nanoTime() - start) / NANOS_PER_SECOND;
        }
        return passed;
    }
}
