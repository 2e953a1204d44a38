package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.sim.log.RunCursor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.scene.text.Font;

/**
 * The host memory beside an instance: a chip for each request that was swapped out, in the policy's order, over a gauge of
 * how full it is, and how many swaps there were.
 */
final class ShelfPainter {
    private record Place(int lane, int instance) {}

    private static final class Texts {
        final Cached host = new Cached();
        final Cached swapped = new Cached();
        final Cached more = new Cached();
    }

    /** The upper part of the shelf, above its gauge. */
    private static final double CHIPS = 11;

    private static final double CHIP_HEIGHT = 8;
    private static final double GAUGE = 2;
    private static final double NARROW_LABEL = 46;
    /** Chips are narrower than blocks in the queue: so many pixels for each of theirs. */
    private static final double SCALE = 0.5;

    private final Pen pen;
    private final HitMap hits;
    private final Map<Place, Texts> texts = new HashMap<>();

    ShelfPainter(Pen pen, HitMap hits) {
        this.pen = pen;
        this.hits = hits;
    }

    void paint(LaneModel lane, int instance, InstanceLayout layout, Moment moment) {
        Box box = layout.shelf();
        if (box.isEmpty() || lane.log().instances().get(instance).hostBlocks() == 0) {
            return;
        }
        Theme theme = pen.theme();
        Font small = Type.regular(Type.SMALL);
        Texts cache = texts.computeIfAbsent(new Place(lane.index(), instance), key -> new Texts());
        double y = box.y() + 6;
        int count = 0;
        double used = 0;
        int swaps = 0;
        // Models that take turns on the same GPUs have their host memory in common.
        for (int i : lane.atPlaceOf(instance)) {
            count += lane.cursor().swappedCount(i);
            used += lane.cursor().hostBlocks(i)
                    / (double) Math.max(1, lane.log().instances().get(i).hostBlocks());
            swaps += lane.instance(i).swaps(moment.tick());
        }
        Box label = label(layout);
        int requests = count;
        double share = Math.min(1, used);
        String host = cache.host.of(
                Double.doubleToLongBits(share),
                131L * count + (long) label.w(),
                () -> host(requests, share, label.w(), small));
        pen.text(host, label.x(), y, small, theme.secondary());
        Box rest = chips(layout);
        double right = rest.right();
        if (swaps > 0) {
            int all = swaps;
            String text = cache.swapped.of(swaps, () -> StageText.count(all) + " swapped");
            pen.textBefore(text, right, y, small, theme.warning());
            right -= pen.width(text, small) + 8;
        }
        chips(lane, instance, new Box(rest.x(), box.y() + 1, right - rest.x(), CHIP_HEIGHT), cache, moment);
        gauge(new Box(rest.x(), box.y() + CHIPS + 1, rest.w(), GAUGE), share);
    }

    /** The part for words: under the batch, or at the left end where no batch is shown. */
    private static Box label(InstanceLayout layout) {
        Box box = layout.shelf();
        double width = layout.batch().isEmpty()
                ? Math.min(NARROW_LABEL, box.w() / 3)
                : layout.batch().w();
        return new Box(box.x(), box.y(), width, box.h());
    }

    /** The part for the chips and the gauge. */
    private static Box chips(InstanceLayout layout) {
        Box box = layout.shelf();
        double from = layout.batch().isEmpty()
                ? label(layout).right() + 4
                : layout.map().x();
        return new Box(from, box.y(), box.right() - from, box.h());
    }

    /** Where a request comes to lie on a shelf that shows no chip of its own for it. */
    static Box place(InstanceLayout layout) {
        Box chips = chips(layout);
        return new Box(chips.x(), chips.y() + 1, Math.min(16, chips.w()), CHIP_HEIGHT);
    }

    private String host(int count, double used, double room, Font font) {
        String share = StageText.wholePercent(used);
        String requests = count == 0 ? "empty" : StageText.count(count) + " req · " + share;
        return pen.fittest(
                List.of(
                        "host memory " + requests,
                        "host " + requests,
                        "host " + (count == 0 ? "empty" : share),
                        "host " + StageText.count(count),
                        "host"),
                room,
                font);
    }

    private void chips(LaneModel lane, int instance, Box row, Texts cache, Moment moment) {
        RunCursor cursor = lane.cursor();
        int[] swapped = Arrays.stream(lane.atPlaceOf(instance))
                .flatMap(i -> IntStream.range(0, cursor.swappedCount(i)).map(k -> cursor.swapped(i, k)))
                .toArray();
        int count = swapped.length;
        Font small = Type.regular(Type.SMALL);
        double reserved = count == 0 ? 0 : pen.width("+" + StageText.count(count), small) + 4;
        double x = row.x();
        for (int k = 0; k < count; k++) {
            int r = swapped[k];
            double w = SCALE * BlockScale.width(lane.trace().promptTokens(r) + cursor.generatedTokens(r));
            boolean last = k == count - 1;
            if (x + w > row.right() - (last ? 0 : reserved)) {
                int left = count - k;
                String more = cache.more.of(left, () -> "+" + StageText.count(left));
                if (x + pen.width(more, small) <= row.right()) {
                    pen.text(more, x, row.y() + 5, small, pen.theme().secondary());
                }
                return;
            }
            chip(lane, r, new Box(x, row.y(), w, row.h()), moment);
            x += w + 3;
        }
    }

    /** A pale chip with a border: it is whole, and rests. */
    private void chip(LaneModel lane, int r, Box place, Moment moment) {
        int sloClass = lane.outcomes().sloClass(r);
        outline(pen, sloClass, place);
        pen.urgencyMark(lane.urgency(r), place.x(), place.y(), place.w(), place.h());
        Rings.around(pen, r, place, moment);
        hits.add(lane.index(), r, place.x(), place.y(), place.w(), place.h());
    }

    /** How a request looks whose computed tokens are kept at another place. */
    static void outline(Pen pen, int sloClass, Box place) {
        pen.fillRound(
                place.x(), place.y(), place.w(), place.h(), 2, pen.classes().pale(sloClass));
        pen.ring(
                place.x() + 0.5,
                place.y() + 0.5,
                place.w() - 1,
                place.h() - 1,
                2,
                1,
                pen.classes().solid(sloClass));
    }

    private void gauge(Box box, double share) {
        pen.fill(box, pen.theme().freeCell());
        pen.fill(
                new Box(box.x(), box.y(), box.w() * Math.min(1, share), box.h()),
                pen.theme().secondary());
    }
}
