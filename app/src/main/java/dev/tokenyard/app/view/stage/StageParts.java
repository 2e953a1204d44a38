package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.view.parts.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;

/** What the parts of the stage are, at their places in the layout of the moment. */
final class StageParts {
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
            named.addLane(layout.lanes().get(0), hits);
            // Where there are more lanes, not all labels crowd in one.
            named.addInstance(layout.lanes().get(layout.lanes().size() > 1 ? 1 : 0));
        }
        return List.copyOf(named.parts);
    }

    private void addLane(LaneLayout lane, HitMap hits) {
        add("Lane", "one policy; how many were in time so far", lane.header());
        add("Arrivals", "requests come in here", lane.arrivals());
        Optional<Box> block = hits.widestWithin(lane.queue());
        add("Queue", "waiting, in the policy's own order", lane.queue());
        block.ifPresent(box -> add(
                "Request",
                "solid: prompt, pale: expected output; its border warns as the deadline nears, and turns red past it",
                box));
        add("Why it waits", "the reason of the head of the queue", lane.note());
    }

    private void addInstance(LaneLayout lane) {
        if (lane.instances().isEmpty()) {
            return;
        }
        InstanceLayout first = lane.instances().get(0);
        InstanceLayout last = lane.instances().get(lane.instances().size() - 1);
        add("Batch", "a row a request; hatched: prefill, solid: decode", first.batch());
        add("KV cache", "a cell a block, coloured by the class of its owner; dark is free", last.map());
        add("Memory foreseen", "what residents will hold until their predicted ends", first.forecast());
        add("Host memory", "those that were swapped out", last.shelf());
    }

    private void add(String title, String words, Box box) {
        if (!box.isEmpty()) {
            parts.add(Part.within(stage, title, words, box.x(), box.y(), box.w(), box.h()));
        }
    }
}
