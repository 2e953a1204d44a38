package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.FieldText;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.sim.model.SloClass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The service classes with their objectives. */
final class SloSection extends Section {
    private static final double MARK = 9;

    private final ObservableValue<Theme> theme;
    private final List<ClassRow> rows = new ArrayList<>();
    private final Label name = caption("slo-name");
    private final Label ttft = caption("slo-target");
    private final Label tpot = caption("slo-target");

    SloSection(ScenarioViewModel model, ObservableValue<Theme> theme) {
        super("SLO classes", model);
        this.theme = theme;
        Button add = new Button("add", new FontIcon(Feather.PLUS));
        add.getStyleClass().addAll("flat", "section-action");
        add.setAccessibleText("Add a service class");
        add.setOnAction(event -> edit(ScenarioEdits::addSloClass));
        addToHeader(add);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox captions = new HBox(name, ttft, tpot, caption("slo-remove"));
        captions.getStyleClass().add("slo-row");
        content().getChildren().add(captions);
        theme.addListener((property, before, now) -> recolour());
    }

    private static Label caption(String styleClass) {
        Label label = new Label();
        label.getStyleClass().addAll("small", "secondary", styleClass);
        return label;
    }

    @Override
    void show(ScenarioSpec spec) {
        boolean rounds = spec.cluster().isTheory();
        name.setText(rounds ? "class, in rounds" : "class");
        ttft.setText(rounds ? "TTFT" : "TTFT s");
        tpot.setText(rounds ? "TPOT" : "TPOT s");
        List<SloClass> classes = spec.sloClasses();
        while (rows.size() > classes.size()) {
            content().getChildren().remove(rows.remove(rows.size() - 1));
        }
        while (rows.size() < classes.size()) {
            ClassRow row = new ClassRow(rows.size());
            rows.add(row);
            content().getChildren().add(row);
        }
        for (int k = 0; k < rows.size(); k++) {
            rows.get(k).show(classes.get(k));
        }
        recolour();
        sayProblem("");
    }

    private void recolour() {
        for (int k = 0; k < rows.size(); k++) {
            rows.get(k).mark.setFill(theme.getValue().sloClass(k));
        }
    }

    /** A class and its fields. */
    private final class ClassRow extends HBox {
        private final int index;
        private final Rectangle mark = new Rectangle(MARK, MARK);
        private final EditField name;
        private final EditField ttft;
        private final EditField tpot;

        ClassRow(int index) {
            this.index = index;
            getStyleClass().add("slo-row");
            mark.setArcWidth(3);
            mark.setArcHeight(3);
            name = new EditField("Name of class " + (index + 1), 8, text -> change(renamed(text)));
            name.getStyleClass().add("slo-name");
            HBox.setHgrow(name, Priority.ALWAYS);
            ttft = new EditField(
                    "TTFT target of class " + (index + 1) + ", seconds",
                    4,
                    text -> change(() -> new SloClass(
                            current().name(),
                            FieldText.parseSeconds("The TTFT target", text),
                            current().tpotSeconds())));
            tpot = new EditField(
                    "TPOT target of class " + (index + 1) + ", seconds",
                    4,
                    text -> change(() -> new SloClass(
                            current().name(),
                            current().ttftSeconds(),
                            FieldText.parseSeconds("The TPOT target", text))));
            for (EditField field : List.of(ttft, tpot)) {
                field.getStyleClass().add("slo-target");
                field.setPromptText("–");
            }
            ttft.setId("ttft-" + index);
            Button remove = new Button("", new FontIcon(Feather.X));
            remove.getStyleClass().addAll("flat", "slo-remove");
            remove.setAccessibleText("Remove class " + (index + 1));
            remove.setTooltip(new Tooltip("Remove this class; its requests fall to the first one"));
            remove.setOnAction(event -> edit(() -> ScenarioEdits.removeSloClass(index)));
            remove.setMinWidth(Region.USE_PREF_SIZE);
            getChildren().addAll(mark, name, ttft, tpot, remove);
        }

        private SloClass current() {
            return model().spec().sloClasses().get(index);
        }

        private Supplier<SloClass> renamed(String text) {
            return () ->
                    new SloClass(text.trim(), current().ttftSeconds(), current().tpotSeconds());
        }

        private boolean change(Supplier<SloClass> change) {
            return edit(() -> ScenarioEdits.sloClass(index, change.get()));
        }

        void show(SloClass sloClass) {
            name.display(sloClass.name());
            // A field has no ellipsis: a long name only ends at its edge.
            name.setTooltip(new Tooltip(sloClass.name()));
            ttft.display(FieldText.seconds(sloClass.ttftSeconds()));
            tpot.display(FieldText.seconds(sloClass.tpotSeconds()));
        }
    }
}
