package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.session.Comparison;
import java.util.List;
import java.util.stream.IntStream;

/** The lanes of a comparison as the stage looks them up. */
final class StageModel {
    static final StageModel EMPTY = new StageModel(List.of());

    private final List<LaneModel> lanes;

    private StageModel(List<LaneModel> lanes) {
        this.lanes = lanes;
    }

    /**
     * Goes through the logs once; to be called off the FX thread. Runs without a recording have nothing to show.
     *
     * @param tick where the clock stands, so that the first frame finds everything in place
     */
    static StageModel of(Comparison comparison, long tick) {
        // A lane takes some milliseconds to go through, and each is independent of the others.
        List<LaneModel> lanes = IntStream.range(0, comparison.lanes().size())
                .parallel()
                .filter(k -> comparison.lanes().get(k).log().isRecorded())
                .mapToObj(k -> {
                    LaneModel lane = new LaneModel(k, comparison);
                    lane.seek(tick);
                    lane.ttft().prepare(tick);
                    return lane;
                })
                .toList();
        return new StageModel(lanes);
    }

    List<LaneModel> lanes() {
        return lanes;
    }

    /** Whether an instance has host memory. */
    boolean hasHostMemory() {
        return lanes.stream().anyMatch(LaneModel::hasHostMemory);
    }

    /** Whether a policy looks ahead at the memory. */
    boolean foreseesMemory() {
        return lanes.stream().anyMatch(LaneModel::foreseesMemory);
    }

    /** The most places for instances that any lane has: models that take turns on the same GPUs share one. */
    int placeCount() {
        return lanes.stream().mapToInt(LaneModel::placeCount).max().orElse(0);
    }
}
