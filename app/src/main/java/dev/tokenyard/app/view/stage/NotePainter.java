package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.policy.BlockReason;

/** Why the heads of the queues are not admitted, in words. */
final class NotePainter {
    private final Pen pen;

    NotePainter(Pen pen) {
        this.pen = pen;
    }

    void paint(LaneModel lane, Box box) {
        int blocked = firstBlocked(lane.cursor());
        if (box.isEmpty() || blocked < 0) {
            return;
        }
        BlockReason reason = lane.cursor().blockReason(blocked);
        double y = box.y() + 9;
        pen.fillRound(box.x(), y - 4, 8, 8, 2, pen.theme().blockReason(reason));
        pen.fitted(
                words(lane.cursor(), blocked),
                box.x() + 13,
                y,
                box.w() - 13,
                Type.regular(Type.SMALL),
                pen.theme().secondary());
    }

    private static int firstBlocked(RunCursor cursor) {
        for (int i = 0; i < cursor.log().instances().size(); i++) {
            if (isBlocked(cursor, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isBlocked(RunCursor cursor, int i) {
        return cursor.blockReason(i) != BlockReason.NONE && cursor.waitingCount(i) > 0;
    }

    /** For instance {@code blocked: KV cache full, needs 14 blocks, 2 free}. Empty if no queue is blocked. */
    static String words(RunCursor cursor) {
        int blocked = firstBlocked(cursor);
        return blocked < 0 ? "" : words(cursor, blocked);
    }

    private static String words(RunCursor cursor, int instance) {
        int count = 0;
        int instances = cursor.log().instances().size();
        for (int i = 0; i < instances; i++) {
            count += isBlocked(cursor, i) ? 1 : 0;
        }
        BlockReason reason = cursor.blockReason(instance);
        String where = instances == 1 ? "" : count == 1 ? "#" + (instance + 1) + " " : count + " of " + instances + " ";
        String figures = figures(reason, cursor.blockNeeded(instance), cursor.blockAvailable(instance));
        return where + "blocked: " + reason.label() + figures;
    }

    private static String figures(BlockReason reason, int needed, int available) {
        return switch (reason) {
            case KV_FULL -> ", needs " + needed + (needed == 1 ? " block, " : " blocks, ") + available + " free";
            case LOOK_AHEAD ->
                ", would peak at " + StageText.count(needed) + " of " + StageText.count(available) + " tokens";
            case BATCH_CAP -> " (" + available + ")";
            case BATCH_FILLING -> ", " + available + " of " + needed;
            case NONE, TOKEN_BUDGET, PREEMPTED, SWAPPED, HELD, BATCH_RUNNING -> "";
        };
    }
}
