package dev.tokenyard.app.view.inspector;

import dev.tokenyard.app.session.FigureFormat;
import dev.tokenyard.app.session.KnobWords;
import dev.tokenyard.app.session.Lane;
import dev.tokenyard.app.session.LateRequest;
import dev.tokenyard.app.session.RangeWords;
import dev.tokenyard.app.session.RunWords;
import dev.tokenyard.app.view.theme.SectionHeading;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.LaneDetail;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.sim.log.RunInfo;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.PolicyCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import javafx.geometry.HPos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A policy: its card, the figures of its run, and its latest requests. */
final class LanePane extends VBox {
    private final List<String> lines = new ArrayList<>();
    private final @Nullable ForecastPane forecast;
    /** Which requests the figures are of; empty for all. */
    private final String range;

    /**
     * A pane.
     *
     * @param forecast the memory that the policy foresees, null where it foresees none
     */
    LanePane(LaneDetail detail, Theme theme, IntConsumer chooseRequest, @Nullable ForecastPane forecast) {
        super(10);
        this.forecast = forecast;
        range = RangeWords.of(detail.metrics().window(), detail.comparison());
        Lane lane = detail.comparison().lanes().get(detail.lane());
        addHindsight(detail);
        addCard(lane, knobs(detail));
        addFigures(
                detail.metrics(),
                RunClock.of(lane.log().info()),
                RunWords.hasObjectives(lane.log().info()));
        if (RunWords.hasObjectives(lane.log().info())) {
            addWorst(detail, lane, theme, chooseRequest);
        }
        addEngine(lane.log().info());
    }

    private static Map<String, Double> knobs(LaneDetail detail) {
        return detail.comparison().knobs(detail.lane());
    }

    private void addCard(Lane lane, Map<String, Double> set) {
        PolicyCard card = lane.card();
        addProse(card.idea(), "card-idea");
        addProse(card.citation(), "secondary");
        if (forecast != null) {
            getChildren().add(forecast);
        }
        FactRows facts = new FactRows();
        facts.add("next", card.orderPhrase());
        facts.add("foresight", card.foresight().label());
        if (!lane.log().info().predictor().isEmpty()) {
            facts.add("predictor", RunWords.predictor(lane.log().info()));
        }
        for (Knob knob : card.knobs()) {
            double value = set.getOrDefault(knob.name(), knob.defaultValue());
            facts.add(KnobWords.name(knob), (knob.text(value) + " " + knob.unit()).strip());
        }
        getChildren().add(facts);
        lines.addAll(facts.lines());
        if (!card.departures().isEmpty()) {
            getChildren().add(new SectionHeading("Departures from the paper"));
            addProse(card.departures(), "secondary");
        }
    }

    private void addEngine(RunInfo run) {
        FactRows facts = new FactRows();
        facts.add("batching", RunWords.batchingTitle(run.batching()));
        facts.add("router", run.router());
        facts.add("step times", run.stepTime());
        facts.add("seed", Long.toString(run.seed()));
        getChildren().addAll(new SectionHeading("The engine"), facts);
        lines.addAll(facts.lines());
    }

    private void addWarning(String words) {
        addProse(words, "lane-warning").setGraphic(new FontIcon("fth-alert-triangle"));
    }

    private Label addProse(String words, String styleClass) {
        Label prose = new Label(words);
        prose.setWrapText(true);
        prose.setMinHeight(Region.USE_PREF_SIZE);
        prose.getStyleClass().add(styleClass);
        getChildren().add(prose);
        lines.add(words);
        return prose;
    }

    /** What could have been done, and how far this lane is from it; nothing where that is not known. */
    private void addHindsight(LaneDetail detail) {
        HindsightFacts.of(detail).ifPresent(facts -> {
            SectionHeading heading = new SectionHeading("Against hindsight");
            getChildren().addAll(heading, facts);
            lines.addAll(facts.lines());
        });
    }

    private void addFigures(RunMetrics metrics, RunClock clock, boolean objectives) {
        FactRows figures = new FactRows();
        if (objectives) {
            figures.add("SLO attainment", FigureFormat.percent(metrics.slo().attainment()));
        }
        figures.add(
                "TTFT p50, p99",
                clock.pair(
                        metrics.latencies().ttft().p50(),
                        metrics.latencies().ttft().p99()));
        figures.add(
                "TPOT p50, p99",
                clock.pair(
                        metrics.latencies().tpot().p50(),
                        metrics.latencies().tpot().p99()));
        figures.add("end-to-end mean", clock.duration(metrics.latencies().e2e().mean()));
        figures.add("throughput", throughput(metrics.throughput(), clock));
        figures.add(
                clock == RunClock.SECONDS ? "KV mean, peak" : "memory mean, peak",
                FigureFormat.percent(metrics.kv().meanShare()) + ", "
                        + FigureFormat.percent(metrics.kv().peakShare()));
        figures.add("preemptions", TimeText.count(metrics.effort().preemptions()));
        figures.add("tokens computed again", TimeText.count(metrics.effort().recomputedTokens()));
        if (metrics.effort().swaps() > 0) {
            figures.add(
                    "swapped out",
                    TimeText.count(metrics.effort().swaps()) + ", "
                            + TimeText.count(metrics.effort().swappedTokens(), "token", "tokens"));
        }
        if (!Double.isNaN(metrics.effort().prefixHitRate())) {
            figures.add(
                    "prompt tokens cached",
                    FigureFormat.percent(metrics.effort().prefixHitRate()));
        }
        if (metrics.refused() + metrics.unfinished() > 0) {
            figures.add(
                    "refused, unfinished",
                    TimeText.count(metrics.refused()) + ", " + TimeText.count(metrics.unfinished()));
        }
        if (metrics.refusals().noModel() > 0) {
            figures.add(
                    "refused: model not served",
                    TimeText.count(metrics.refusals().noModel()));
        }
        if (metrics.refusals().tooLarge() > 0) {
            figures.add(
                    "refused: too large for all",
                    TimeText.count(metrics.refusals().tooLarge()));
        }
        if (metrics.refusals().tooLargeThere() > 0) {
            figures.add(
                    "refused: too large there",
                    TimeText.count(metrics.refusals().tooLargeThere()));
        }
        if (range.isEmpty()) {
            getChildren().add(new SectionHeading("The run"));
        } else {
            getChildren().add(new SectionHeading("The range"));
            Label words = addProse(range + ". Throughput, memory and evictions are of that time.", "secondary");
            words.setId("lane-range");
            words.setTooltip(new Tooltip(RangeWords.DEFINITION));
        }
        metrics.warnings().forEach(warning -> addWarning(warning.sentence()));
        getChildren().add(figures);
        lines.addAll(figures.lines());
    }

    private static String throughput(RunMetrics.Throughput throughput, RunClock clock) {
        if (Double.isNaN(throughput.requestsPerSecond())) {
            return "none completed";
        }
        return String.format(
                Locale.ROOT,
                clock == RunClock.SECONDS ? "%.2f req/s, %,.0f tok/s" : "%.2f req, %.2f tok/round",
                throughput.requestsPerSecond(),
                throughput.outputTokensPerSecond());
    }

    private void addWorst(LaneDetail detail, Lane lane, Theme theme, IntConsumer chooseRequest) {
        getChildren().add(new SectionHeading("Latest first tokens" + (range.isEmpty() ? "" : " in the range")));
        if (detail.worst().isEmpty()) {
            addProse("No first token was late.", "secondary");
            return;
        }
        GridPane table = new GridPane();
        table.setHgap(10);
        table.setId("worst-requests");
        // Numbers and lateness are never cut; the name of the class gives way.
        ColumnConstraints whole = new ColumnConstraints();
        whole.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints rest = new ColumnConstraints();
        rest.setHgrow(Priority.ALWAYS);
        rest.setMinWidth(0);
        table.getColumnConstraints().addAll(whole, rest, whole);
        for (LateRequest late : detail.worst()) {
            addWorstRow(table, late, lane, theme, chooseRequest);
        }
        getChildren().add(table);
    }

    private void addWorstRow(GridPane table, LateRequest late, Lane lane, Theme theme, IntConsumer chooseRequest) {
        String className = lane.log().sloClass(late.request()).name();
        Hyperlink link = new Hyperlink("#" + late.request());
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setOnAction(event -> chooseRequest.accept(late.request()));
        link.setAccessibleText(
                "Request " + late.request() + ", " + className + ", late by " + TimeText.duration(late.lateTicks()));
        Color hue = theme.sloClass(lane.log().outcomes().sloClass(late.request()));
        Label kind = new Label(className, new Circle(4, hue));
        kind.setGraphicTextGap(6);
        kind.getStyleClass().add("secondary");
        String prefix = late.served() ? "+" : "no token, +";
        Label lateness = new Label(prefix + TimeText.duration(late.lateTicks()));
        lateness.setMinWidth(Region.USE_PREF_SIZE);
        lateness.getStyleClass().add("violation");
        GridPane.setHalignment(lateness, HPos.RIGHT);
        table.addRow(table.getRowCount(), link, kind, lateness);
        lines.add("Request " + late.request() + ", " + className + ": " + prefix + TimeText.duration(late.lateTicks()));
    }

    /** The pane as plain text. */
    String text() {
        String text = String.join("\n", lines);
        return forecast == null ? text : text + "\n" + forecast.text();
    }
}
