package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.view.theme.ChoiceNames;
import dev.tokenyard.sim.trace.ImportOptions.Arrivals;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;

/** Arrivals for requests that have none: at random at a rate, or all at once. */
final class ArrivalsChoice extends HBox {
    private static final String INVALID = "invalid";

    private final ComboBox<Arrivals.Kind> kind =
            new ComboBox<>(FXCollections.observableArrayList(Arrivals.Kind.POISSON, Arrivals.Kind.AT_ONCE));
    private final TextField rate = new TextField();
    private final ReadOnlyBooleanWrapper valid = new ReadOnlyBooleanWrapper(this, "valid", true);
    private final Consumer<Arrivals> chosen;
    private Arrivals arrivals;

    /**
     * A choice.
     *
     * @param initial what is chosen at first
     * @param chosen hears of each new choice
     */
    ArrivalsChoice(Arrivals initial, Consumer<Arrivals> chosen) {
        arrivals = initial;
        this.chosen = chosen;
        getStyleClass().add("arrivals-choice");
        kind.setId("arrivals-kind");
        kind.setAccessibleText("How requests arrive");
        kind.setConverter(
                new ChoiceNames<>(value -> value == Arrivals.Kind.AT_ONCE ? "all at once" : "at random (Poisson)"));
        boolean rated = initial.kind() == Arrivals.Kind.POISSON;
        kind.setValue(rated ? Arrivals.Kind.POISSON : Arrivals.Kind.AT_ONCE);
        rate.setId("arrivals-rate");
        rate.setAccessibleText("Requests per second");
        rate.setText(rated ? number(initial.ratePerSecond()) : "5");
        Label per = new Label("requests/s");
        per.getStyleClass().add("secondary");
        HBox ratePart = new HBox(rate, per);
        ratePart.getStyleClass().add("arrivals-choice");
        ratePart.visibleProperty().bind(kind.valueProperty().isEqualTo(Arrivals.Kind.POISSON));
        getChildren().addAll(kind, ratePart);
        kind.valueProperty().addListener((property, before, now) -> take());
        rate.setOnAction(event -> take());
        rate.focusedProperty().addListener((property, before, focused) -> {
            if (!focused) {
                take();
            }
        });
        rate.textProperty().addListener((property, before, now) -> check());
    }

    /** Whether the rate is one. */
    ReadOnlyBooleanProperty validProperty() {
        return valid.getReadOnlyProperty();
    }

    /** What is chosen; the last choice that is one. */
    Arrivals arrivals() {
        take();
        return arrivals;
    }

    private boolean check() {
        boolean ok = kind.getValue() == Arrivals.Kind.AT_ONCE;
        try {
            ok |= Arrivals.poisson(Double.parseDouble(rate.getText().strip()), 0)
                            .ratePerSecond()
                    > 0;
        } catch (IllegalArgumentException noRate) {
            // Said by the field's border; the choice stays as it was.
        }
        valid.set(ok);
        rate.getStyleClass().remove(INVALID);
        if (!ok) {
            rate.getStyleClass().add(INVALID);
        }
        return ok;
    }

    private void take() {
        if (!check()) {
            return;
        }
        long seed = arrivals.kind() == Arrivals.Kind.POISSON ? arrivals.seed() : Arrivals.DEFAULT_SEED;
        Arrivals now = kind.getValue() == Arrivals.Kind.AT_ONCE
                ? Arrivals.AT_ONCE
                : Arrivals.poisson(Double.parseDouble(rate.getText().strip()), seed);
        if (!now.equals(arrivals)) {
            arrivals = now;
            chosen.accept(now);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }
}
