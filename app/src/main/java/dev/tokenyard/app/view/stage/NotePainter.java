package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.sim.policy.BlockReason;
import java.util.List;
import java.util.function.IntFunction;

/** Why the heads of the queues are not admitted, in words. */
final class NotePainter {
    private static final double WORDS_X = 13;

    private final Pen pen;
    private final HitMap hits;

    NotePainter(Pen pen, HitMap hits) {
        this.pen = pen;
        this.hits = hits;
    }

    /**
     * Draws it.
     *
     * @param names what the lane's instances are called on the stage
     */
    void paint(LaneModel lane, Box box, IntFunction<String> names) {
        int blocked = LaneWords.firstBlocked(lane.cursor());
        if (box.isEmpty() || blocked < 0) {
            return;
        }
        BlockReason reason = lane.cursor().blockReason(blocked);
        double y = box.y() + 9;
        pen.fillRound(box.x(), y - 4, 8, 8, 2, pen.theme().blockReason(reason));
        List<String> forms = LaneWords.blocked(lane.cursor(), blocked, lane.blockNeeded(blocked), names);
        String words = pen.fittest(forms, box.w() - WORDS_X, Type.regular(Type.SMALL));
        pen.name(
                words,
                box.x() + WORDS_X,
                y,
                Type.regular(Type.SMALL),
                pen.theme().secondary());
        if (!words.equals(forms.get(0))) {
            hits.addRemark(box, forms.get(0));
        }
    }
}
