package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.view.parts.Part;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;

/** What the parts of the stage are, at their places in the layout of the moment. */
final class StageParts {
    private static final double HEADER_MARGIN = 5;

    private final Node stage;
    private final List<Part> parts = new ArrayList<>();

    private StageParts(Node stage) {
        this.stage = stage;
    }

    /**
     * The parts.
     *
     * @param stage in whose coordinates the layout is
     * @param hits what was drawn where in the last frame
     */
    static List<Part> of(Node stage, StageLayout layout, HitMap hits) {
        StageParts named = new StageParts(stage);
        if (!layout.lanes().isEmpty()) {
            // Spread over the lanes, so that not all labels crowd in one.
            int last = layout.lanes().size() - 1;
            named.addArrival(layout.lanes().get(0));
            named.addBatch(layout.lanes().get(Math.min(1, last)), hits);
            named.addMemory(layout.lanes().get(last));
        }
        return List.copyOf(named.parts);
    }

    /** Where the lanes' names and figures are, in the coordinates of the scene. */
    static List<Bounds> figures(Node stage, StageLayout layout) {
        return layout.lanes().stream()
                .map(LaneLayout::header)
                .map(box -> stage.localToScene(new BoundingBox(box.x(), box.y(), box.w(), box.h())))
                .toList();
    }

    private void addArrival(LaneLayout lane) {
        Box header = lane.header();
        // Its words reach to the ends of the header; the frame is around them.
        Box framed = new Box(header.x() - HEADER_MARGIN, header.y(), header.w() + 2 * HEADER_MARGIN, header.h());
        add("Lane", "one policy, and its SLO attainment so far", framed);
        add("Arrivals", "requests come in here", lane.arrivals());
        add("Queue", "waiting, in the policy's own order", lane.queue());
    }

    private void addBatch(LaneLayout lane, HitMap hits) {
        hits.widestWithin(lane.queue())
                .ifPresent(box -> add(
                        "Request",
                        "solid: prompt; pale: expected output; border: the deadline nears, or is past",
                        box));
        if (!lane.instances().isEmpty()) {
            add(
                    "Batch",
                    "a row a request; pale: its prompt, hatched in prefill; solid: decode",
                    lane.instances().get(0).batch());
        }
    }

    private void addMemory(LaneLayout lane) {
        add("Why it waits", "what keeps the head of the queue out", lane.note());
        if (lane.instances().isEmpty()) {
            return;
        }
        InstanceLayout instance = lane.instances().get(lane.instances().size() - 1);
        add("KV cache", "a cell a block, in the colour of its owner's class; grey is free", instance.map());
        add("Memory foreseen", "what residents will hold until their predicted ends", instance.forecast());
        add("Host memory", "those that were swapped out", instance.shelf());
    }

    private void add(String title, String words, Box box) {
        if (!box.isEmpty()) {
            parts.add(Part.within(stage, title, words, box.x(), box.y(), box.w(), box.h()));
        }
    }
}
