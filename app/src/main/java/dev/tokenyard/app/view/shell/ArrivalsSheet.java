package dev.tokenyard.app.view.shell;

import dev.tokenyard.sim.trace.ImportOptions.Arrivals;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Asks when the requests of a file without times shall arrive. */
final class ArrivalsSheet extends VBox {
    private static final double USUAL_RATE = 5;

    private final ArrivalsChoice choice;

    ArrivalsSheet(Consumer<Arrivals> opens, Runnable cancels) {
        getStyleClass().add("arrivals-sheet");
        setId("arrivals-sheet");
        Label intro =
                new Label("This file has the lengths of requests but no times of arrival. When shall they arrive?");
        intro.setWrapText(true);
        intro.getStyleClass().add("secondary");
        choice = new ArrivalsChoice(Arrivals.poisson(USUAL_RATE, Arrivals.DEFAULT_SEED), arrivals -> {});
        Button open = new Button("Open");
        open.setId("arrivals-open");
        open.getStyleClass().add("primary");
        open.disableProperty().bind(choice.validProperty().not());
        open.setOnAction(event -> opens.accept(choice.arrivals()));
        Button cancel = new Button("Cancel");
        cancel.setOnAction(event -> cancels.run());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox buttons = new HBox(gap, cancel, open);
        buttons.getStyleClass().add("sheet-buttons");
        getChildren().addAll(intro, choice, buttons);
    }

    /** What takes the keys at first. */
    ArrivalsChoice choice() {
        return choice;
    }
}
