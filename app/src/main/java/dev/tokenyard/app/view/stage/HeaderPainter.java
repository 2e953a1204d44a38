package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.session.FigureFormat;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.sim.metrics.Violations;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.time.Ticks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/** The head of a lane: which policy, and how it has done so far. */
final class HeaderPainter {
    private static final double WELL = 0.95;
    private static final double POORLY = 0.75;
    private static final double FIGURE_GAP = 20;
    private static final double MARK = 13;
    private static final double ROOM_FOR_ALL_FIGURES = 440;
    /** Before and behind a title. */
    private static final double TITLE_MARGINS = 40;

    private static final class Texts {
        final Cached met = new Cached();
        final Cached p50 = new Cached();
        final Cached p99 = new Cached();
        final Cached violations = new Cached();
        final Cached latency = new Cached();
        final Cached finished = new Cached();
    }

    /** Where the strips lie in narrow headers, below the share of all classes. */
    private static final double BELOW_FIGURES = 8.5;

    private static final double LOW_STRIPS_HEIGHT = 7.5;
    private static final double STRIPS_HEIGHT = 16;

    private final Pen pen;
    private final HitMap hits;
    private final ClassStripPainter strips;
    private final Map<Integer, Texts> texts = new HashMap<>();

    HeaderPainter(Pen pen, HitMap hits) {
        this.pen = pen;
        this.hits = hits;
        strips = new ClassStripPainter(pen, hits);
    }

    void paint(LaneModel lane, Box box, Moment moment) {
        Theme theme = pen.theme();
        double middle = box.centreY() + 1;
        PolicyCard card = lane.lane().card();
        Font strong = Type.semiBold(Type.LARGE);
        double titleWidth = pen.width(card.title(), strong);
        double marked = lane.warnings().isEmpty() ? 0 : MARK + 10;
        Font plain = Type.regular(Type.BODY);
        List<String> subtitles = lane.subtitles();
        double titled = titleWidth + marked + TITLE_MARGINS;
        double left = figures(lane, box, middle, moment, titled, pen.width(subtitles.get(subtitles.size() - 1), plain));
        double dot = 8;
        pen.gc().setFill(theme.policy(lane.colour()));
        pen.gc().fillOval(box.x(), middle - dot / 2, dot, dot);
        double x = box.x() + 20;
        pen.text(card.title(), x, middle, strong, theme.text());
        x += titleWidth + 10;
        if (!lane.warnings().isEmpty()) {
            warningMark(x, middle);
            hits.addRemark(new Box(box.x(), box.y(), x + MARK - box.x(), box.h()), lane.warnings());
            x += MARK + 10;
        }
        String subtitle = pen.fittest(subtitles, left - x, plain);
        pen.text(subtitle, x, middle + 1, plain, theme.secondary());
        String whole = subtitles.get(0);
        if (!subtitle.equals(whole)) {
            // Where there is no room behind the name, the name is what a pointer finds.
            hits.addRemark(new Box(box.x(), box.y(), Math.max(x, left) - box.x(), box.h()), whole);
        }
    }

    /** A small triangle with a stroke in it; what it warns of is said to a pointer over it or over the name. */
    private void warningMark(double x, double middle) {
        GraphicsContext gc = pen.gc();
        double top = middle - MARK / 2;
        double bottom = top + MARK - 1;
        double centre = x + MARK / 2;
        gc.setFill(pen.theme().warning());
        gc.fillPolygon(new double[] {x, centre, x + MARK}, new double[] {bottom, top, bottom}, 3);
        gc.setFill(pen.theme().ground());
        gc.fillRect(centre - 0.75, top + 4, 1.5, 3.5);
        gc.fillRect(centre - 0.75, top + 8.5, 1.5, 1.5);
    }

    /**
     * The running figures, from the right edge to the left; returns where they begin.
     *
     * @param titled what the title takes, in pixels
     * @param known what the shortest words for what is known of lengths take, to which names of figures give way
     */
    private double figures(LaneModel lane, Box box, double middle, Moment moment, double titled, double known) {
        Texts cache = texts.computeIfAbsent(lane.index(), key -> new Texts());
        double free = box.w() - titled;
        if (lane.clock() == RunClock.ROUNDS && !lane.hasObjectives()) {
            return roundFigures(lane, cache, new Box(box.right() - free, middle, free, 0), moment.tick(), known);
        }
        Theme theme = pen.theme();
        long tick = moment.tick();
        double share = lane.counted().all().at(tick, Ticks.NEVER);
        int missed = lane.counted().all().violations().countUntil(tick);
        Font font = Type.semiBold(Type.BODY);
        double x = box.right();
        String count = cache.violations.of(missed, () -> StageText.count(missed));
        double wide = Math.max(pen.width(count, font), pen.width("000", font));
        Font large = Type.semiBold(Type.LARGE);
        double metRoom = pen.width("100.0 %", large);
        FigureNames names = FigureNames.fitting(
                lane.counted().window().isWhole() ? FigureNames.SO_FAR : FigureNames.IN_RANGE,
                free,
                known,
                metRoom,
                wide,
                this::taken);
        if (names.showsMissed()) {
            double beat = pulse(lane, moment);
            glow(x - wide, wide, middle, beat);
            Color alarm = missed > 0 ? theme.onGlow(beat) : theme.text();
            x = figure(names.missed(), count, wide, x, middle, font, alarm);
        }
        if (free >= known + ROOM_FOR_ALL_FIGURES) {
            double p99 = lane.ttft().p99Seconds(tick);
            double room = timeRoom(p99, font);
            x = figure("p99", cache.p99.of(p99, () -> TimeText.duration(p99)), room, x, middle, font, theme.text());
            double p50 = lane.ttft().p50Seconds(tick);
            String median = cache.p50.of(p50, () -> TimeText.duration(p50));
            x = figure("TTFT p50", median, timeRoom(p50, font), x, middle, font, theme.text());
        }
        Color colour = Double.isNaN(share)
                ? theme.secondary()
                : share >= WELL ? theme.success() : share >= POORLY ? theme.warning() : theme.violation();
        String met = cache.met.of(share, () -> FigureFormat.percent(share));
        double left = figure(names.met(), met, metRoom, x, middle, large, colour);
        Box before = new Box(box.x(), middle - STRIPS_HEIGHT / 2, left - box.x(), STRIPS_HEIGHT);
        if (!ClassStripPainter.hasRoom(before, titled + known)) {
            double top = middle + BELOW_FIGURES;
            // Below a low header are the names of instances, which they must not cross.
            strips.paintLow(
                    lane, new Box(x - metRoom, top, metRoom, Math.min(LOW_STRIPS_HEIGHT, box.bottom() - top)), tick);
        }
        return strips.paint(lane, before, titled + known, tick);
    }

    /** Room for a duration, so that it does not jump while it grows: short ones have one unit, long ones two. */
    private double timeRoom(double seconds, Font font) {
        return pen.width(seconds < TimeText.LONG_SECONDS || Double.isNaN(seconds) ? "00.0 s" : "00 min 00 s", font);
    }

    /** Behind the number of violations while one has just been added. */
    private void glow(double x, double wide, double middle, double beat) {
        if (beat > 0) {
            pen.fillRound(x - 4, middle - 9, wide + 8, 18, 5, pen.theme().glow(beat));
        }
    }

    /**
     * What the theory mode is about: total latency, as it comes about; the count and then its name give way to the title.
     *
     * @param room where the title leaves room, on the middle line
     * @param known what the count leaves of it to other words, in pixels
     */
    private double roundFigures(LaneModel lane, Texts cache, Box room, long tick, double known) {
        double right = room.right();
        double middle = room.y();
        Font font = Type.semiBold(Type.BODY);
        Color colour = pen.theme().text();
        int finished = lane.latency().finishedAt(tick);
        String all = StageText.count(lane.trace().size());
        String count = cache.finished.of(finished, lane.trace().size(), () -> StageText.count(finished) + " of " + all);
        double finishedRoom = pen.width(all + " of " + all, font);
        Font large = Type.semiBold(Type.LARGE);
        double latencyRoom = pen.width(all(lane) + " rounds", large);
        double both = taken("finished", finishedRoom) + taken("latency so far", latencyRoom);
        double x =
                room.w() - known < both ? right : figure("finished", count, finishedRoom, right, middle, font, colour);
        String name = room.w() < taken("latency so far", latencyRoom) ? "" : "latency so far";
        // At rest within a round as at its beginning, so that the figure steps with the rounds.
        long rounds = Math.round(lane.latency().secondsAt(tick / Ticks.PER_SECOND * Ticks.PER_SECOND));
        String latency = cache.latency.of(rounds, () -> StageText.count(rounds) + " rounds");
        return figure(name, latency, latencyRoom, x, middle, large, colour);
    }

    /** The width that a figure takes with its name and the gap before it. */
    private double taken(String label, double room) {
        double named = label.isEmpty() ? 0 : 8 + pen.width(label, Type.regular(Type.BODY));
        return room + named + FIGURE_GAP;
    }

    /** The widest that the total latency becomes. */
    private static String all(LaneModel lane) {
        return StageText.count(Math.round(lane.latency().secondsAt(lane.log().endTick())));
    }

    private double figure(String label, String value, double room, double right, double y, Font font, Color colour) {
        pen.textBefore(value, right, y, font, colour);
        double labelRight = right - Math.max(room, pen.width(value, font)) - 8;
        Font small = Type.regular(Type.BODY);
        pen.textBefore(label, labelRight, y, small, pen.theme().secondary());
        return labelRight - pen.width(label, small) - FIGURE_GAP;
    }

    /** 1 when a violation has just become a fact, fading to 0. */
    private static double pulse(LaneModel lane, Moment moment) {
        Violations violations = lane.counted().all().violations();
        int count = violations.countUntil(moment.tick());
        return count == 0 ? 0 : 1 - moment.progress(violations.tick(count - 1));
    }
}
