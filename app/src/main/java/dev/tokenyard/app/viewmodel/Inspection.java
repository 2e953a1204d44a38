package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.ForecastReader;
import dev.tokenyard.app.session.InstanceFigures;
import dev.tokenyard.app.session.InstanceReader;
import dev.tokenyard.app.session.Lane;
import dev.tokenyard.app.session.LateRequest;
import dev.tokenyard.app.session.RequestLife;
import dev.tokenyard.app.viewmodel.RequestDetail.Contrast;
import dev.tokenyard.app.viewmodel.RequestDetail.Prediction;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.policy.Foresight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Looks into one comparison, and as far as figures go into a part of its time. Thread-safe; what is said of a lane is worked out once. */
final class Inspection {
    private static final int WORST = 10;

    private final Comparison comparison;
    private final Window window;
    private final HardwareCatalog catalog;
    private final Map<Integer, LaneDetail> lanes = new ConcurrentHashMap<>();

    Inspection(Comparison comparison, Window window, HardwareCatalog catalog) {
        this.catalog = catalog;
        this.comparison = comparison;
        this.window = window;
    }

    Window window() {
        return window;
    }

    Comparison comparison() {
        return comparison;
    }

    LaneDetail lane(int lane) {
        return lanes.computeIfAbsent(lane, i -> {
            RunLog log = log(i);
            return new LaneDetail(
                    comparison,
                    i,
                    ComparisonMetrics.ofLane(comparison, i, window),
                    LateRequest.worst(log, WORST, window),
                    ForecastReader.of(log).orElse(null));
        });
    }

    InstanceDetail instance(int instance, int lane) {
        RunLog log = log(lane);
        return new InstanceDetail(
                comparison,
                lane,
                instance,
                window,
                InstanceFigures.of(
                                catalog, comparison.scenario(), log.instances().get(instance))
                        .orElse(null),
                new InstanceReader(log, instance));
    }

    RequestDetail request(int request, int lane) {
        RunLog any = log(lane);
        List<RequestLife> lives = comparison.lanes().stream()
                .map(one -> RequestLife.of(one.log(), request))
                .toList();
        return new RequestDetail(
                comparison,
                request,
                any.sloClass(request).name(),
                any.outcomes().sloClass(request),
                comparison.trace().arrivalTick(request),
                comparison.trace().promptTokens(request),
                comparison.trace().outputTokens(request),
                predictions(request),
                lives.get(lane).deadlineTick(),
                lives,
                lane,
                LifeSentences.of(comparison.lanes().get(lane), request),
                contrast(lives, request, lane));
    }

    private RunLog log(int lane) {
        return comparison.lanes().get(lane).log();
    }

    /** Oracles are left out: their estimate is the truth. */
    private List<Prediction> predictions(int request) {
        List<Prediction> predictions = new ArrayList<>();
        for (Lane lane : comparison.lanes()) {
            RequestOutcomes outcomes = lane.log().outcomes();
            if (outcomes.hasPredictions() && lane.card().foresight() == Foresight.PREDICTED) {
                predictions.add(new Prediction(
                        outcomes.predictedTokens(request), lane.card().title()));
            }
        }
        return predictions;
    }

    private @Nullable Contrast contrast(List<RequestLife> lives, int request, int lane) {
        int soonest = lane;
        for (int i = 0; i < lives.size(); i++) {
            boolean sooner = lives.get(i).ttftSeconds() < lives.get(soonest).ttftSeconds();
            boolean only = Double.isNaN(lives.get(soonest).ttftSeconds())
                    && !Double.isNaN(lives.get(i).ttftSeconds());
            soonest = sooner || only ? i : soonest;
        }
        return soonest == lane
                ? null
                : new Contrast(soonest, LifeSentences.of(comparison.lanes().get(soonest), request));
    }
}
