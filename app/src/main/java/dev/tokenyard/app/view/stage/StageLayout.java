package dev.tokenyard.app.view.stage;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the lanes are, and the legend.
 *
 * @param lanes the lanes from top to bottom, of equal height
 * @param legend the line that explains the marks; empty where the lanes need the room
 */
record StageLayout(List<LaneLayout> lanes, Box legend) {
    private static final double LEGEND = 26;
    private static final double LANE_THAT_SPARES_A_LEGEND = 96;

    StageLayout {
        lanes = List.copyOf(lanes);
    }

    static StageLayout of(double width, double height, int laneCount, int instanceCount) {
        Box all = new Box(0, 0, width, height);
        int count = Math.max(1, laneCount);
        Box legend = all.bottom((height - LEGEND) / count >= LANE_THAT_SPARES_A_LEGEND ? LEGEND : 0);
        double room = height - legend.h();
        List<LaneLayout> lanes = new ArrayList<>();
        for (int k = 0; k < laneCount; k++) {
            double from = Math.floor(room * k / laneCount);
            double to = Math.floor(room * (k + 1) / laneCount);
            // The pixel between lanes is the line that parts them.
            lanes.add(LaneLayout.of(new Box(0, from, width, Math.max(0, to - from - 1)), instanceCount));
        }
        return new StageLayout(lanes, legend);
    }
}
