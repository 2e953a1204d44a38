package dev.tokenyard.app.view.predict;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.comparison.RoundUnits;
import dev.tokenyard.app.chart.prediction.PredictionCharts;
import dev.tokenyard.app.chart.prediction.SweepChart;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.predict.PredictionStudy;
import dev.tokenyard.app.session.predict.PredictionSweep;
import dev.tokenyard.app.session.sweep.PartWords;
import dev.tokenyard.app.view.compare.ChartExporter;
import dev.tokenyard.app.view.compare.ChartScroll;
import dev.tokenyard.app.view.compare.ChartTile;
import dev.tokenyard.app.view.compare.ComparePage;
import dev.tokenyard.app.view.compare.EnlargedChart;
import dev.tokenyard.app.view.compare.ExportDialogs;
import dev.tokenyard.app.view.compare.Notice;
import dev.tokenyard.app.view.compare.PageHeader;
import dev.tokenyard.app.view.compare.StatusLabel;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.PredictViewModel;
import dev.tokenyard.policies.kit.predict.ConfusionMatrixSource;
import dev.tokenyard.policies.kit.predict.Predictors;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The predict page: how good the scenario's predictions of output lengths are, and how policies that rely on predictions
 * fare as they get worse. It computes nothing until {@link PredictViewModel#activeProperty} says that it is visible.
 */
public final class PredictPage extends StackPane {

    private final PredictViewModel model;
    private final ObservableValue<Theme> theme;
    private final ChartExporter exporter;
    private final ObjectProperty<@Nullable String> lit = new SimpleObjectProperty<>(this, "lit");
    private final EnlargedChart enlarged;
    private final ChartBoard board;
    private final ErrorFigures figures = new ErrorFigures();
    private final Label predictor = new Label();
    private final Label about = new Label();
    private final StatusLabel status = new StatusLabel();
    private List<ChartSpec> charts = List.of();

    /**
     * A page.
     *
     * @param theme the current theme
     * @param dialogs where exports ask for files
     * @param background where files are written
     * @param foreground runs work on the FX thread
     */
    public PredictPage(
            PredictViewModel model,
            ObservableValue<Theme> theme,
            ExportDialogs dialogs,
            Executor background,
            Executor foreground) {
        this.model = model;
        this.theme = theme;
        exporter = new ChartExporter(dialogs, background, foreground, status::say);
        enlarged = new EnlargedChart(theme, lit, exporter);
        board = new ChartBoard(this::tile);
        getStyleClass().addAll("compare-page", "predict-page", "ground");
        getStylesheets()
                .addAll(stylesheet(ComparePage.class, "compare.css"), stylesheet(PredictPage.class, "predict.css"));
        ChartScroll scroll = ChartScroll.filling(board);
        getChildren().addAll(new VBox(header(), figures, new ErrorBar(model), scroll), enlarged);
        model.studyProperty().subscribe(study -> {
            figures.show(study);
            show();
        });
        model.sweepProperty().subscribe(sweep -> show());
        model.figureProperty().subscribe(figure -> show());
        model.problemProperty().subscribe(problem -> status.say(new Notice(problem, !problem.isEmpty())));
    }

    /** The charts as they stand; none before the first are there. */
    public List<ChartSpec> charts() {
        return charts;
    }

    private PageHeader header() {
        predictor.setId("studied-predictor");
        about.setId("studied-trace");
        status.setId("predict-status");
        return new PageHeader(predictor, about, status);
    }

    private ChartTile tile(ChartSpec chart) {
        return new ChartTile(chart, theme, lit, exporter, tile -> enlarged.open(tile.chart(), tile));
    }

    private void show() {
        PredictionStudy study = model.studyProperty().get();
        PredictionSweep sweep = model.sweepProperty().get();
        if (study == null || sweep == null) {
            return;
        }
        int colour = colourOf(PredictionSweep.PREDICTING.get(0).card().id());
        double tau = study.errors().kendallTau();
        ScenarioSpec scenario = model.scenario().spec();
        String range = PartWords.of(sweep.part(), scenario);
        ChartSpec swept = SweepChart.of(sweep, model.figureProperty().get(), range, this::colourOf, tau);
        charts = List.of(
                scenario.cluster().isTheory() ? RoundUnits.inRounds(swept) : swept,
                PredictionCharts.predictedAgainstTrue(study, colour),
                PredictionCharts.calibration(study, colour));
        String label = study.predicted().label();
        predictor.setText(
                Predictors.settings(label, ConfusionMatrixSource.NONE).card().title());
        about.setText(label + " · " + study.predicted().trace().name()
                + (study.learning().isEmpty() ? "" : " · " + study.learning())
                + (range.isEmpty() ? "" : " · " + range + ", in the simulations"));
        board.show(charts);
        enlarged.update(charts);
    }

    /** The colour of a policy's lane; of one that has none, a colour that no lane has. */
    private int colourOf(String policyId) {
        List<PolicyChoice> chosen = model.scenario().spec().policies();
        int lane = ScenarioEdits.indexOf(chosen, policyId);
        if (lane >= 0) {
            return lane;
        }
        int free = chosen.size();
        for (PolicyChoice other : PredictionSweep.basis(model.scenario().spec()).policies()) {
            if (other.id().equals(policyId)) {
                return free;
            }
            free += ScenarioEdits.indexOf(chosen, other.id()) < 0 ? 1 : 0;
        }
        return free;
    }

    private static String stylesheet(Class<?> owner, String name) {
        URL url = Objects.requireNonNull(owner.getResource(name), name + " is missing");
        return url.toExternalForm();
    }
}
