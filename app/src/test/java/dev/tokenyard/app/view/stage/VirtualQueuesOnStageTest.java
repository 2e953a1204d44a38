package dev.tokenyard.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.plan.PlanBoard;
import dev.tokenyard.app.session.plan.PlanBoard.Group;
import dev.tokenyard.app.session.plan.PlanBoard.VirtualQueue;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.testing.PlannedRuns;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.viewmodel.ComparisonViewModel;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lane of a policy that plans. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VirtualQueuesOnStageTest {
    private static final int LANE = 1;

    private Comparison comparison;

    @BeforeAll
    void run(@TempDir Path folder) throws ScenarioException {
        FxThread.run(Type::ensureLoaded);
        comparison = PlannedRuns.ofTwoModels(folder, 2);
    }

    private RunLog log() {
        return comparison.lanes().get(LANE).log();
    }

    /** A moment at which many wait, one group at least for a model that must be loaded first. */
    private long crowded() {
        RunCursor cursor = log().cursor();
        long best = 0;
        int most = 0;
        for (int part = 1; part < 300; part++) {
            cursor.seek(log().endTick() / 300 * part);
            PlanBoard board = PlanBoard.of(cursor).orElseThrow();
            if (board.groupCount() > most) {
                most = board.groupCount();
                best = cursor.tick();
            }
        }
        assertThat(most).isGreaterThan(5);
        return best;
    }

    private Scene stage(Theme theme, long tick, double width, double height) {
        ComparisonViewModel viewModel = new ComparisonViewModel();
        viewModel.show(comparison);
        viewModel.playback().seek(tick);
        return new Scene(new StageView(viewModel, new SimpleObjectProperty<>(theme), Runnable::run), width, height);
    }

    private static int count(WritableImage image, Box box, Color wanted) {
        int count = 0;
        for (int y = (int) box.y(); y < box.bottom(); y++) {
            for (int x = (int) box.x(); x < box.right(); x++) {
                Color colour = image.getPixelReader().getColor(x, y);
                boolean like = Math.abs(colour.getRed() - wanted.getRed()) < 0.02
                        && Math.abs(colour.getGreen() - wanted.getGreen()) < 0.02
                        && Math.abs(colour.getBlue() - wanted.getBlue()) < 0.02;
                count += like ? 1 : 0;
            }
        }
        return count;
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void packsHaveTheColoursOfTheirClasses(Theme theme) {
        long tick = crowded();
        RunCursor cursor = log().cursor();
        cursor.seek(tick);
        List<Integer> classes = PlanBoard.of(cursor).orElseThrow().queues().stream()
                .flatMap(queue -> queue.groups().stream().limit(1))
                .map(Group::first)
                .map(request -> log().outcomes().sloClass(request))
                .toList();
        FxThread.run(() -> {
            WritableImage image = stage(theme, tick, 1000, 600).snapshot(null);
            Box queue = StageLayout.of(1000, 600, 2, 2, 0).lanes().get(LANE).queue();
            ClassPalette palette = ClassPalette.of(theme);
            for (int sloClass : classes) {
                assertThat(count(image, queue, palette.pale(sloClass))).isGreaterThan(30);
            }
        });
    }

    @Test
    void aMemberOfAPackIsFoundWhereItIsDrawnAndSaysWhatIsExpectedOfItsGroup() {
        long tick = crowded();
        RunCursor cursor = log().cursor();
        cursor.seek(tick);
        Group first = PlanBoard.of(cursor).orElseThrow().queues().stream()
                .filter(queue -> !queue.groups().isEmpty())
                .map(queue -> queue.groups().get(0))
                .findFirst()
                .orElseThrow();
        String words = PlanWords.whole(first, log());
        assertThat(words)
                .startsWith("Group " + first.id() + ": " + first.waiting() + " ")
                .contains(log().instances().get(first.instance()).modelId())
                .contains(first.isLate() ? ": it will miss it." : ": it will meet it.");
    }

    @Test
    void theNextGroupOfAQueueIsSeenHoweverLittleRoomThereIs() {
        long tick = crowded();
        LaneModel lane = new LaneModel(LANE, comparison);
        lane.seek(tick);
        PlanBoard plan = Objects.requireNonNull(lane.plan());
        Moment moment = new Moment(tick, 1, -1, -1, -1);
        FxThread.run(() -> {
            for (double width = 86; width < 400; width += 7) {
                HitMap hits = new HitMap();
                Pen pen = new Pen(new Canvas(400, 60).getGraphicsContext2D());
                Box row = new Box(0, 0, width, 20);
                QueueLabel label = QueueLabel.of(lane, width, text -> pen.width(text, Type.regular(Type.SMALL)));
                for (VirtualQueue queue : plan.queues()) {
                    if (!queue.groups().isEmpty()) {
                        hits.clear();
                        new VirtualQueueRow(pen, hits).paint(lane, plan, queue, row, label, moment);
                        String words = PlanWords.whole(queue.groups().get(0), log());
                        int seen = 0;
                        for (int x = 0; x < width; x++) {
                            boolean isPack = hits.remarkAt(x + 0.5, 10).equals(words);
                            assertThat(isPack && x < label.width())
                                    .as("over the label in " + width)
                                    .isFalse();
                            seen += isPack ? 1 : 0;
                        }
                        assertThat(seen).as("in " + width).isGreaterThan(12);
                    }
                }
            }
        });
    }

    @Test
    void itIsDrawnAtEverySizeAndMoment() {
        FxThread.run(() -> {
            for (double[] size : new double[][] {{500, 200}, {800, 500}, {1000, 1000}, {2400, 1300}}) {
                for (int part = 0; part <= 10; part++) {
                    WritableImage image = stage(Theme.DARK, log().endTick() / 10 * part, size[0], size[1])
                            .snapshot(null);
                    Box all = new Box(0, 0, size[0], size[1]);
                    assertThat(count(image, all, Theme.DARK.ground())).isLessThan((int) (size[0] * size[1]));
                }
            }
        });
    }

    @Test
    void modelsByTurnsShareAPlaceWhereTheLoadedOneIsSeen() {
        LaneModel lane = new LaneModel(LANE, comparison);
        assertThat(log().instances()).hasSize(4);
        assertThat(lane.placeCount()).isEqualTo(2);
        for (int i = 0; i < log().instances().size(); i++) {
            int place = lane.place(i);
            assertThat(lane.atPlaceOf(i)).hasSize(2).contains(i);
            assertThat(Arrays.stream(lane.atPlaceOf(i)).allMatch(other -> lane.place(other) == place))
                    .isTrue();
        }
        boolean loading = false;
        for (int part = 0; part <= 400; part++) {
            lane.seek(log().endTick() / 400 * part);
            int[] seen = new int[lane.placeCount()];
            for (int i = 0; i < log().instances().size(); i++) {
                seen[lane.place(i)] += lane.isOnStage(i) ? 1 : 0;
                loading |= lane.cursor().isLoading(i);
            }
            assertThat(seen).containsOnly(1);
        }
        assertThat(loading).isTrue();
    }

    @Test
    void theStageInWordsTellsTheGroups() {
        LaneModel lane = new LaneModel(LANE, comparison);
        lane.seek(crowded());
        assertThat(PlanWords.queues(Objects.requireNonNull(lane.plan())))
                .contains(" groups in 2 virtual queues, ")
                .endsWith(" expected to be late");
    }
}
