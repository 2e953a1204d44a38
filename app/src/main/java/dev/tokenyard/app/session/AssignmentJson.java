package dev.tokenyard.app.session;

import dev.tokenyard.app.session.AssignmentRule.By;
import dev.tokenyard.app.session.AssignmentRule.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Rules for classes and models in scenario files; a rule that is missing leaves them to the trace. */
final class AssignmentJson {
    private static final String CLASS = "class";
    private static final String MODEL = "model";
    private static final String BY = "by";
    private static final String PARTS = "parts";
    private static final String NAME = "name";
    private static final String SHARE = "share";
    private static final String CLIENTS = "clients";
    private static final String UP_TO = "up_to_tokens";

    private AssignmentJson() {}

    static ObjectNode write(AssignmentRules rules) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (!rules.classes().isTrace()) {
            node.set(CLASS, write(rules.classes()));
        }
        if (!rules.models().isTrace()) {
            node.set(MODEL, write(rules.models()));
        }
        return node;
    }

    private static ObjectNode write(AssignmentRule rule) {
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put(BY, rule.by().id());
        ArrayNode parts = node.putArray(PARTS);
        for (Part part : rule.parts()) {
            ObjectNode one = parts.addObject().put(NAME, part.name());
            if (rule.by().draws()) {
                one.put(SHARE, part.figure());
                if (!part.clients().isEmpty()) {
                    part.clients().forEach(one.putArray(CLIENTS)::add);
                }
            } else if (part.figure() != AssignmentRule.REST) {
                one.put(UP_TO, (long) part.figure());
            }
        }
        return node;
    }

    static AssignmentRules read(JsonFields assign) throws ScenarioException {
        assign.allowOnly(Set.of(CLASS, MODEL));
        return new AssignmentRules(rule(assign, CLASS), rule(assign, MODEL));
    }

    private static Set<String> fieldsOf(By by) {
        return switch (by) {
            case TRACE -> Set.of();
            case SHARES -> Set.of(NAME, SHARE);
            case CLIENT -> Set.of(NAME, SHARE, CLIENTS);
            case PROMPT, OUTPUT -> Set.of(NAME, UP_TO);
        };
    }

    private static AssignmentRule rule(JsonFields assign, String field) throws ScenarioException {
        if (!assign.has(field)) {
            return AssignmentRule.TRACE;
        }
        JsonFields fields = assign.object(field).allowOnly(Set.of(BY, PARTS));
        Optional<By> known = By.byId(fields.text(BY));
        if (known.isEmpty()) {
            throw fields.unknown(BY, "\"trace\", \"shares\", \"client\", \"prompt\" or \"output\"");
        }
        By by = known.get();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; fields.has(PARTS) && i < fields.list(PARTS).size(); i++) {
            JsonFields part = fields.element(PARTS, i).allowOnly(fieldsOf(by));
            parts.add(new Part(
                    part.text(NAME),
                    by.draws() ? part.number(SHARE) : part.number(UP_TO, AssignmentRule.REST),
                    part.texts(CLIENTS)));
        }
        try {
            return new AssignmentRule(by, parts);
        } catch (IllegalArgumentException impossible) {
            throw assign.refused(field, impossible);
        }
    }
}
