package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.InstanceFigures;
import dev.tokenyard.app.session.InstanceReader;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.policy.BlockReason;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is said of an instance, beside what the log says by another way. */
class InstanceInspectionTest {
    private static final Comparison DEMO = DemoComparison.of(300, 2, "fcfs", "mc-sf");

    private final ComparisonViewModel model = new ComparisonViewModel();
    private final InspectorViewModel inspector = new InspectorViewModel(model, Runnable::run, Runnable::run);

    private InspectorContent content() {
        return Objects.requireNonNull(inspector.contentProperty().get());
    }

    @Test
    void instancesAreChosenOneAfterTheOther() {
        inspector.activate();
        model.show(DEMO);
        model.stepInstance(1);
        assertThat(((InstanceDetail) content()).instance()).isZero();
        model.stepInstance(1);
        assertThat(((InstanceDetail) content()).instance()).isEqualTo(1);
        model.stepInstance(1);
        assertThat(content()).isInstanceOf(LaneDetail.class);
        model.stepInstance(-1);
        assertThat(((InstanceDetail) content()).info().name()).isEqualTo("A100-80G #2");
        inspector.selectRequest(3);
        assertThat(content()).isInstanceOf(RequestDetail.class);
        inspector.showInstance();
        assertThat(content()).isInstanceOf(InstanceDetail.class);
        model.show(DemoComparison.of(50, 1, "fcfs"));
        assertThat(content()).isInstanceOf(LaneDetail.class);
    }

    @Test
    void whatItDoesNowIsWhatTheCursorSays() {
        for (int lane = 0; lane < 2; lane++) {
            RunLog log = DEMO.lanes().get(lane).log();
            RunCursor cursor = log.cursor();
            InstanceReader reader = new InstanceReader(log, 1);
            boolean everBlocked = false;
            for (int k = 0; k <= 50; k++) {
                long tick = log.endTick() / 50 * k;
                cursor.seek(tick);
                InstanceReader.Now now = reader.at(tick);
                assertThat(now.running()).hasSize(cursor.residentCount(1));
                assertThat(now.usedBlocks()).isEqualTo(cursor.usedBlocks(1));
                assertThat(now.waiting()).isEqualTo(cursor.waitingCount(1));
                assertThat(now.reservedBlocks()).isBetween(0, now.usedBlocks());
                assertThat(now.model()).isEqualTo(InstanceReader.ModelState.LOADED);
                if (now.waiting() > 0) {
                    assertThat(now.blocked()).isEqualTo(cursor.blockReason(1));
                }
                everBlocked |= now.blocked() != BlockReason.NONE;
            }
            assertThat(everBlocked).isTrue();
        }
    }

    @Test
    void whatItDidAddsUpOverTheInstances() {
        RunLog log = DEMO.lanes().get(0).log();
        long end = log.endTick() + 1;
        long steps = 0;
        int completed = 0;
        int preemptions = 0;
        for (int i = 0; i < 2; i++) {
            InstanceReader.Past past = new InstanceReader(log, i).between(0, end);
            steps += past.steps();
            completed += past.completed();
            preemptions += past.preemptions();
            assertThat(past.busyShare()).isBetween(0.0, 1.0);
            assertThat(past.peakBlocks()).isBetween(1, 480);
            assertThat(past.meanBatch()).isBetween(1.0, 128.0);
        }
        assertThat(steps).isEqualTo(log.info().totals().steps());
        assertThat(completed).isEqualTo(300);
        assertThat((long) preemptions).isEqualTo(log.info().totals().preemptions());
        assertThat(new InstanceReader(log, 0).between(7, 7).busyShare()).isNaN();
    }

    @Test
    void theKvCacheFollowsFromFiguresWithSources() {
        inspector.activate();
        model.show(DEMO);
        model.stepInstance(1);
        InstanceFigures figures = Objects.requireNonNull(((InstanceDetail) content()).figures());
        assertThat(figures.gpu()).allMatch(figure -> !figure.source().isEmpty());
        assertThat(figures.model()).extracting(InstanceFigures.Figure::name).contains("layers", "KV heads", "weights");
        assertThat(figures.memory().getLast().value()).isEqualTo("7,680 tokens");
        assertThat(figures.memory()).extracting(InstanceFigures.Figure::value).contains("480");
    }
}
