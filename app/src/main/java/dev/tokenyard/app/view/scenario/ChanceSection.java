package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.viewmodel.FieldText;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;

/** What is drawn at random: the predictions, and the seed of them all. */
final class ChanceSection extends Section {
    private static final String OWN = "each policy's own";
    private static final List<String> PREDICTORS = List.of(OWN, "oracle", "confusion", "noise:75");

    private final ComboBox<String> predictor = new ComboBox<>();
    private final EditField seed;

    ChanceSection(ScenarioViewModel model) {
        super("Prediction and chance", model);
        predictor.getItems().setAll(PREDICTORS);
        predictor.setEditable(true);
        predictor.setId("predictor");
        predictor.getStyleClass().add("predictor");
        predictor.setAccessibleText("Predictor of output lengths");
        predictor.setTooltip(new Tooltip("oracle, confusion, or noise:SD with a standard deviation in tokens"));
        predictor.valueProperty().addListener((property, before, label) -> {
            if (label != null) {
                edit(() -> ScenarioEdits.predictor(label.equals(OWN) ? "" : label));
            }
        });
        seed = new EditField("Seed", 8, text -> edit(() -> ScenarioEdits.seed(FieldText.parseWhole("The seed", text))));
        seed.setId("seed");
        content().getChildren().addAll(Rows.of("predictor", predictor), Rows.of("seed", seed));
    }

    @Override
    void show(ScenarioSpec spec) {
        predictor.setValue(spec.predictor().isEmpty() ? OWN : spec.predictor());
        seed.display(Long.toString(spec.seed()));
        sayProblem("");
    }
}
