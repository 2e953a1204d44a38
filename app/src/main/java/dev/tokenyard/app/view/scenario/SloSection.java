package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.viewmodel.FieldText;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.sim.model.SloClass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The service classes with their objectives. */
final class SloSection extends Section {
    private static final double MARK = 9;
    /** What targets, button, gaps and the name's own padding take of a line, in pixels; as the stylesheet has it. */
    private static final double BESIDE_NAME = 2 * 46 + 20 + 4 * 4 + 10;

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
    }

    private void recolour() {
        for (int k = 0; k < rows.size(); k++) {
            rows.get(k).mark.setFill(theme.getValue().sloClass(k));
        }
    }

    /** A class and its fields: in one line, or where its name is too long for that, with the targets below it. */
    private final class ClassRow extends VBox {
        private final int index;
        private final HBox upper = new HBox();
        private final HBox lower = new HBox();
        private final Region indent = new Region();
        private final Button remove = new Button("", new FontIcon(Feather.X));
        private final Rectangle mark = new Rectangle(MARK, MARK);
        private final EditField name;
        private final Tooltip whole = new Tooltip();
        private final EditField ttft;
        private final EditField tpot;

        ClassRow(int index) {
            this.index = index;
            upper.getStyleClass().add("slo-row");
            lower.getStyleClass().add("slo-row");
            lower.managedProperty().bind(lower.visibleProperty());
            HBox.setHgrow(indent, Priority.ALWAYS);
            mark.setArcWidth(3);
            mark.setArcHeight(3);
            name = new EditField("Name of class " + (index + 1), 8, text -> change(renamed(text)));
            name.getStyleClass().add("slo-name");
            name.setTooltip(whole);
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
            remove.getStyleClass().addAll("flat", "slo-remove");
            remove.setAccessibleText("Remove class " + (index + 1));
            remove.setTooltip(new Tooltip("Remove this class; its requests fall to the first one"));
            remove.setOnAction(event -> edit(() -> ScenarioEdits.removeSloClass(index)));
            remove.setMinWidth(Region.USE_PREF_SIZE);
            upper.getChildren().addAll(mark, name, ttft, tpot, remove);
            lower.getChildren().add(indent);
            lower.setVisible(false);
            getChildren().addAll(upper, lower);
            widthProperty().subscribe(this::arrange);
        }

        /** A field has no ellipsis: of a name that is too long for it only the beginning would be seen. */
        private void arrange() {
            double room = getWidth() - MARK - BESIDE_NAME;
            boolean fits = getWidth() == 0 || Type.width(current().name(), name.getFont()) <= room;
            if (fits == lower.isVisible()) {
                List<Node> targets = List.of(ttft, tpot, remove);
                (fits ? lower : upper).getChildren().removeAll(targets);
                (fits ? upper : lower).getChildren().addAll(targets);
                lower.setVisible(!fits);
            }
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
            whole.setText(sloClass.name());
            ttft.display(FieldText.seconds(sloClass.ttftSeconds()));
            tpot.display(FieldText.seconds(sloClass.tpotSeconds()));
            arrange();
        }
    }
}
