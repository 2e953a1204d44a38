package dev.tokenyard.app.session;

import dev.tokenyard.app.session.AssignmentRule.By;
import dev.tokenyard.app.session.AssignmentRule.Part;
import dev.tokenyard.sim.model.SloClass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The changes that a user makes to how requests come to their classes and models, like those of {@link ScenarioEdits}. */
public final class AssignmentEdits {
    /** Up to this length the first of a new rule takes requests; each further one up to twice the one before it. */
    private static final double FIRST_TOKENS = 512;

    private AssignmentEdits() {}

    /** What a rule is about. */
    public enum Target {
        /** Service classes. */
        CLASS,
        /** Models. */
        MODEL;

        /** The scenario's rule for it. */
        public AssignmentRule rule(ScenarioSpec spec) {
            return this == CLASS
                    ? spec.assignment().classes()
                    : spec.assignment().models();
        }

        /** What a scenario has of it: its classes, or the models that its instances serve. */
        public List<String> names(ScenarioSpec spec) {
            return this == CLASS
                    ? spec.sloClasses().stream().map(SloClass::name).toList()
                    : spec.cluster().servedModels();
        }
    }

    /** Another rule. */
    public static UnaryOperator<ScenarioSpec> rule(Target target, AssignmentRule rule) {
        return spec -> spec.withAssignment(
                target == Target.CLASS
                        ? spec.assignment().withClasses(rule)
                        : spec.assignment().withModels(rule));
    }

    /** Lets something else decide, at first with equal shares or doubling lengths for all that the scenario has. */
    public static UnaryOperator<ScenarioSpec> by(Target target, By by) {
        return spec -> target.rule(spec).by() == by
                ? spec
                : rule(target, usual(by, target.names(spec))).apply(spec);
    }

    private static AssignmentRule usual(By by, List<String> names) {
        if (by == By.TRACE) {
            return AssignmentRule.TRACE;
        }
        List<Part> parts = new ArrayList<>();
        double tokens = FIRST_TOKENS;
        for (String name : names) {
            boolean last = parts.size() == names.size() - 1;
            parts.add(new Part(name, by.draws() ? 1 : last ? AssignmentRule.REST : tokens));
            tokens *= 2;
        }
        return new AssignmentRule(by, parts);
    }
}
