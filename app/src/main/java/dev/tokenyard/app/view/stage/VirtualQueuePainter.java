package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.session.plan.PlanBoard;
import dev.tokenyard.app.session.plan.PlanBoard.Group;
import dev.tokenyard.app.session.plan.PlanBoard.VirtualQueue;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import java.util.List;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/**
 * The virtual queues of a policy that plans, a row for each: groups as packs of their members, the next one at the right, next to
 * the instances. Under a pack a bar compares its projected finish with its deadline, and between two packs stands the model that
 * must be loaded first.
 */
final class VirtualQueuePainter {
    private static final double LOWEST_ROW = 17;
    private static final double HIGHEST_ROW = 44;
    private static final double CHANGE_LINE = 15;
    private static final double LABEL = 112;
    private static final double GAP = 6;
    private static final double BAR = 2.5;
    private static final double HEIGHT_WITH_WORDS = 36;
    private static final double WORDS = 12;

    private final Pen pen;
    private final HitMap hits;
    private final PackPainter packs;

    VirtualQueuePainter(Pen pen, HitMap hits) {
        this.pen = pen;
        this.hits = hits;
        packs = new PackPainter(pen, hits);
    }

    void paint(LaneModel lane, PlanBoard plan, Box area, Moment moment) {
        Box rows = area;
        if (area.h() >= CHANGE_LINE + 2 * LOWEST_ROW) {
            rows = area.aboveBottom(CHANGE_LINE);
            change(lane, area.bottom(CHANGE_LINE), moment);
        }
        List<VirtualQueue> queues = plan.queues();
        int fitting = Math.min(queues.size(), (int) Math.max(1, rows.h() / LOWEST_ROW));
        boolean folds = fitting < queues.size();
        int shown = folds ? Math.max(0, fitting - 1) : fitting;
        double height = Math.min(HIGHEST_ROW, rows.h() / Math.max(1, fitting));
        for (int q = 0; q < shown; q++) {
            Box row = new Box(rows.x(), rows.y() + q * height, rows.w(), height - 3);
            row(lane, plan, queues.get(q), row, moment);
        }
        if (folds) {
            folded(
                    queues.subList(shown, queues.size()),
                    new Box(rows.x(), rows.y() + shown * height, rows.w(), height));
        }
    }

    private void row(LaneModel lane, PlanBoard plan, VirtualQueue queue, Box row, Moment moment) {
        Theme theme = pen.theme();
        boolean wordy = row.h() >= HEIGHT_WITH_WORDS;
        Box line = wordy ? row.aboveBottom(WORDS) : row;
        double label = Math.min(LABEL, row.w() * 0.3);
        label(lane, queue, new Box(row.x() + GAP, row.y(), label - GAP, line.h()));
        Box track = new Box(row.x() + label + GAP, line.y(), line.w() - label - GAP, line.h());
        pen.fill(new Box(track.x(), track.bottom() - 0.5, track.w(), 0.5), theme.line());
        double right = track.right();
        int loaded = queue.instance();
        for (int k = 0; k < queue.groups().size(); k++) {
            Group group = queue.groups().get(k);
            int left = queue.groups().size() - k;
            String more = left == 1 ? "" : "+" + (left - 1);
            double kept = more.isEmpty() ? 0 : pen.width(more, Type.regular(Type.SMALL)) + GAP;
            double load = group.instance() == loaded ? 0 : loadWidth(lane, group.instance());
            double width = Math.max(
                    packs.width(group, line.h() - BAR - 1),
                    wordy ? pen.width(PlanWords.brief(group), Type.regular(Type.SMALL)) : 0);
            if (right - load - width - kept < track.x()) {
                String folded = "+" + left;
                pen.textBefore(folded, right, track.centreY(), Type.regular(Type.SMALL), theme.secondary());
                return;
            }
            if (load > 0) {
                load(lane, group.instance(), new Box(right - load + GAP, track.y(), load - GAP, track.h() - BAR - 2));
                right -= load;
                loaded = group.instance();
            }
            Box place = new Box(right - width, track.y(), width, track.h());
            pack(lane, plan, group, place, wordy ? row.bottom(WORDS) : Box.NOTHING, moment);
            right -= width + GAP;
        }
    }

    private void pack(LaneModel lane, PlanBoard plan, Group group, Box place, Box words, Moment moment) {
        Theme theme = pen.theme();
        int sloClass = lane.outcomes().sloClass(group.first());
        packs.paint(lane, plan, group, place.aboveBottom(BAR + 1), moment);
        if (Double.isFinite(group.slackSeconds())) {
            Box bar = place.bottom(BAR);
            double share = group.slackSeconds() <= 0 ? 1 : Math.min(1, group.finishSeconds() / group.slackSeconds());
            Color colour = group.isLate() ? theme.violation() : pen.classes().solid(sloClass);
            pen.fill(bar, theme.freeCell());
            pen.fill(new Box(bar.right() - share * bar.w(), bar.y(), share * bar.w(), bar.h()), colour);
        }
        if (!words.isEmpty()) {
            String said = pen.fittest(PlanWords.finish(group), place.w() + GAP - 2, Type.regular(Type.SMALL));
            Color colour = group.isLate() ? theme.violation() : theme.secondary();
            pen.textBefore(said, place.right(), words.centreY() + 1, Type.regular(Type.SMALL), colour);
        }
        hits.addRemark(place, () -> PlanWords.whole(group, lane.log()));
    }

    /** The GPUs, and the model that they have loaded where there are several. */
    private void label(LaneModel lane, VirtualQueue queue, Box box) {
        Theme theme = pen.theme();
        Font strong = Type.semiBold(Type.SMALL);
        Font small = Type.regular(Type.SMALL);
        String number = "#" + (lane.place(queue.instance()) + 1);
        String model = lane.hasMixedModels() ? modelOf(lane, queue.instance()) : "";
        String loading = "loads " + model;
        String said = queue.readySeconds() > 0 ? loading : model;
        double y = box.y() + Math.min(8, box.h() / 2);
        pen.text(number, box.x(), y, strong, theme.text());
        double after = pen.width(number, strong) + 5;
        Color colour = queue.readySeconds() > 0 ? theme.warning() : theme.secondary();
        pen.fitted(said, box.x() + after, y, box.w() - after, small, colour);
    }

    private static String modelOf(LaneModel lane, int instance) {
        return lane.log().instances().get(instance).modelId();
    }

    private double loadWidth(LaneModel lane, int instance) {
        return pen.width(modelOf(lane, instance), Type.regular(Type.SMALL)) + 10 + GAP;
    }

    /** A model that must be loaded before the groups behind it. */
    private void load(LaneModel lane, int instance, Box box) {
        Theme theme = pen.theme();
        pen.ring(box.x() + 0.5, box.y() + 0.5, box.w() - 1, box.h() - 1, 3, 1, theme.faint());
        double y = box.centreY();
        pen.text(modelOf(lane, instance), box.x() + 5, y, Type.regular(Type.SMALL), theme.secondary());
    }

    private void folded(List<VirtualQueue> queues, Box box) {
        int waiting = queues.stream()
                .flatMap(queue -> queue.groups().stream())
                .mapToInt(Group::waiting)
                .sum();
        String text = "+ " + StageText.count(queues.size()) + " queues with " + StageText.count(waiting)
                + (waiting == 1 ? " request" : " requests");
        pen.fitted(
                text,
                box.x(),
                box.y() + Math.min(8, box.h() / 2),
                box.w(),
                Type.regular(Type.SMALL),
                pen.theme().secondary());
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
        String words = pen.fittest(forms, box.w() - 13, Type.regular(Type.SMALL));
        boolean isNew = agoTicks < 4 * moment.motionTicks();
        double y = box.y() + 9;
        pen.fillRound(box.x(), y - 4, 8, 8, 4, isNew ? theme.accent() : theme.faint());
        pen.text(words, box.x() + 13, y, Type.regular(Type.SMALL), isNew ? theme.text() : theme.secondary());
        hits.addRemark(box, forms.get(0));
    }
}
