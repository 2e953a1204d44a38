package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.session.ForecastWords;
import dev.tokenyard.app.session.MemoryForecast;
import dev.tokenyard.app.session.MemoryForecast.Candidate;
import dev.tokenyard.app.view.forecast.FittingWords;
import dev.tokenyard.app.view.forecast.ForecastPlot;
import dev.tokenyard.app.view.forecast.ForecastScale;
import dev.tokenyard.app.view.forecast.Hatch;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.viewmodel.SelectionViewModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The memory to come beside or under an instance's memory map, for policies that look ahead; a gauge where it is a bar. */
final class ForecastPainter {
    private record Place(int lane, int instance) {}

    /** The words for a forecast, written anew only for another one or another width. */
    private static final class Words {
        private @Nullable MemoryForecast of;
        private double room;
        private String text = "";
    }

    private final Pen pen;
    private final HitMap hits;
    private final ForecastPlot plot = new ForecastPlot();
    private final FittingWords fitting = new FittingWords(Type.regular(Type.SMALL));
    private final Map<Place, Words> words = new HashMap<>();

    /** By memory in tokens the scales that the present frame's pictures would have on their own. */
    private final Map<Long, List<ForecastScale>> scales = new HashMap<>();

    ForecastPainter(Pen pen, HitMap hits) {
        this.pen = pen;
        this.hits = hits;
    }

    void forget() {
        words.clear();
    }

    /** Finds the scales of all pictures, so that those of equal memories share their heights. */
    void compare(StageModel model, StageLayout layout) {
        scales.clear();
        for (int k = 0; k < model.lanes().size(); k++) {
            List<InstanceLayout> places = layout.lanes().get(k).instances();
            LaneModel lane = model.lanes().get(k);
            for (int i = 0; i < lane.log().instances().size(); i++) {
                InstanceLayout place = places.get(lane.place(i));
                Box box = place.forecast();
                boolean pictured = lane.isOnStage(i) && !box.isEmpty() && !place.hasGauge();
                MemoryForecast forecast = pictured ? lane.forecast(i) : null;
                if (forecast != null) {
                    scales.computeIfAbsent(forecast.capacityTokens(), memory -> new ArrayList<>())
                            .add(near(forecast, box));
                }
            }
        }
    }

    private static ForecastScale near(MemoryForecast forecast, Box box) {
        return ForecastScale.near(forecast, box.x(), box.y(), box.w(), box.h());
    }

    void paint(LaneModel lane, int instance, InstanceLayout layout, Moment moment) {
        Box box = layout.forecast();
        MemoryForecast forecast = box.isEmpty() ? null : lane.forecast(instance);
        if (forecast == null) {
            return;
        }
        Candidate candidate = forecast.candidate();
        if (layout.hasGauge()) {
            gauge(forecast, candidate, box);
        } else {
            int sloClass = candidate == null ? 0 : lane.outcomes().sloClass(candidate.request());
            ForecastScale scale =
                    near(forecast, box).reaching(scales.getOrDefault(forecast.capacityTokens(), List.of()));
            Theme theme = pen.theme();
            plot.paint(
                    pen.gc(),
                    theme,
                    forecast,
                    scale,
                    pen.classes().solid(sloClass),
                    lane.index() == moment.selectedLane() ? theme.panel() : theme.ground());
            note(lane, instance, forecast, layout.forecastNote());
        }
        int shown = candidate == null ? SelectionViewModel.NONE : candidate.request();
        hits.addArea(box, (x, y) -> shown);
        String name = lane.log().instances().get(instance).name();
        hits.addRemark(box, () -> ForecastWords.whole(forecast, name, lane.log().info()));
    }

    private void note(LaneModel lane, int instance, MemoryForecast forecast, Box box) {
        if (box.isEmpty()) {
            return;
        }
        Words cache = words.computeIfAbsent(new Place(lane.index(), instance), key -> new Words());
        if (isOther(cache, forecast, box.w())) {
            cache.of = forecast;
            cache.room = box.w();
            cache.text = fitting.fittest(ForecastWords.gist(forecast, lane.log().info()), box.w());
        }
        Candidate candidate = forecast.candidate();
        boolean warns = candidate != null && candidate.exceeds();
        Theme theme = pen.theme();
        pen.text(
                cache.text,
                box.x(),
                box.y() + 9,
                Type.regular(Type.SMALL),
                warns ? theme.warning() : theme.secondary());
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isOther(Words cache, MemoryForecast forecast, double room) {
        return cache.of != forecast || cache.room != room;
    }

    /** The residents' peak to come as a share of the memory, and a mark at its end where a request would not fit. */
    private void gauge(MemoryForecast forecast, @Nullable Candidate candidate, Box box) {
        double share = Math.min(1, (double) forecast.peakTokens() / Math.max(1, forecast.capacityTokens()));
        pen.fill(box, pen.theme().freeCell());
        pen.fill(new Box(box.x(), box.y(), box.w() * share, box.h()), ForecastPlot.residentsColour(pen.theme()));
        if (candidate != null && candidate.exceeds()) {
            double mark = Math.min(8, box.w() / 4);
            pen.fill(
                    new Box(box.right() - mark, box.y(), mark, box.h()),
                    pen.theme().warning());
        }
    }

    /** How the legend shows it, 20 pixels wide: residents under the line of the memory, and a request that is too much. */
    static void mark(Pen pen, double x, double y) {
        Theme theme = pen.theme();
        pen.fill(new Box(x, y - 3, 20, 8), theme.freeCell());
        pen.gc().setFill(ForecastPlot.residentsColour(theme));
        pen.gc()
                .fillPolygon(
                        new double[] {x, x, x + 12, x + 12, x + 20, x + 20},
                        new double[] {y + 5, y, y - 3, y + 1, y - 1, y + 5},
                        6);
        pen.gc().setFill(Hatch.of(theme.warning(), 0.3));
        pen.gc().fillPolygon(new double[] {x + 2, x + 12, x + 12, x + 2}, new double[] {y - 3, y - 3, y - 6, y - 4}, 4);
        pen.fill(new Box(x, y - 3, 20, 1), theme.secondary());
    }
}
