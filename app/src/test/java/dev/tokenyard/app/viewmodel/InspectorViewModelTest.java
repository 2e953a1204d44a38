package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InspectorViewModelTest {
    private static final Comparison DEMO = DemoComparison.of(400, 1, "fcfs", "sjf", "ssjf");

    private final ComparisonViewModel model = new ComparisonViewModel();
    private final InspectorViewModel inspector = new InspectorViewModel(model, Runnable::run, Runnable::run);

    @BeforeEach
    void showDemo() {
        inspector.activate();
        model.show(DEMO);
    }

    private RequestDetail request() {
        assertThat(inspector.contentProperty().get()).isInstanceOf(RequestDetail.class);
        return (RequestDetail) inspector.contentProperty().get();
    }

    @Test
    void withoutARequestItShowsTheChosenLane() {
        inspector.selectLane(2);
        assertThat(inspector.contentProperty().get()).isInstanceOf(LaneDetail.class);
        LaneDetail lane = (LaneDetail) inspector.contentProperty().get();
        assertThat(lane.lane()).isEqualTo(2);
        assertThat(lane.metrics().policyId()).isEqualTo("ssjf");
    }

    @Test
    void theRequestUnderThePointerGoesBeforeTheChosenOne() {
        inspector.selectRequest(5);
        assertThat(request().request()).isEqualTo(5);
        model.selection().hoveredRequestProperty().set(9);
        assertThat(request().request()).isEqualTo(9);
        model.selection().hoveredRequestProperty().set(SelectionViewModel.NONE);
        assertThat(request().request()).isEqualTo(5);
        inspector.showLane();
        assertThat(inspector.contentProperty().get()).isInstanceOf(LaneDetail.class);
    }

    @Test
    void theWorstRequestIsLateAndContrastedWithABetterLane() {
        inspector.selectWorstRequest();
        RequestDetail worst = request();
        double here = worst.lives().get(0).ttftSeconds();
        assertThat(worst.lives().get(0).met()).isFalse();
        assertThat(worst.lives()).hasSize(3);
        RequestDetail.Contrast contrast = worst.contrast();
        if (contrast != null) {
            assertThat(worst.lives().get(contrast.lane()).ttftSeconds()).isLessThan(here);
        }
        assertThat(worst.predicted())
                .singleElement()
                .satisfies(p -> assertThat(p.policyTitle()).isEqualTo("SSJF"));
    }

    @Test
    void aLaneOrRequestThatIsNotThereIsNotShown() {
        model.selection().laneProperty().set(77);
        model.selection().requestProperty().set(100_000);
        assertThat(inspector.contentProperty().get()).isInstanceOf(LaneDetail.class);
        assertThat(((LaneDetail) inspector.contentProperty().get()).lane()).isEqualTo(2);
    }

    @Test
    void afterDeactivationItStandsStill() {
        inspector.deactivate();
        inspector.selectRequest(3);
        assertThat(inspector.contentProperty().get()).isInstanceOf(LaneDetail.class);
    }

    @Test
    void ofComparisonsThatFollowEachOtherFastItShowsTheNewest() {
        ComparisonViewModel fresh = new ComparisonViewModel();
        Deque<Runnable> later = new ArrayDeque<>();
        InspectorViewModel paced = new InspectorViewModel(
                fresh, HardwareCatalog.builtIn(), Runnable::run, Runnable::run, (millis, work) -> later.add(work));
        paced.activate();
        Comparison first = DemoComparison.of(60, 2, "fcfs");
        fresh.show(first);
        assertThat(Objects.requireNonNull(paced.contentProperty().get()).comparison())
                .isSameAs(first);
        fresh.show(DemoComparison.of(70, 2, "fcfs"));
        Comparison last = DemoComparison.of(80, 2, "fcfs");
        fresh.show(last);
        assertThat(Objects.requireNonNull(paced.contentProperty().get()).comparison())
                .isSameAs(first);
        assertThat(later).hasSize(1);
        later.pop().run();
        assertThat(Objects.requireNonNull(paced.contentProperty().get()).comparison())
                .as("one has come meanwhile, and others may")
                .isSameAs(first);
        later.pop().run();
        assertThat(Objects.requireNonNull(paced.contentProperty().get()).comparison())
                .isSameAs(last);
        assertThat(later).isEmpty();
    }

    @Test
    void itDoesNotWaitForEverWhereComparisonsGoOnComing() {
        ComparisonViewModel fresh = new ComparisonViewModel();
        Deque<Runnable> later = new ArrayDeque<>();
        InspectorViewModel paced = new InspectorViewModel(
                fresh, HardwareCatalog.builtIn(), Runnable::run, Runnable::run, (millis, work) -> later.add(work));
        paced.activate();
        fresh.show(DemoComparison.of(20, 2, "fcfs"));
        Comparison last = DemoComparison.of(21, 2, "fcfs");
        fresh.show(last);
        int paces = 0;
        while (!later.isEmpty()) {
            last = DemoComparison.of(22 + paces++, 2, "fcfs");
            fresh.show(last);
            later.pop().run();
        }
        assertThat(paces).isBetween(2, 6);
        assertThat(Objects.requireNonNull(paced.contentProperty().get()).comparison())
                .isSameAs(last);
    }
}
