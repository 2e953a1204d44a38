package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.AssignmentEdits;
import dev.tokenyard.app.session.AssignmentEdits.Target;
import dev.tokenyard.app.session.AssignmentRule;
import dev.tokenyard.app.session.AssignmentRule.By;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.viewmodel.AssignmentText;
import dev.tokenyard.sim.trace.TraceStatistics.NameCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.css.PseudoClass;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How requests come to their classes or to their models: what decides, a field for each, and the shares that come of it. */
final class AssignmentEditor extends VBox {
    /** Names of clients stand behind the share and take room. */
    private static final PseudoClass CLIENTS = PseudoClass.getPseudoClass("clients");

    private final Target target;
    private final String what;
    private final Section.Editor editor;
    private final ComboBox<By> by;
    private final HBox captions;
    private final Label figureCaption = caption("assign-figure");
    private final List<Row> rows = new ArrayList<>();
    private UnaryOperator<String> titles = UnaryOperator.identity();
    private List<NameCount> counts = List.of();
    private @Nullable ScenarioSpec shown;

    /**
     * An editor.
     *
     * @param target what it is about
     * @param editor applies a change, and says whether it was accepted
     */
    AssignmentEditor(Target target, Section.Editor editor) {
        this.target = target;
        this.editor = editor;
        what = target.name().toLowerCase(Locale.ROOT);
        by = QuietChoice.of(
                "What decides on the " + what,
                choices(),
                chosen -> editor.edit(() -> AssignmentEdits.by(target, chosen)));
        Rows.explain(
                by,
                "assign-" + what,
                "Who is of which " + what
                        + ": as the trace says, by chance in given shares, client by client, or by the length of"
                        + " prompt or output.");
        Label name = caption("assign-name");
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        Label share = caption("assign-share");
        share.setText("requests");
        captions = new HBox(name, figureCaption, share);
        captions.getStyleClass().add("assign-row");
        captions.managedProperty().bind(captions.visibleProperty());
        managedProperty().bind(visibleProperty());
        getStyleClass().add("assignment-editor");
        getChildren().addAll(Rows.of(what + " by", by), captions);
    }

    private static Label caption(String styleClass) {
        Label label = new Label();
        label.getStyleClass().addAll("small", "secondary", styleClass);
        return label;
    }

    private static Map<By, String> choices() {
        Map<By, String> names = new LinkedHashMap<>();
        for (By by : By.values()) {
            names.put(by, AssignmentText.by(by));
        }
        return names;
    }

    /**
     * Shows the scenario's rule.
     *
     * @param titles how names are shown
     */
    void show(ScenarioSpec spec, UnaryOperator<String> titles) {
        shown = spec;
        this.titles = titles;
        layOut();
    }

    /** Shows what has come of the rule; what is being typed stays. */
    void showCounts(List<NameCount> counts) {
        this.counts = List.copyOf(counts);
        if (shown != null && target.rule(shown).isTrace()) {
            layOut();
        } else {
            rows.forEach(Row::showShare);
        }
    }

    private void layOut() {
        ScenarioSpec spec = shown;
        if (spec == null) {
            return;
        }
        AssignmentRule rule = target.rule(spec);
        by.setValue(rule.by());
        List<String> known = target.names(spec);
        Set<String> names = new LinkedHashSet<>();
        if (rule.isTrace()) {
            counts.forEach(count -> names.add(count.name()));
        } else {
            names.addAll(known);
            names.addAll(rule.names());
        }
        captions.setVisible(!names.isEmpty());
        figureCaption.pseudoClassStateChanged(CLIENTS, rule.by() == By.CLIENT);
        figureCaption.setText(
                switch (rule.by()) {
                    case TRACE -> "";
                    case SHARES -> "share";
                    case CLIENT -> "share + clients";
                    case PROMPT, OUTPUT -> "≤ tokens";
                });
        while (rows.size() > names.size()) {
            getChildren().remove(rows.remove(rows.size() - 1));
        }
        while (rows.size() < names.size()) {
            Row row = new Row(rows.size());
            rows.add(row);
            getChildren().add(row);
        }
        int index = 0;
        for (String name : names) {
            rows.get(index).show(rule, name, known.contains(name));
            index++;
        }
    }

    /** A class or model. */
    private final class Row extends HBox {
        private final Label name = new Label();
        private final EditField figure;
        private final Label share = new Label();
        private final Tooltip unknown = new Tooltip();
        private String key = "";

        Row(int index) {
            figure = new EditField("", 5, text -> editor.edit(() -> AssignmentEdits.rule(target, read())));
            figure.setId("assign-" + what + "-" + index);
            figure.getStyleClass().add("assign-figure");
            figure.setPromptText("–");
            figure.managedProperty().bind(figure.visibleProperty());
            name.getStyleClass().add("assign-name");
            name.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(name, Priority.ALWAYS);
            share.getStyleClass().addAll("figure", "assign-share");
            share.setId("assign-" + what + "-share-" + index);
            getStyleClass().add("assign-row");
            getChildren().addAll(name, figure, share);
        }

        private AssignmentRule read() {
            Map<String, String> texts = new LinkedHashMap<>();
            rows.forEach(row -> texts.put(row.key, row.figure.getText()));
            return AssignmentText.parse(by.getValue(), texts, key);
        }

        void show(AssignmentRule rule, String newKey, boolean known) {
            key = newKey;
            name.setText(titles.apply(key));
            name.getStyleClass().remove("violation");
            name.setTooltip(null);
            if (!known && !rule.isTrace()) {
                name.getStyleClass().add("violation");
                unknown.setText(
                        target == Target.MODEL ? "No instance serves this model" : "The scenario has no such class");
                name.setTooltip(unknown);
            }
            figure.setVisible(!rule.isTrace());
            figure.setAccessibleText((rule.by().draws() ? "Share of " : "Tokens up to which requests go to ") + key);
            figure.pseudoClassStateChanged(CLIENTS, rule.by() == By.CLIENT);
            figure.display(AssignmentText.figure(rule, key));
            showShare();
        }

        void showShare() {
            share.setText(AssignmentText.share(counts, key));
        }
    }
}
