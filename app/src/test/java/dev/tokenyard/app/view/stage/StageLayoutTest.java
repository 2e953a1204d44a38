package dev.tokenyard.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageLayoutTest {
    private static final double[][] SIZES = {
        {320, 160}, {600, 300}, {600, 900}, {1000, 700}, {1050, 690}, {1280, 800}, {1920, 1200}, {2560, 1440}, {700, 90}
    };

    private static List<Box> parts(LaneLayout lane) {
        List<Box> parts = new ArrayList<>(
                List.of(lane.header(), lane.arrivals(), lane.caption(), lane.queue(), lane.note(), lane.passage()));
        for (InstanceLayout instance : lane.instances()) {
            parts.addAll(
                    List.of(instance.title(), instance.batch(), instance.map(), instance.shelf(), instance.footer()));
            parts.addAll(List.of(instance.forecast(), instance.forecastNote()));
        }
        parts.removeIf(Box::isEmpty);
        return parts;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 16})
    void partsNeverOverlapAndStayInTheirLane(int instances) {
        for (double[] size : SIZES) {
            for (int lanes = 1; lanes <= 8; lanes++) {
                StageLayout stage = StageLayout.of(
                        size[0], size[1], lanes, instances, (lanes + instances) % 2 == 0, lane -> lane % 3 < 2, 1_200);
                Box all = new Box(0, 0, size[0], size[1]);
                String what = lanes + " lanes of " + instances + " instances in " + size[0] + " x " + size[1];
                Box above = Box.NOTHING;
                for (LaneLayout lane : stage.lanes()) {
                    assertThat(all.contains(lane.box())).as(what).isTrue();
                    assertThat(lane.box().overlaps(above)).as(what).isFalse();
                    assertThat(lane.box().overlaps(stage.legend())).as(what).isFalse();
                    above = lane.box();
                    List<Box> parts = parts(lane);
                    for (int i = 0; i < parts.size(); i++) {
                        assertThat(lane.box().contains(parts.get(i)))
                                .as("%s: %s in %s", what, parts.get(i), lane.box())
                                .isTrue();
                        for (int k = 0; k < i; k++) {
                            assertThat(parts.get(i).overlaps(parts.get(k)))
                                    .as("%s: %s and %s", what, parts.get(i), parts.get(k))
                                    .isFalse();
                        }
                    }
                }
            }
        }
    }

    @Test
    void instancesFoldFromRowsAndMapToMapToBar() {
        assertThat(StageLayout.of(1050, 690, 3, 2, 0).lanes().get(0).instances())
                .allMatch(instance -> instance.detail() == InstanceLayout.Detail.FULL);
        assertThat(StageLayout.of(1050, 690, 3, 8, 0).lanes().get(0).instances())
                .allMatch(instance -> instance.detail() == InstanceLayout.Detail.MAP);
        assertThat(StageLayout.of(600, 300, 8, 8, 0).lanes().get(0).instances())
                .allMatch(instance -> instance.detail() == InstanceLayout.Detail.BAR);
    }

    @Test
    void hostMemoryHasAShelfWhereThereIsRoom() {
        assertThat(StageLayout.of(1050, 690, 3, 2, true, lane -> false, 0)
                        .lanes()
                        .get(0)
                        .instances())
                .allSatisfy(instance -> assertThat(instance.shelf().h()).isEqualTo(18));
        assertThat(StageLayout.of(1050, 690, 3, 2, false, lane -> false, 0)
                        .lanes()
                        .get(0)
                        .instances())
                .allSatisfy(instance -> assertThat(instance.shelf().isEmpty()).isTrue());
        assertThat(StageLayout.of(600, 300, 8, 8, true, lane -> false, 0)
                        .lanes()
                        .get(0)
                        .instances())
                .allSatisfy(instance -> assertThat(instance.shelf().isEmpty()).isTrue());
    }

    private static List<InstanceLayout> foreseeing(double width, double height, int lanes, int instances) {
        return StageLayout.of(width, height, lanes, instances, false, lane -> true, 0).lanes().stream()
                .flatMap(lane -> lane.instances().stream())
                .toList();
    }

    @Test
    void theMemoryToComeIsBesideAMapThatIsWideAndUnderOneThatIsHigh() {
        assertThat(foreseeing(1280, 500, 3, 2)).allSatisfy(instance -> {
            assertThat(instance.forecast().y()).isEqualTo(instance.map().y());
            assertThat(instance.forecast().x()).isGreaterThan(instance.map().right());
            assertThat(instance.forecastNote().y()).isEqualTo(instance.footer().y());
        });
        assertThat(foreseeing(1000, 450, 2, 2)).allSatisfy(instance -> {
            assertThat(instance.forecastNote().y())
                    .isGreaterThanOrEqualTo(instance.footer().bottom());
            assertThat(instance.forecast().y())
                    .isEqualTo(instance.forecastNote().bottom());
            assertThat(instance.forecast().w()).isEqualTo(instance.box().w());
        });
    }

    @Test
    void theMemoryToComeIsAGaugeWhereTheMapNeedsTheRoom() {
        assertThat(foreseeing(1050, 690, 3, 8)).allMatch(InstanceLayout::hasGauge);
        assertThat(foreseeing(1280, 500, 6, 4))
                .allMatch(InstanceLayout::hasGauge)
                .allSatisfy(instance -> {
                    assertThat(instance.forecast().y())
                            .isGreaterThan(instance.map().bottom());
                    assertThat(instance.forecast().w()).isEqualTo(instance.map().w());
                });
        assertThat(foreseeing(600, 900, 4, 16))
                .allMatch(instance -> instance.detail() == InstanceLayout.Detail.BAR)
                .allSatisfy(instance -> assertThat(instance.forecast().h()).isEqualTo(3));
    }

    @Test
    void theLegendGivesWayToTheLanes() {
        assertThat(StageLayout.of(1050, 690, 3, 2, 0).legend().isEmpty()).isFalse();
        assertThat(StageLayout.of(1050, 500, 8, 2, 0).legend().isEmpty()).isTrue();
    }

    @Test
    void theLegendWrapsOnlyWhereItIsTooLongAndTheStageIsHigh() {
        assertThat(StageLayout.legendLines(
                        StageLayout.of(1050, 690, 3, 2, 1_050).legend()))
                .isEqualTo(1);
        assertThat(StageLayout.legendLines(
                        StageLayout.of(1050, 690, 3, 2, 1_051).legend()))
                .isEqualTo(2);
        assertThat(StageLayout.legendLines(
                        StageLayout.of(1050, 399, 3, 2, 1_051).legend()))
                .isEqualTo(1);
        assertThat(StageLayout.legendLines(
                        StageLayout.of(1050, 410, 4, 2, 1_051).legend()))
                .as("lanes that spare one line but not two")
                .isEqualTo(1);
    }

    @Test
    void everyBlockHasACellThatLeadsBackToIt() {
        for (int blocks : new int[] {1, 7, 480, 2_837, 6_600, 50_000}) {
            for (double[] size : new double[][] {{195, 145}, {80, 40}, {410, 60}, {640, 400}}) {
                KvGrid grid = KvGrid.of(blocks, size[0], size[1]);
                assertThat(grid.pixelWidth()).isLessThanOrEqualTo((int) size[0]);
                assertThat(grid.pixelHeight()).isLessThanOrEqualTo((int) size[1]);
                assertThat((long) grid.cells() * grid.blocksPerCell()).isGreaterThanOrEqualTo(blocks);
                for (int cell = 0; cell < grid.cells(); cell++) {
                    assertThat(grid.cellAt(grid.cellX(cell), grid.cellY(cell))).isEqualTo(cell);
                    assertThat(grid.firstBlock(cell)).isEqualTo(cell == 0 ? 0 : grid.endBlock(cell - 1));
                }
                assertThat(grid.endBlock(grid.cells() - 1)).isEqualTo(blocks);
                assertThat(grid.pitch() - grid.gap())
                        .as("a cell can be told from its neighbours")
                        .isGreaterThanOrEqualTo(4);
            }
        }
    }

    @Test
    void aGridHasNoBlocksBesideIt() {
        KvGrid grid = KvGrid.of(10, 30, 30);
        assertThat(grid.cellAt(-1, 0)).isEqualTo(-1);
        assertThat(grid.cellAt(0, 500)).isEqualTo(-1);
        assertThat(grid.cellAt(29, grid.pixelHeight() - 1.0)).isEqualTo(-1);
    }

    @Test
    void fewBlocksAreLargeAndTheirRowsAreOfLikeLength() {
        for (int blocks = 1; blocks <= 128; blocks++) {
            for (int width : new int[] {90, 280, 700}) {
                KvGrid grid = KvGrid.of(blocks, width, 110);
                int last = blocks - (grid.rows() - 1) * grid.columns();
                assertThat(last).isBetween(1, grid.columns());
                assertThat(grid.columns() - last).as("missing in the last row").isLessThan(grid.rows());
                assertThat(grid.pixelWidth()).isLessThanOrEqualTo(width);
                assertThat(grid.pixelHeight()).isLessThanOrEqualTo(110);
            }
        }
        assertThat(KvGrid.of(24, 280, 57).pitch()).isGreaterThan(2 * KvGrid.LARGEST_PITCH);
        assertThat(KvGrid.of(24, 1_400, 110).rows())
                .as("not one long row that leaves the height empty")
                .isEqualTo(2);
        assertThat(KvGrid.of(500, 700, 110).pitch()).isEqualTo(KvGrid.LARGEST_PITCH);
    }

    /** A worker of the theory mode takes its box, also on a large screen, except for what rounding leaves. */
    @Test
    void fewBlocksLeaveNoPartOfAWideBoxEmpty() {
        for (int blocks = 20; blocks <= 128; blocks++) {
            for (int width = 160; width <= 1_400; width += 20) {
                KvGrid grid = KvGrid.of(blocks, width, 145);
                assertThat(grid.pixelWidth())
                        .as("%d blocks in %d pixels", blocks, width)
                        .isBetween((int) (0.75 * width), width);
            }
        }
    }

    /** Three instances stand side by side rather than two by two with an empty place, where each keeps its rows. */
    @Test
    void instancesLeaveNoPlaceEmptyWhereOneRowShowsAsMuch() {
        LaneLayout lane = StageLayout.of(1004, 427, 2, 3, 1_100).lanes().get(0);
        assertThat(lane.instances())
                .extracting(instance -> instance.box().y())
                .containsOnly(lane.instances().get(0).box().y());
        assertThat(lane.instances()).extracting(InstanceLayout::detail).containsOnly(InstanceLayout.Detail.FULL);
    }

    /** Whatever is left over of the height, what is compared looks alike. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void allLanesAreArrangedAlike(int instances) {
        for (int height = 150; height <= 900; height++) {
            for (int lanes = 2; lanes <= 4; lanes++) {
                List<LaneLayout> all =
                        StageLayout.of(1_280, height, lanes, instances, 1_100).lanes();
                LaneLayout first = all.get(0);
                for (LaneLayout lane : all) {
                    String what = lanes + " lanes in " + height + " pixels";
                    assertThat(lane.box().h()).as(what).isEqualTo(first.box().h());
                    for (int i = 0; i < instances; i++) {
                        InstanceLayout one = lane.instances().get(i);
                        InstanceLayout same = first.instances().get(i);
                        assertThat(one.detail()).as(what).isEqualTo(same.detail());
                        assertThat(one.box().x()).as(what).isEqualTo(same.box().x());
                        assertThat(one.box().w()).as(what).isEqualTo(same.box().w());
                    }
                }
            }
        }
    }

    @Test
    void queuedBlocksFlowFromTheRightWithoutOverlap() {
        Box area = new Box(10, 20, 300, 120);
        QueueFlow flow = new QueueFlow(area);
        List<Box> placed = new ArrayList<>();
        for (int k = 0; ; k++) {
            Box place = flow.place(12 + k * 7 % 60);
            if (place.isEmpty()) {
                break;
            }
            assertThat(area.contains(place)).isTrue();
            assertThat(placed).noneMatch(place::overlaps);
            placed.add(place);
        }
        assertThat(placed).hasSizeGreaterThan(20);
        assertThat(placed.get(0).right()).isEqualTo(area.right());
        assertThat(placed.get(0).y()).isEqualTo(area.y());
    }

    @Test
    void rowsOfABatchFitTheirBoxAndDoNotOverlap() {
        for (int residents : new int[] {1, 10, 64, 256, 5000}) {
            for (double height : new double[] {20, 58, 140, 400}) {
                for (double width : new double[] {64, 133, 170}) {
                    Box box = new Box(30, 40, width, height);
                    BatchPainter.Rows rows = BatchPainter.Rows.of(residents, box);
                    assertThat(rows.rows() * rows.residentsPerRow()).isGreaterThanOrEqualTo(residents);
                    assertThat((rows.rows() - 1) * rows.residentsPerRow()).isLessThan(residents);
                    assertThat(rows.bar())
                            .as("rows are thick enough to be told apart")
                            .isGreaterThanOrEqualTo(3);
                    List<Box> placed = new ArrayList<>();
                    for (int k = 0; k < rows.rows(); k++) {
                        Box place = rows.place(k);
                        assertThat(box.contains(place)).isTrue();
                        assertThat(placed).noneMatch(place::overlaps);
                        placed.add(place);
                    }
                }
            }
        }
    }

    @Test
    void longerPromptsAreWiderButLessThanInProportion() {
        assertThat(BlockScale.width(400)).isGreaterThan(BlockScale.width(100)).isLessThan(4 * BlockScale.width(100));
        assertThat(BlockScale.width(1_000_000)).isLessThan(100);
    }
}
