package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.TurnsEdits;
import dev.tokenyard.app.viewmodel.ClusterText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The models that take turns with the first one of a group on its GPUs, and how long it takes to load one. */
final class TurnsFields extends VBox {
    private final int index;
    private final String of;
    private final String suffix;
    private final Section.Editor editor;
    private final Map<String, String> modelNames;
    private final VBox rows = new VBox();
    private final List<OtherModel> others = new ArrayList<>();
    private final MenuButton add = new MenuButton("add", new FontIcon(Feather.PLUS));
    private final EditField loadSeconds;
    private final HBox loadRow;
    private final Label note = new Label();

    /**
     * Fields.
     *
     * @param index number of the group in the cluster
     * @param of the words that tell the group from others, for a screen reader
     * @param suffix the end of ids that tells it from others
     * @param modelNames the models to choose from; after a change of it, {@link #show} offers it
     * @param editor applies a change, and says whether it was accepted
     */
    TurnsFields(int index, String of, String suffix, Map<String, String> modelNames, Section.Editor editor) {
        this.index = index;
        this.of = of;
        this.suffix = suffix;
        this.modelNames = modelNames;
        this.editor = editor;
        add.setId("add-model" + suffix);
        add.getStyleClass().addAll("flat", "section-action");
        add.setAccessibleText("Add a model that takes turns" + of);
        add.setTooltip(new Tooltip("Add a model that takes turns with the others on these GPUs"));
        loadSeconds = new EditField(
                "Load time in seconds" + of,
                6,
                text -> editor.edit(() -> TurnsEdits.loadSeconds(index, ClusterText.parseLoadSeconds(text))));
        Rows.explain(
                loadSeconds,
                "load-seconds" + suffix,
                "How long it takes to unload a model and load another, in seconds. \"derived\" is the weights' bytes over the"
                        + " host link where host memory holds them, and over a disk's 3 GB/s where not.");
        loadRow = Rows.of("load time (s)", loadSeconds);
        note.setId("load-note" + suffix);
        note.getStyleClass().addAll("small", "secondary");
        note.setWrapText(true);
        note.managedProperty().bind(note.visibleProperty());
        loadRow.managedProperty().bind(loadRow.visibleProperty());
        managedProperty().bind(visibleProperty());
        getChildren().addAll(Rows.of("in turns with", add), rows, loadRow, note);
    }

    /**
     * Shows a group.
     *
     * @param derived what loading takes where it is derived, in words; empty where it is not
     */
    void show(InstanceGroup group, String derived) {
        List<String> models = group.turns().otherModels();
        while (others.size() > models.size()) {
            rows.getChildren().remove(others.remove(others.size() - 1).row);
        }
        while (others.size() < models.size()) {
            OtherModel other = new OtherModel(others.size());
            others.add(other);
            rows.getChildren().add(other.row);
        }
        for (int k = 0; k < models.size(); k++) {
            others.get(k).show(models.get(k));
        }
        add.getItems().setAll(offers(group));
        add.setDisable(add.getItems().isEmpty());
        loadRow.setVisible(!models.isEmpty());
        loadSeconds.display(ClusterText.loadSeconds(group.turns().loadSeconds()));
        note.setText(derived);
        note.setVisible(!models.isEmpty() && !derived.isEmpty());
    }

    private List<MenuItem> offers(InstanceGroup group) {
        List<MenuItem> items = new ArrayList<>();
        modelNames.forEach((id, name) -> {
            if (!group.models().contains(id)) {
                MenuItem item = new MenuItem(name);
                item.setOnAction(event -> editor.edit(() -> TurnsEdits.add(index, id)));
                items.add(item);
            }
        });
        return items;
    }

    /** A model beside the first. */
    private final class OtherModel {
        private final ComboBox<String> model;
        private final HBox row;

        OtherModel(int other) {
            String which = (other + 2) + of;
            model = QuietChoice.of(
                    "Model " + which, modelNames, id -> editor.edit(() -> TurnsEdits.replace(index, other + 1, id)));
            model.setId("model" + suffix + "-other-" + other);
            model.getStyleClass().add("other-model");
            Button remove = new Button("", new FontIcon(Feather.X));
            remove.setId("remove-model" + suffix + "-" + other);
            remove.getStyleClass().addAll("flat", "group-remove");
            remove.setAccessibleText("Remove model " + which);
            remove.setTooltip(new Tooltip("Remove this model"));
            remove.setMinWidth(Region.USE_PREF_SIZE);
            remove.setOnAction(event -> editor.edit(() -> TurnsEdits.remove(index, other)));
            // It stands in the card's padding, as that of the group does.
            HBox.setMargin(remove, new Insets(2, -9, 0, -1));
            row = Rows.of("", new HBox(model, remove));
        }

        void show(String id) {
            if (model.getItems().size() != modelNames.size()) {
                QuietChoice.refill(model, modelNames);
            }
            model.setValue(id);
        }
    }
}
