package dev.tokenyard.app.view.stage;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the parts of a lane are. All boxes lie within the lane and none overlaps another, at every size.
 *
 * @param box the lane
 * @param header policy and running figures
 * @param arrivals where requests come in
 * @param caption above the queue
 * @param queue waiting requests
 * @param note below the queue: why its head waits
 * @param passage between queue and instances
 * @param instances the instances
 */
record LaneLayout(
        Box box,
        Box header,
        Box arrivals,
        Box caption,
        Box queue,
        Box note,
        Box passage,
        List<InstanceLayout> instances) {
    static final double PADDING = 14;
    private static final double INSTANCE_GAP = 24;
    private static final double ROW_GAP = 8;
    private static final double NOTE_GAP = 6;
    /** A bar so wide has room for a number above it and its load. */
    private static final double NAMED_BAR = 48;
    /** What a place of the grid without an instance costs, beside a detail's 100. */
    private static final double EMPTY_PLACE = 6;
    /** From this width on a queue tells something; on narrow stages the instances give of theirs. */
    private static final double READABLE_QUEUE = 170;

    LaneLayout {
        instances = List.copyOf(instances);
    }

    /**
     * Lays out a lane.
     *
     * @param hosted whether the instances get a shelf for host memory
     * @param foreseeing whether they get a picture of the memory to come
     */
    static LaneLayout of(Box box, int instanceCount, boolean hosted, boolean foreseeing) {
        double tight = box.h() < 110 ? 4 : 8;
        double side = Math.min(PADDING, box.w() / 8);
        Box inner = new Box(box.x() + side, box.y(), box.w() - 2 * side, box.h() - tight);
        Box header = inner.top(box.h() < 110 ? 24 : 34);
        Box body = inner.belowTop(header.h());
        double queueWidth = Math.round(Math.max(
                body.w() * 0.22, Math.min(430, Math.max(body.w() * 0.33, Math.min(READABLE_QUEUE, body.w() * 0.45)))));
        double arrivalsWidth = body.w() < 700 ? 16 : 26;
        double passageWidth = body.w() < 700 ? 18 : 30;
        Box left = new Box(body.x() + arrivalsWidth, body.y(), queueWidth - arrivalsWidth, body.h());
        Box caption = left.top(16);
        double noteHeight = body.h() < 70 ? 0 : 16;
        // Words need the room beside the queue as well; nothing else is at their height.
        Box note = new Box(body.x(), body.y(), arrivalsWidth + left.w() + passageWidth - NOTE_GAP, body.h())
                .bottom(noteHeight);
        Box queue = left.belowTop(caption.h()).aboveBottom(noteHeight);
        Box arrivals = new Box(body.x(), queue.y(), arrivalsWidth, queue.h());
        Box passage = new Box(left.right(), queue.y(), passageWidth, queue.h());
        double from = passage.right();
        Box area = new Box(from, body.y(), body.right() - from, body.h());
        List<InstanceLayout> instances = grid(area, instanceCount).stream()
                .map(one -> foreseeing ? InstanceLayout.foreseeing(one, hosted) : InstanceLayout.of(one, hosted))
                .toList();
        return new LaneLayout(box, header, arrivals, caption, queue, note, passage, instances);
    }

    /** Puts the instances in the grid that shows most of each. */
    private static List<Box> grid(Box area, int count) {
        int bestColumns = 1;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int columns = 1; columns <= count; columns++) {
            double score = score(area, count, columns);
            if (score > bestScore) {
                bestScore = score;
                bestColumns = columns;
            }
        }
        int rows = Math.ceilDiv(count, Math.max(1, bestColumns));
        double gapX = gap(INSTANCE_GAP, area.w(), bestColumns);
        double gapY = gap(ROW_GAP, area.h(), rows);
        double width = part(area.w(), INSTANCE_GAP, bestColumns);
        double height = part(area.h(), ROW_GAP, Math.max(1, rows));
        List<Box> placed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double x = area.x() + i % bestColumns * (width + gapX);
            double y = area.y() + Math.floorDiv(i, bestColumns) * (height + gapY);
            placed.add(new Box(x, y, width, height));
        }
        return placed;
    }

    private static double gap(double wanted, double length, int parts) {
        return Math.min(wanted, length / (3.0 * parts));
    }

    /** What each of some parts gets of a length that gaps part. */
    private static double part(double length, double wantedGap, int parts) {
        return (length - gap(wantedGap, length, parts) * (parts - 1)) / parts;
    }

    private static double score(Box area, int count, int columns) {
        int rows = Math.ceilDiv(count, columns);
        double width = part(area.w(), INSTANCE_GAP, columns);
        double height = part(area.h(), ROW_GAP, rows);
        double detail = switch (InstanceLayout.detailFor(width, height)) {
            case FULL -> 2;
            case MAP -> 1;
            case BAR -> height >= InstanceLayout.TITLED_BAR && width >= NAMED_BAR ? 0.3 : 0;
        };
        double wantedAspect = detail == 2 ? 2.4 : detail == 1 ? 1.6 : 6;
        int empty = rows * columns - count;
        return 100 * detail - 10 * Math.abs(Math.log(width / Math.max(1, height) / wantedAspect)) - EMPTY_PLACE * empty;
    }
}
