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
 * A virtual queue: groups as packs of their members, the next one at the right, next to the instances. Under a pack a bar compares
 * its projected finish with its deadline, and between two packs stands the model that must be loaded first. The next group is always
 * seen, shrunk to its number if need be; how many do not fit is said behind the others.
 */
final class VirtualQueueRow {
    private static final double GAP = 6;
    private static final double BAR = 2.5;
    /** In lower rows the bar lies on the pack's edge, so that the number has the height. */
    private static final double HEIGHT_WITH_BAR = 14;

    private static final double EDGE_BAR = 2;

    private static final double HEIGHT_WITH_WORDS = 36;
    private static final double WORDS = 12;
    /** A load without a name. */
    private static final double NAMELESS = 11;

    private final Pen pen;
    private final HitMap hits;
    private final PackPainter packs;

    VirtualQueueRow(Pen pen, HitMap hits) {
        this.pen = pen;
        this.hits = hits;
        packs = new PackPainter(pen, hits);
    }

    /** What stands for a group: its pack and the model before it, which may be none. */
    private record Token(double pack, String model, double load) {
        double width() {
            return pack + load;
        }
    }

    void paint(LaneModel lane, PlanBoard plan, VirtualQueue queue, Box row, QueueLabel label, Moment moment) {
        Theme theme = pen.theme();
        boolean wordy = row.h() >= HEIGHT_WITH_WORDS;
        Box line = wordy ? row.aboveBottom(WORDS) : row;
        Box named = new Box(row.x() + GAP, row.y(), label.width(), line.h());
        label(lane, queue, label, named);
        double left = named.right() + 2 * GAP;
        Box track = new Box(left, line.y(), line.right() - left, line.h());
        pen.fill(new Box(track.x(), track.bottom() - 0.5, track.w(), 0.5), theme.line());
        double right = track.right();
        int loaded = queue.instance();
        for (int k = 0; k < queue.groups().size(); k++) {
            Group group = queue.groups().get(k);
            int rest = queue.groups().size() - k - 1;
            double kept = rest == 0 ? 0 : pen.width("+" + rest, small()) + GAP;
            boolean loads = group.instance() != loaded;
            String model = loads ? loadName(lane, label, group.instance()) : "";
            double natural = packs.width(group, line.h() - below(line));
            double spoken = wordy ? Math.max(natural, pen.width(PlanWords.brief(group), small())) : natural;
            double room = right - kept - track.x();
            Token token = new Token(spoken, model, loads ? loadWidth(model) : 0);
            if (token.width() > room) {
                if (k > 0) {
                    String folded = "+" + (rest + 1);
                    pen.nameBefore(folded, right, track.centreY(), small(), theme.secondary());
                    return;
                }
                token = shrunk(packs.leastWidth(group), natural, loads, model, room);
            }
            if (token.load() > 0) {
                Box box = new Box(
                        right - token.load() + GAP,
                        track.y(),
                        token.load() - GAP,
                        track.h() - Math.max(1, below(track)));
                load(token.model(), box);
                hits.addRemark(box, "Loads " + modelOf(lane, group.instance()) + " first.");
            }
            right -= token.load();
            loaded = group.instance();
            Box place = new Box(right - token.pack(), track.y(), token.pack(), track.h());
            pack(lane, plan, group, place, wordy ? row.bottom(WORDS) : Box.NOTHING, moment);
            right -= token.pack() + GAP;
        }
    }

    /** The height that the bar takes below a pack, with the gap between them. */
    private static double below(Box line) {
        return line.h() < HEIGHT_WITH_BAR ? 0 : BAR + 1;
    }

    /** The next group where it does not fit: first the pack shrinks, then the model's name goes, then the model. */
    private Token shrunk(double least, double natural, boolean loads, String model, double room) {
        double named = loads ? loadWidth(model) : 0;
        double nameless = loads ? loadWidth("") : 0;
        if (least + named <= room) {
            return new Token(Math.min(natural, room - named), model, named);
        }
        return least + nameless <= room
                ? new Token(Math.min(natural, room - nameless), "", nameless)
                : new Token(least, "", 0);
    }

    private void pack(LaneModel lane, PlanBoard plan, Group group, Box place, Box words, Moment moment) {
        Theme theme = pen.theme();
        int sloClass = lane.outcomes().sloClass(group.first());
        packs.paint(lane, plan, group, place.aboveBottom(below(place)), moment);
        if (Double.isFinite(group.slackSeconds())) {
            Box bar = place.bottom(below(place) > 0 ? BAR : EDGE_BAR);
            double share = group.slackSeconds() <= 0 ? 1 : Math.min(1, group.finishSeconds() / group.slackSeconds());
            Color colour = group.isLate() ? theme.violation() : pen.classes().solid(sloClass);
            pen.fill(bar, theme.freeCell());
            pen.fill(new Box(bar.right() - share * bar.w(), bar.y(), share * bar.w(), bar.h()), colour);
        }
        if (!words.isEmpty()) {
            String said = pen.fittest(PlanWords.finish(group), place.w() + GAP - 2, small());
            Color colour = group.isLate() ? theme.violation() : theme.secondary();
            pen.textBefore(said, place.right(), words.centreY() + 1, small(), colour);
        }
        hits.addRemark(place, () -> PlanWords.whole(group, lane.log()));
    }

    /** The GPUs, and the model that they have loaded where there are several. */
    private void label(LaneModel lane, VirtualQueue queue, QueueLabel label, Box box) {
        Theme theme = pen.theme();
        Font strong = Type.semiBold(Type.SMALL);
        boolean loading = queue.readySeconds() > 0;
        String number = "#" + (lane.place(queue.instance()) + 1);
        double y = box.y() + Math.min(8, box.h() / 2);
        pen.name(number, box.x(), y, strong, theme.text());
        double after = pen.width(number, strong) + QueueLabel.SPACE;
        List<String> words = label.words(lane.modelNames(), modelOf(lane, queue.instance()), loading);
        String said = pen.fittest(words, box.w() - after, small());
        pen.name(said, box.x() + after, y, small(), loading ? theme.warning() : theme.secondary());
        if (lane.hasMixedModels()) {
            String model = modelOf(lane, queue.instance());
            hits.addRemark(box, number + (loading ? " loads " : " has loaded ") + model + ".");
        }
    }

    private static Font small() {
        return Type.regular(Type.SMALL);
    }

    private static String modelOf(LaneModel lane, int instance) {
        return lane.log().instances().get(instance).modelId();
    }

    /** A model that is to be loaded is called as the loaded ones are. */
    private static String loadName(LaneModel lane, QueueLabel label, int instance) {
        int form = label.form() < 0 ? lane.modelNames().count() - 1 : label.form();
        return lane.modelNames().name(modelOf(lane, instance), form);
    }

    private double loadWidth(String model) {
        return GAP + (model.isEmpty() ? NAMELESS : pen.width(model, small()) + 10);
    }

    /** A model that must be loaded before the groups behind it. */
    private void load(String model, Box box) {
        Theme theme = pen.theme();
        pen.ring(box.x() + 0.5, box.y() + 0.5, box.w() - 1, box.h() - 1, 3, 1, theme.faint());
        pen.text(model, box.x() + 5, box.centreY(), small(), theme.secondary());
    }
}
