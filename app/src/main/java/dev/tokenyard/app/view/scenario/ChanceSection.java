package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.PredictionTimes;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.viewmodel.FieldText;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.policies.kit.predict.ConfusionMatrixSource;
import dev.tokenyard.policies.kit.predict.PredictorCard;
import dev.tokenyard.policies.kit.predict.PredictorFactory;
import dev.tokenyard.policies.kit.predict.PredictorSettings;
import dev.tokenyard.policies.kit.predict.Predictors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is drawn at random: the predictions, and the seed of them all. */
final class ChanceSection extends Section {
    /** Stands for no predictor of the scenario's own. */
    private static final String OWN = "";

    private final ComboBox<String> kind;
    private final VBox settings = new VBox();
    private final EditField latency;
    private final EditField seed;
    private @Nullable KnobFields knobs;
    private @Nullable EditField text;
    private String settingsOf = OWN;
    private @Nullable PredictorSettings shown;

    ChanceSection(ScenarioViewModel model) {
        super("Prediction and chance", model);
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put(OWN, "each policy's own");
        for (PredictorFactory factory : Predictors.all()) {
            kinds.put(factory.card().id(), factory.card().title());
        }
        kind = QuietChoice.of("Predictor of output lengths", kinds, id -> {
            if (shown == null ? !id.isEmpty() : !id.equals(shown.card().id())) {
                edit(() -> ScenarioEdits.predictor(id));
            }
        });
        settings.getStyleClass().add("policy-knobs");
        settings.managedProperty().bind(settings.visibleProperty());
        latency = new EditField(
                "Time of a prediction in milliseconds",
                7,
                typed -> edit(() -> ScenarioEdits.predictorLatency(PredictionTimes.parse(typed))));
        seed = new EditField(
                "Seed", 8, typed -> edit(() -> ScenarioEdits.seed(FieldText.parseWhole("The seed", typed))));
        seed.setId("seed");
        Rows.explain(
                latency,
                "predictor-latency",
                "What each prediction takes, in milliseconds, before its request can be scheduled. 0 charges nothing,"
                        + " \"measured\" what the predictor was measured to take: 7.6 ms for the confusion matrix. Only"
                        + " policies that predict pay.");
        content()
                .getChildren()
                .addAll(Rows.of("predictor", kind), settings, Rows.of("time (ms)", latency), Rows.of("seed", seed));
    }

    @Override
    void show(ScenarioSpec spec) {
        shown = settingsOf(spec.predictor());
        String id = shown == null ? OWN : shown.card().id();
        kind.setValue(id);
        if (!id.equals(settingsOf)) {
            settingsOf = id;
            build(shown);
        }
        if (shown != null && knobs != null) {
            knobs.show(shown.knobs());
        }
        if (shown != null && text != null) {
            text.display(shown.text());
        }
        Rows.explain(
                kind,
                "predictor",
                shown == null
                        ? "SSJF predicts with its classifier's confusion matrix, the others with an oracle, as in their papers."
                        : about(shown.card()));
        latency.display(
                spec.predictorLatencyMillis() == ScenarioSpec.MEASURED_LATENCY
                        ? PredictionTimes.MEASURED
                        : FieldText.number(spec.predictorLatencyMillis()));
        seed.display(Long.toString(spec.seed()));
    }

    /** What a label says; null for none, and for one that a scenario's file misspells. */
    private static @Nullable PredictorSettings settingsOf(String label) {
        try {
            return label.isEmpty() ? null : Predictors.settings(label, ConfusionMatrixSource.NONE);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private void build(@Nullable PredictorSettings of) {
        knobs = null;
        text = null;
        List<Node> fields = List.of();
        if (of != null && of.card().text().exists()) {
            PredictorCard card = of.card();
            EditField field = new EditField(
                    card.title() + ", " + card.text().name().toLowerCase(Locale.ROOT),
                    11,
                    typed -> edit(() -> ScenarioEdits.predictor(Objects.requireNonNull(shown)
                            .withText(typed.strip())
                            .label())));
            Rows.explain(field, "predictor-text", card.text().help());
            field.setPromptText("published");
            text = field;
            fields = List.of(Rows.of(card.text().name().toLowerCase(Locale.ROOT), field));
        } else if (of != null && !of.card().knobs().isEmpty()) {
            KnobFields rows = new KnobFields(
                    "predictor",
                    of.card().title(),
                    of.card().knobs(),
                    (knob, value) -> edit(() -> ScenarioEdits.predictor(Objects.requireNonNull(shown)
                            .withKnob(knob.name(), knob.check(of.card().id(), value.get()))
                            .label())));
            knobs = rows;
            fields = List.of(rows);
        }
        settings.getChildren().setAll(fields);
        settings.setVisible(!fields.isEmpty());
    }

    private static String about(PredictorCard card) {
        return card.idea() + (card.citation().isEmpty() ? "" : "\n\n" + card.citation());
    }
}
