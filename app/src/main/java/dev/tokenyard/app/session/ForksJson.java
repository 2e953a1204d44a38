package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Forks in scenario files. */
final class ForksJson {
    private static final String ID = "id";
    private static final String FROM = "from";
    private static final String AT = "at_s";
    private static final String POLICY = "policy";
    private static final String KNOBS = "knobs";

    private ForksJson() {}

    static ArrayNode write(List<Fork> forks) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Fork fork : forks) {
            ObjectNode node = list.addObject()
                    .put(ID, fork.id())
                    .put(FROM, fork.parent())
                    .put(AT, fork.atSeconds())
                    .put(POLICY, fork.policy().id());
            KnobsJson.write(
                    node.putObject(KNOBS), fork.policy().id(), fork.policy().knobs());
        }
        return list;
    }

    static List<Fork> read(JsonNode list) throws ScenarioException {
        if (list.size() > ForkEdits.MOST) {
            throw new ScenarioException("The scenario has " + list.size() + " forks, of which no more than "
                    + ForkEdits.MOST + " find a place on the stage; leave some out of \"forks\".");
        }
        List<Fork> forks = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonFields fields =
                    new JsonFields(list.get(i), "forks[" + i + "]").allowOnly(Set.of(ID, FROM, AT, POLICY, KNOBS));
            String policy = fields.text(POLICY);
            try {
                forks.add(new Fork(
                        fields.text(ID),
                        fields.text(FROM),
                        fields.number(AT),
                        new PolicyChoice(policy, KnobsJson.read(fields, KNOBS, policy))));
            } catch (IllegalArgumentException outOfRange) {
                throw fields.refused(outOfRange);
            }
        }
        return forks;
    }
}
