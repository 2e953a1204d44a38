package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.time.Ticks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.text.Font;

/** An instance: its name and load, its batch, its memory and the host's. */
final class InstancePainter {
    private record Place(int lane, int instance) {}

    private static final class Texts {
        final Cached used = new Cached();
        final Cached evicted = new Cached();
        /** The name as the last frame showed it. */
        String name = "";
        /** The forms of its load, and what they say. */
        List<String> loads = List.of();

        private int residents = -1;
        private int blocks = -1;

        List<String> loads(RunClock clock, int batch, int used, String share) {
            if (batch != residents || used != blocks) {
                residents = batch;
                blocks = used;
                loads = LaneWords.load(clock, batch, share);
            }
            return loads;
        }
    }

    private static final double NAME_GAP = 8;
    /** Between cells and the words under them. */
    private static final double FOOTER_GAP = 4;

    private static final String LONG_LOAD = "loads its model, 00.0 s";

    private final Pen pen;
    private final HitMap hits;
    private final BatchPainter batch;
    private final KvMapPainter map;
    private final ShelfPainter shelf;
    private final ForecastPainter forecast;
    private final Map<Place, Texts> texts = new HashMap<>();

    InstancePainter(Pen pen, HitMap hits) {
        this.pen = pen;
        this.hits = hits;
        batch = new BatchPainter(pen, hits);
        map = new KvMapPainter(pen, hits);
        shelf = new ShelfPainter(pen, hits);
        forecast = new ForecastPainter(pen, hits);
    }

    void forget() {
        map.forget();
        forecast.forget();
    }

    /** Looks at all lanes, which have been set to the moment, before they are painted. */
    void compare(StageModel model, StageLayout layout) {
        forecast.compare(model, layout);
    }

    void paint(LaneModel lane, int instance, InstanceLayout layout, Moment moment) {
        Texts cache = texts.computeIfAbsent(new Place(lane.index(), instance), key -> new Texts());
        int used = lane.blocks().usedBlocks(instance);
        title(lane, instance, layout, used, cache);
        shelf.paint(lane, instance, layout, moment);
        forecast.paint(lane, instance, layout, moment);
        switch (layout.detail()) {
            case FULL -> {
                batch.paint(lane, instance, layout.batch(), moment);
                KvGrid grid = map.paint(lane, instance, layout.map(), moment);
                footer(lane, instance, layout, grid, used, cache, moment);
            }
            case MAP -> {
                KvGrid grid = map.paint(lane, instance, layout.map(), moment);
                footer(lane, instance, layout, grid, used, cache, moment);
            }
            case BAR -> bar(lane, instance, layout.map(), used);
        }
        loading(lane, instance, layout.map());
    }

    private void title(LaneModel lane, int instance, InstanceLayout layout, int used, Texts cache) {
        Box box = layout.title();
        cache.name = "";
        if (box.isEmpty()) {
            return;
        }
        Theme theme = pen.theme();
        InstanceInfo info = lane.log().instances().get(instance);
        int residents = lane.cursor().residentCount(instance);
        String share = StageText.wholePercent((double) used / Math.max(1, info.kvBlocks()));
        boolean wide = box.w() >= 170;
        boolean loading = lane.cursor().isLoading(instance);
        String number = "#" + (lane.place(instance) + 1);
        // Models by turns on the same GPUs are instances of their own, but it is the GPUs that are seen.
        String full = info.sharesGpus() ? info.name().replaceFirst("#.*", number) : info.name();
        double y = box.y() + 6;
        Font small = Type.regular(Type.SMALL);
        Font strong = Type.semiBold(Type.SMALL);
        // What is usual decides, so that neither a figure nor a neighbour's longer model changes the form of a name.
        InstanceTags tags = lane.tags();
        double usual = box.w() - pen.width(usualLoad(info, wide), small) - NAME_GAP - InstanceTags.SPACE;
        int form = tags.form(usual - pen.width("#" + lane.placeCount(), strong), text -> pen.width(text, small));
        double tagged = form < 0 ? 0 : InstanceTags.SPACE + tags.width(form, text -> pen.width(text, small));
        double whole = pen.width(full, strong);
        double room = box.w() - tagged - NAME_GAP;
        double beside = room - pen.width(number, strong);
        List<String> words = loading
                ? loading(lane, instance, wide && beside >= pen.width(LONG_LOAD, small))
                : cache.loads(lane.clock(), residents, used, share);
        String load = pen.fittest(loading || wide ? words : words.subList(1, words.size()), beside, small);
        boolean fits = form < 0
                ? whole + pen.width(load, small) <= room
                : whole <= room - pen.width(usualLoad(info, wide), small) && whole <= room - pen.width(load, small);
        cache.name = fits ? full : number;
        if (!fits && form < 0) {
            load = pen.fittest(words, beside, small);
        }
        if (layout.detail() != InstanceLayout.Detail.FULL || !fits || !load.equals(words.get(0))) {
            hits.addRemark(box, () -> remark(lane, instance, full, words.get(0), layout.detail()));
        }
        pen.nameBefore(load, box.right(), y, small, loading ? theme.warning() : theme.secondary());
        pen.name(cache.name, box.x(), y, strong, theme.text());
        double after = pen.width(cache.name, strong) + InstanceTags.SPACE;
        pen.name(tags.tag(instance, form), box.x() + after, y, small, theme.secondary());
    }

    /** The longest words for a load that are usual. */
    private static String usualLoad(InstanceInfo info, boolean wide) {
        return wide ? "batch 000 · KV 00 %" : info.sharesGpus() ? "loads, 00.0 s" : "00 · KV 00 %";
    }

    /** What a title and what is left out below it would say if there were room. */
    private static String remark(LaneModel lane, int instance, String name, String load, InstanceLayout.Detail detail) {
        String tag = lane.tags().whole(instance);
        String said = name + (tag.isEmpty() ? "" : " " + tag) + ": " + load + ".";
        return detail == InstanceLayout.Detail.FULL
                ? said
                : said + "\nThere is no room for its batch here: click to see it in the inspector.";
    }

    private static List<String> loading(LaneModel lane, int instance, boolean inFull) {
        long left = lane.cursor().readyTick(instance) - lane.cursor().tick();
        String time = TimeText.duration(Ticks.toSeconds(Math.max(0, left)));
        String brief = "loads, " + time;
        return inFull ? List.of("loads its model, " + time, brief, "loads") : List.of(brief, "loads");
    }

    /** How much of its model is loaded, over the memory that is empty until then. */
    private void loading(LaneModel lane, int instance, Box map) {
        if (lane.cursor().isLoading(instance) && !map.isEmpty()) {
            Box bar = new Box(map.x(), map.centreY() - 1.5, map.w(), 3);
            pen.fill(bar, pen.theme().line());
            double share = lane.cursor().loadedShare(instance);
            pen.fill(
                    new Box(bar.x(), bar.y(), share * bar.w(), bar.h()),
                    pen.theme().warning());
        }
    }

    /** What a lane's instance was called in the last frame, or would be if its title had room. */
    String shownName(LaneModel lane, int instance) {
        Texts shown = texts.get(new Place(lane.index(), instance));
        return shown == null || shown.name.isEmpty()
                ? lane.log().instances().get(instance).name()
                : shown.name;
    }

    private void footer(
            LaneModel lane, int instance, InstanceLayout layout, KvGrid grid, int used, Texts cache, Moment moment) {
        if (layout.footer().isEmpty()) {
            return;
        }
        Theme theme = pen.theme();
        Font small = Type.regular(Type.SMALL);
        Box under = new Box(
                layout.map().x(),
                layout.footer().y(),
                layout.map().w(),
                layout.footer().h());
        // Words stand right under the cells, unless a shelf or the memory to come lies between.
        boolean free = layout.shelf().isEmpty() && layout.forecast().isEmpty();
        double cellsEnd = layout.map().y() + grid.pixelHeight() + FOOTER_GAP;
        double y = (free ? Math.min(under.y(), cellsEnd) : under.y()) + 9;
        int evicted = lane.instance(instance).evictions(moment.tick());
        // The shelf counts the swaps, where there is one.
        int swapped = layout.shelf().isEmpty() ? lane.instance(instance).swaps(moment.tick()) : 0;
        double right = under.right();
        if (evicted + swapped > 0) {
            String text = cache.evicted.of(evicted, swapped, () -> evictions(evicted, swapped));
            pen.textBefore(text, right, y, small, theme.warning());
            right -= pen.width(text, small) + 8;
        }
        int peak = lane.instance(instance).peakBlocks(moment.tick(), used);
        double room = right - under.x();
        String figures = cache.used.of(
                used, 31L * peak + (long) room, () -> figures(lane.clock(), grid, used, peak, room, small));
        pen.text(figures, under.x(), y, small, theme.secondary());
        if (layout.detail() == InstanceLayout.Detail.FULL) {
            List<String> note = BatchPainter.foldNote(lane.cursor().residentCount(instance), layout.batch());
            String fold = pen.fittest(note, layout.batch().w(), small);
            pen.text(fold, layout.batch().x(), under.y() + 9, small, theme.secondary());
        }
    }

    private static String evictions(int evicted, int swapped) {
        String recomputed = evicted == 0 ? "" : StageText.count(evicted) + " evicted";
        String moved = swapped == 0 ? "" : StageText.count(swapped) + " swapped";
        return recomputed + (recomputed.isEmpty() || moved.isEmpty() ? "" : " · ") + moved;
    }

    /** As many of the figures under a map as fit. */
    private String figures(RunClock clock, KvGrid grid, int used, int peak, double room, Font font) {
        String share = StageText.count(used) + " of " + StageText.count(grid.blocks());
        boolean folded = grid.blocksPerCell() > 1;
        String cell = "1 cell = " + grid.blocksPerCell();
        String cells = folded ? " · " + cell : "";
        String unit = " " + clock.memory(grid.blocks());
        String withPeak = share + unit + cells + " · peak so far " + StageText.count(peak);
        String withMost = share + unit + cells + " · so far " + StageText.count(peak);
        // That cells are folded must be said; how many are in use the title says too, as a share.
        String least = folded ? cell : share;
        return pen.fittest(List.of(withPeak, withMost, share + unit + cells, share + cells, least), room, font);
    }

    private void bar(LaneModel lane, int instance, Box box, int used) {
        if (box.isEmpty()) {
            return;
        }
        Theme theme = pen.theme();
        double share =
                (double) used / Math.max(1, lane.log().instances().get(instance).kvBlocks());
        pen.fillRound(box.x(), box.y(), box.w(), box.h(), 2, theme.freeCell());
        int classes = lane.log().info().sloClasses().size();
        int[] held = new int[classes];
        for (int k = 0; k < lane.cursor().residentCount(instance); k++) {
            int r = lane.cursor().resident(instance, k);
            held[lane.outcomes().sloClass(r)] +=
                    lane.cursor().heldBlocks(r) - lane.cursor().sharedBlocks(r);
        }
        double x = box.x();
        for (int c = 0; c < classes && used > 0; c++) {
            double w = box.w() * share * held[c] / used;
            pen.fill(new Box(x, box.y(), w, box.h()), pen.classes().solid(c));
            x += w;
        }
        int shared = lane.cursor().sharedBlocksOf(instance);
        if (shared > 0) {
            pen.fill(new Box(x, box.y(), box.w() * share * shared / used, box.h()), theme.faint());
        }
    }
}
