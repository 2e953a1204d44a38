package dev.tokenyard.app.view.predict;

import dev.tokenyard.app.session.FigureFormat;
import dev.tokenyard.app.session.predict.PredictionStudy;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.policies.kit.predict.LengthClasses;
import dev.tokenyard.policies.kit.predict.PredictionErrors;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How far predictions are off, in a row of figures. */
final class ErrorFigures extends HBox {
    private final Label requests;
    private final Label meanAbsolute;
    private final Label rootMeanSquare;
    private final Label bias;
    private final Label accuracy;
    private final Label tau;

    ErrorFigures() {
        getStyleClass().add("error-figures");
        tau = add(
                "kendall-tau",
                "Kendall τ",
                "Rank correlation τ-b of predicted and true lengths, 1 for the same order.");
        accuracy = add(
                "class-accuracy",
                "Class accuracy",
                "Share of requests predicted into their own class; classes up to "
                        + LengthClasses.PUBLISHED.text().replace("/", ", ") + " tokens and above.");
        meanAbsolute = add("mean-absolute", "Mean absolute error", "Mean of how far predictions are off, in tokens.");
        rootMeanSquare = add(
                "root-mean-square",
                "Root mean square",
                "Root of the mean squared error in tokens: large misses weigh more.");
        bias = add("bias", "Bias", "Mean of predicted less true length, in tokens.");
        requests = add("evaluated", "Requests", "Requests that the figures are of.");
    }

    private Label add(String id, String name, String help) {
        Label caption = new Label(name);
        caption.getStyleClass().addAll("small", "secondary");
        Label value = new Label("–");
        value.setId(id);
        value.getStyleClass().add("error-figure");
        caption.setLabelFor(value);
        VBox figure = new VBox(value, caption);
        Tooltip.install(figure, new Tooltip(help));
        HBox.setHgrow(figure, Priority.ALWAYS);
        figure.setMaxWidth(Double.MAX_VALUE);
        figure.setPrefWidth(1);
        figure.setMinWidth(0);
        getChildren().add(figure);
        return value;
    }

    void show(@Nullable PredictionStudy study) {
        if (study == null) {
            return;
        }
        PredictionErrors errors = study.errors();
        tau.setText(figure("%.2f", errors.kendallTau()));
        accuracy.setText(FigureFormat.percent(errors.classAccuracy()));
        meanAbsolute.setText(tokens("%,.0f", errors.meanAbsolute()));
        rootMeanSquare.setText(tokens("%,.0f", errors.rootMeanSquare()));
        // A bias that rounds to nothing has no sign.
        double bias = Math.rint(errors.bias()) + 0.0;
        this.bias.setText(tokens(bias == 0 ? "%,.0f" : "%+,.0f", bias));
        requests.setText(TimeText.count(errors.requests()));
    }

    private static String tokens(String format, double value) {
        return Double.isNaN(value) ? "–" : figure(format, value) + " tok";
    }

    private static String figure(String format, double value) {
        return Double.isNaN(value)
                ? "–"
                : String.format(Locale.ROOT, format, value).replace('-', '−');
    }
}
