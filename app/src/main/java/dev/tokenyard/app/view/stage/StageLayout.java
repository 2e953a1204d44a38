package dev.tokenyard.app.view.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Where the lanes are, and the legend.
 *
 * @param lanes the lanes from top to bottom, of equal height
 * @param legend the one or two lines that explain the marks; empty where the lanes need the room
 */
record StageLayout(List<LaneLayout> lanes, Box legend) {
    /** Height of a line of the legend, without the margin around all lines. */
    static final double LEGEND_LINE = 15;

    private static final double LEGEND_MARGIN = 11;
    private static final double HEIGHT_THAT_SPARES_TWO_LINES = 400;
    private static final double LANE_THAT_SPARES_A_LEGEND = 96;

    StageLayout {
        lanes = List.copyOf(lanes);
    }

    /** Lays out a stage whose instances have no host memory and show no forecasts. */
    static StageLayout of(double width, double height, int laneCount, int instanceCount, double legendWidth) {
        return of(width, height, laneCount, instanceCount, false, lane -> false, legendWidth);
    }

    /**
     * Lays out a stage.
     *
     * @param hosted whether the instances get a shelf for host memory
     * @param foreseeing the lanes whose instances get a picture of the memory to come
     * @param legendWidth the width that the legend takes on one line; where it is more than the stage's, the legend
     *     gets a second line if the stage is high enough
     */
    static StageLayout of(
            double width,
            double height,
            int laneCount,
            int instanceCount,
            boolean hosted,
            IntPredicate foreseeing,
            double legendWidth) {
        Box all = new Box(0, 0, width, height);
        int count = Math.max(1, laneCount);
        boolean wraps = legendWidth > width && height >= HEIGHT_THAT_SPARES_TWO_LINES;
        Box legend = all.bottom(
                wraps && spared(2, height, count) ? legendHeight(2) : spared(1, height, count) ? legendHeight(1) : 0);
        double room = height - legend.h();
        // A pixel more in one lane than in another might arrange its instances differently.
        double pitch = Math.floor(room / count);
        List<LaneLayout> lanes = new ArrayList<>();
        for (int k = 0; k < laneCount; k++) {
            // The pixel between lanes is the line that parts them.
            Box box = new Box(0, k * pitch, width, Math.max(0, pitch - 1));
            lanes.add(LaneLayout.of(box, instanceCount, hosted, foreseeing.test(k)));
        }
        return new StageLayout(lanes, legend);
    }

    /** Whether any memory to come is shown. */
    boolean showsForecasts() {
        return lanes.stream()
                .flatMap(lane -> lane.instances().stream())
                .anyMatch(instance -> !instance.forecast().isEmpty());
    }

    /** How much of its instances is shown, which are all alike. */
    InstanceLayout.Detail detail() {
        return lanes.stream()
                .flatMap(lane -> lane.instances().stream())
                .map(InstanceLayout::detail)
                .findFirst()
                .orElse(InstanceLayout.Detail.FULL);
    }

    /** How many lines a legend's box has room for. */
    static int legendLines(Box legend) {
        return (int) ((legend.h() - LEGEND_MARGIN) / LEGEND_LINE);
    }

    private static double legendHeight(int lines) {
        return LEGEND_MARGIN + lines * LEGEND_LINE;
    }

    private static boolean spared(int legendLines, double height, int lanes) {
        return (height - legendHeight(legendLines)) / lanes >= LANE_THAT_SPARES_A_LEGEND;
    }
}
