package dev.tokenyard.app.view.experiments;

import dev.tokenyard.app.viewmodel.ExperimentSheet;
import dev.tokenyard.app.viewmodel.ExperimentSheet.Outcome;
import dev.tokenyard.app.viewmodel.ExperimentsViewModel;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The experiments to choose from, each with where it comes from, what it asks, and how far it is. */
final class ExperimentList extends ListView<ExperimentSheet> {
    private final ExperimentsViewModel model;

    ExperimentList(ExperimentsViewModel model) {
        this.model = model;
        setId("experiments");
        getStyleClass().add("experiment-list");
        setAccessibleText("Experiments");
        getItems().setAll(model.sheets());
        setCellFactory(view -> new Cell());
        getSelectionModel().select(model.chosenProperty().get());
        getSelectionModel().selectedItemProperty().subscribe(sheet -> {
            if (sheet != null) {
                model.chosenProperty().set(sheet);
            }
        });
        model.chosenProperty().subscribe(sheet -> getSelectionModel().select(sheet));
    }

    private final class Cell extends ListCell<ExperimentSheet> {
        private final Label title = label("strong");
        private final Label source = label("secondary", "small");
        private final Label idea = label();
        private final Label state = label("secondary", "small");
        private final VBox box = new VBox(title, source, idea, state);
        private final InvalidationListener refresh = change -> refresh();
        private final WeakInvalidationListener weakly = new WeakInvalidationListener(refresh);

        Cell() {
            box.getStyleClass().add("experiment-cell");
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            // Its words wrap in the width of the list.
            setPrefWidth(0);
            model.runningProperty().addListener(weakly);
            model.progressProperty().addListener(weakly);
            model.sheets().forEach(sheet -> sheet.outcomeProperty().addListener(weakly));
        }

        private static Label label(String... styles) {
            Label label = new Label();
            label.setWrapText(true);
            label.setMinHeight(USE_PREF_SIZE);
            label.getStyleClass().addAll(styles);
            return label;
        }

        @Override
        protected double computePrefHeight(double width) {
            double list = getListView().getWidth()
                    - getListView().snappedLeftInset()
                    - getListView().snappedRightInset();
            double inner = (getWidth() > 0 ? getWidth() : list) - snappedLeftInset() - snappedRightInset();
            return isEmpty() ? 0 : box.prefHeight(inner) + snappedTopInset() + snappedBottomInset();
        }

        @Override
        protected void updateItem(@Nullable ExperimentSheet sheet, boolean empty) {
            super.updateItem(sheet, empty);
            setGraphic(empty || sheet == null ? null : box);
            refresh();
        }

        private void refresh() {
            ExperimentSheet sheet = getItem();
            if (sheet == null) {
                setAccessibleText(null);
                return;
            }
            title.setText(sheet.experiment().title());
            source.setText(sheet.experiment().source());
            idea.setText(sheet.experiment().idea());
            state.setText(state(sheet));
            show(idea);
            show(state);
            setAccessibleText(
                    title.getText() + ". " + source.getText() + ". " + idea.getText() + " " + state.getText());
        }

        private static void show(Label label) {
            boolean shown = !label.getText().isEmpty();
            label.setVisible(shown);
            label.setManaged(shown);
        }

        private String state(ExperimentSheet sheet) {
            if (sheet == model.runningProperty().get()) {
                return "Running, " + model.share();
            }
            Outcome outcome = sheet.outcomeProperty().get();
            return outcome == null ? "" : "Run with " + outcome.settings().text();
        }
    }
}
