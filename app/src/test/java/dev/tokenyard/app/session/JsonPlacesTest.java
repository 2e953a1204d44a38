package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Parts of scenarios that stand in other documents: messages name the document that they were read from. */
class JsonPlacesTest {
    private static JsonFields fields(String json) throws ScenarioException {
        return JsonFields.of(JsonMapper.shared().readTree(json.replace('\'', '"')), "lesson");
    }

    @Test
    void clustersSayWhereTheyAreReadFrom() {
        assertThatThrownBy(() ->
                        ClusterJson.read(fields("{'groups': [{'gpu': 'a10', 'model': 'llama-2-7b', 'role': 'both'}]}")))
                .hasMessage(
                        "In the lesson, groups[0].role is \"both\"; expected \"mixed\", \"prefill\" or \"decode\".");
        assertThatThrownBy(() -> ClusterJson.read(fields("{'groups': [{'gpu': 'a10', 'model': 5}]}")))
                .hasMessage("In the lesson, groups[0].model is 5; expected a text in quotes.");
        assertThatThrownBy(() -> ClusterJson.read(
                        fields("{'groups': [], 'batching': 'sarathi'," + " 'batching_knobs': {'chunk': 'many'}}")))
                .hasMessageStartingWith("In the lesson, batching_knobs.chunk: ");
    }

    @Test
    void tracesAndRulesSayWhereTheyAreReadFrom() {
        assertThatThrownBy(() -> TraceSourceJson.read(fields("{'kind': 'tape', 'location': 'a'}"), null))
                .hasMessage("In the lesson, kind is \"tape\"; expected \"file\" or \"sample\".");
        assertThatThrownBy(() -> TraceSourceJson.read(fields("{'location': 'a', 'repair': {'order': 'dice'}}"), null))
                .hasMessageStartingWith("In the lesson, repair.order: ");
        assertThatThrownBy(() -> TraceSourceJson.read(fields("{'location': 'a', 'columns': '='}"), null))
                .hasMessageStartingWith("In the lesson, columns: ");
        assertThatThrownBy(() -> AssignmentJson.read(fields("{'class': {'by': 'dice'}}")))
                .hasMessageStartingWith("In the lesson, class.by is \"dice\"; expected \"trace\", ");
        assertThatThrownBy(() -> AssignmentJson.read(fields("{'class': {'by': 'shares', 'parts': []}}")))
                .hasMessageStartingWith("In the lesson, class: ");
    }
}
