package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.AssignmentEdits.Target;
import dev.tokenyard.app.session.AssignmentRule;
import dev.tokenyard.app.session.AssignmentRules;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.sim.trace.TraceStatistics.NameCount;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The editor of how requests come to their classes, for a rule that is not the scenario's own. */
public final class ClassRule extends VBox {
    private final AssignmentEditor editor = new AssignmentEditor(Target.CLASS, this::edit);
    private final Label problem = new Label();
    private final Consumer<AssignmentRule> changed;
    private @Nullable ScenarioSpec shown;
    private boolean refreshing;

    /** An editor that hands each new rule over. */
    public ClassRule(Consumer<AssignmentRule> changed) {
        this.changed = changed;
        problem.getStyleClass().addAll("small", "violation", "field-problem");
        problem.setWrapText(true);
        problem.setVisible(false);
        problem.managedProperty().bind(problem.visibleProperty());
        getChildren().addAll(editor, problem);
    }

    /**
     * Shows a rule.
     *
     * @param scenario names the classes that there are
     * @param counts how many requests are of each class
     */
    public void show(ScenarioSpec scenario, AssignmentRule rule, List<NameCount> counts) {
        refreshing = true;
        try {
            ScenarioSpec next = scenario.withAssignment(AssignmentRules.NONE.withClasses(rule));
            if (!next.equals(shown)) {
                shown = next;
                editor.show(next, UnaryOperator.identity());
                say("");
            }
            editor.showCounts(counts);
        } finally {
            refreshing = false;
        }
    }

    private boolean edit(Section.Change change) {
        ScenarioSpec before = shown;
        if (refreshing || before == null) {
            return true;
        }
        try {
            AssignmentRule rule = Target.CLASS.rule(change.read().apply(before));
            say("");
            changed.accept(rule);
            return true;
        } catch (IllegalArgumentException refused) {
            say(refused.getMessage() == null ? refused.toString() : refused.getMessage());
            return false;
        }
    }

    private void say(String sentence) {
        problem.setText(sentence);
        problem.setVisible(!sentence.isEmpty());
    }
}
