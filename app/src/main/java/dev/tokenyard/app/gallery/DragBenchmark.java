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

    /** How long somebody looks at a page before the hand goes to a slider. */
    private static final double IDLE_SECONDS = 20;
    /** How long a hand is at the slider before it drags. */
    private static final double REST_SECONDS = 1;

    private static final double SWING = 0.2;
    /** In doublings of the rate, to either side: some forty steps of the slider. */
    private static final double SWING_DOUBLINGS = 0.6;
    /** To and fro in a second and a half: some fifty steps a second. */
    private static final double RADIANS_PER_SECOND = 4;

    private static final double NANOS_PER_SECOND = 1e9;

    private final HeadlessExplorer explorer;
    private final Slider slider;
    private final AtomicInteger pictures = new AtomicInteger();
    private final AtomicInteger strips = new AtomicInteger();
    private final AtomicInteger charts = new AtomicInteger();
    private int chartViews = 1;

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
        List<Updates> stage = measure();
        showCharts();
        List<Updates> page = measure();
        return new Drag(
                requests,
                policies,
                IDLE_SECONDS,
                both(stage.get(0), page.get(0)),
                both(stage.get(1), page.get(1)),
                both(stage.get(2), page.get(2)));
    }

    /** The first drag, later ones, and one that simulates everything, on the page that is shown. */
    private List<Updates> measure() {
        rest(IDLE_SECONDS);
        FxCalls.run(slider::requestFocus);
        rest(REST_SECONDS);
        Updates first = drag(this::toStepOfSlider);
        move(this::toStepOfSlider, WARM_UP_SECONDS);
        Updates again = drag(this::toStepOfSlider);
        move(this::toNewValue, WARM_UP_SECONDS);
        return List.of(first, again, drag(this::toNewValue));
    }

    private static void rest(double seconds) {
        LockSupport.parkNanos((long) (seconds * NANOS_PER_SECOND));
    }

    private static Updates both(Updates onStage, Updates onPage) {
        return new Updates(onStage.pictures(), onStage.strips(), onPage.charts());
    }

    /** Turns to the compare page. */
    private void showCharts() {
        FxCalls.run(() -> explorer.models().pages().pageProperty().set(Page.COMPARE));
        move(this::toNewValue, 1);
        ChangeListener<ChartSpec> count = (property, before, now) -> charts.incrementAndGet();
        chartViews = FxCalls.call(() -> {
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

    private void toStepOfSlider(double seconds) {
        slider.setValueChanging(true);
        slider.setValue(SWING_DOUBLINGS * Math.sin(RADIANS_PER_SECOND * seconds));
    }

    private Updates drag(DoubleConsumer hand) {
        List.of(pictures, strips, charts).forEach(updates -> updates.set(0));
        double seconds = move(hand, SECONDS);
        return new Updates(pictures.get() / seconds, strips.get() / seconds, charts.get() / seconds / chartViews);
    }

    /** Moves the hand every few milliseconds, and lets go; says for how long it did. */
    private double move(DoubleConsumer hand, double seconds) {
        long start = System.nanoTime();
        double passed = 0;
        while (passed < seconds) {
            double now = passed;
            FxCalls.run(() -> hand.accept(now));
            LockSupport.parkNanos(STEP_NANOS);
            passed = (System.nanoTime() - start) / NANOS_PER_SECOND;
        }
        FxCalls.run(() -> slider.setValueChanging(false));
        return passed;
    }
}
