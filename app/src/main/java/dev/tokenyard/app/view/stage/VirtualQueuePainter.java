package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.session.plan.PlanBoard;
import dev.tokenyard.app.session.plan.PlanBoard.Group;
import dev.tokenyard.app.session.plan.PlanBoard.VirtualQueue;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.text.Font;

/**
 * The virtual queues of a policy that plans, a row for each, and below them why the plan was changed last. Where there is no room
 * for all, a line says how many more there are.
 */
final class VirtualQueuePainter {
    private static final double GAP = 6;

    private final Pen pen;
    private final HitMap hits;
    private final VirtualQueueRow row;

    VirtualQueuePainter(Pen pen, HitMap hits) {
        this.pen = pen;
        this.hits = hits;
        row = new VirtualQueueRow(pen, hits);
    }

    void paint(LaneModel lane, PlanBoard plan, Box area, Moment moment) {
        List<VirtualQueue> queues = plan.queues();
        VirtualQueueLayout layout = VirtualQueueLayout.of(
                area, queues.stream().map(queue -> queue.groups().size()).toList());
        QueueLabel label = QueueLabel.of(lane, layout.place(0).w(), text -> pen.width(text, font()));
        for (int k = 0; k < layout.shown().size(); k++) {
            row.paint(lane, plan, queues.get(layout.shown().get(k)), layout.place(k), label, moment);
        }
        if (layout.shown().size() < queues.size()) {
            List<VirtualQueue> folded = IntStream.range(0, queues.size())
                    .filter(q -> !layout.shown().contains(q))
                    .mapToObj(queues::get)
                    .toList();
            folded(folded, layout.place(layout.shown().size()));
        }
        if (!layout.change().isEmpty() && plan.groupCount() > 0) {
            change(lane, layout.change(), moment);
        }
    }

    private static Font font() {
        return Type.regular(Type.SMALL);
    }

    private void folded(List<VirtualQueue> queues, Box box) {
        int waiting = queues.stream()
                .flatMap(queue -> queue.groups().stream())
                .mapToInt(Group::waiting)
                .sum();
        String text = pen.fittest(PlanWords.folded(queues.size(), waiting), box.w() - GAP, font());
        double y = box.y() + Math.min(8, box.h() / 2);
        pen.name(text, box.x() + GAP, y, font(), pen.theme().secondary());
        hits.addRemark(box, PlanWords.folded(queues.size(), waiting).get(0));
    }

    /** Why the plan was changed last, lit up while it is new. */
    private void change(LaneModel lane, Box box, Moment moment) {
        PlanWords.Change last = lane.planChange();
        if (last == null) {
            return;
        }
        Theme theme = pen.theme();
        long agoTicks = moment.tick() - last.change().tick();
        List<String> forms = last.forms(agoTicks);
        double x = box.x() + GAP;
        String words = pen.fittest(forms, box.right() - x - 13, font());
        boolean isNew = agoTicks < 4 * moment.motionTicks();
        double y = box.y() + 9;
        pen.fillRound(x, y - 4, 8, 8, 4, isNew ? theme.accent() : theme.faint());
        pen.name(words, x + 13, y, font(), isNew ? theme.text() : theme.secondary());
        hits.addRemark(box, forms.get(0));
    }
}
