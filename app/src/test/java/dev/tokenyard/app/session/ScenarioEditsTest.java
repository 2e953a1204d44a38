package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.PolicyCard;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioEditsTest {
    private static final ScenarioSpec OPENING = ScenarioDefaults.opening();

    @Test
    void everyClusterEditChangesItsFieldAndNoOther() {
        Map<UnaryOperator<ScenarioSpec>, UnaryOperator<ScenarioSpec>> editAndBack = Map.of(
                ScenarioEdits.gpu("h100-sxm"),
                        ScenarioEdits.gpu(OPENING.cluster().gpu()),
                ScenarioEdits.model("mistral-7b"),
                        ScenarioEdits.model(OPENING.cluster().model()),
                ScenarioEdits.tensorParallel(4),
                        ScenarioEdits.tensorParallel(OPENING.cluster().tensorParallel()),
                ScenarioEdits.instances(5),
                        ScenarioEdits.instances(OPENING.cluster().instances()),
                ScenarioEdits.batching("theory"),
                        ScenarioEdits.batching(OPENING.cluster().batching()),
                ScenarioEdits.stepTime("unit"),
                        ScenarioEdits.stepTime(OPENING.cluster().stepTime()),
                ScenarioEdits.kvBlocks(77),
                        ScenarioEdits.kvBlocks(OPENING.cluster().kvBlocks()));
        editAndBack.forEach((edit, back) -> {
            ScenarioSpec changed = edit.apply(OPENING);
            assertThat(changed).isNotEqualTo(OPENING);
            assertThat(back.apply(changed)).isEqualTo(OPENING);
        });
    }

    @Test
    void anAddedPolicyComesLastAndIsThereOnce() {
        ScenarioSpec added = ScenarioEdits.choose("edf", true).apply(OPENING);
        assertThat(added.policies().get(added.policies().size() - 1)).isEqualTo(PolicyChoice.of("edf"));
        assertThat(ScenarioEdits.choose("edf", true).apply(added)).isEqualTo(added);
        assertThat(ScenarioEdits.choose("edf", false).apply(added)).isEqualTo(OPENING);
    }

    @Test
    void theLastPolicyStays() {
        ScenarioSpec one = OPENING.withPolicies(List.of(PolicyChoice.of("fcfs")));
        assertThatThrownBy(() -> ScenarioEdits.choose("fcfs", false).apply(one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("choose another");
    }

    @Test
    void aKnobIsSetWithinItsRangeOnly() {
        Knob knob = new Knob("age", "s", 1, 60, 10, "How long a request waits before it goes first.");
        PolicyCard card = new PolicyCard("fcfs", "FCFS", "", "", "", Foresight.BLIND, "", "", List.of(knob));
        ScenarioSpec turned = ScenarioEdits.knob(card, knob, 30).apply(OPENING);
        assertThat(turned.policies().get(0).knobs()).isEqualTo(Map.of("age", 30.0));
        assertThatThrownBy(() -> ScenarioEdits.knob(card, knob, 61)).hasMessageContaining("61");
        PolicyCard absent = PolicyCatalog.byId("edf").card();
        assertThatThrownBy(() -> ScenarioEdits.knob(absent, knob, 30).apply(OPENING))
                .hasMessageContaining("EDF");
    }

    @Test
    void classesKeepDistinctNamesAndAtLeastOneStays() {
        ScenarioSpec more = ScenarioEdits.addSloClass().apply(OPENING);
        assertThat(more.sloClasses()).hasSize(OPENING.sloClasses().size() + 1);
        assertThat(more.sloClasses().stream().map(SloClass::name)).doesNotHaveDuplicates();
        String taken = OPENING.sloClasses().get(1).name();
        assertThatThrownBy(
                        () -> ScenarioEdits.sloClass(0, SloClass.ttft(taken, 1)).apply(OPENING))
                .hasMessageContaining(taken);
        ScenarioSpec one = OPENING.withSloClasses(List.of(SloClass.ttft("Only", 1)));
        assertThatThrownBy(() -> ScenarioEdits.removeSloClass(0).apply(one)).hasMessageContaining("add another");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1000})
    void absurdRatesAreRefused(double factor) {
        assertThatThrownBy(() -> ScenarioEdits.rateScale(factor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Double.toString(factor));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3, 65})
    void absurdInstancesAreRefused(int count) {
        assertThatThrownBy(() -> ScenarioEdits.instances(count)).hasMessageContaining(Integer.toString(count));
    }

    @Test
    void unknownPredictorsAreRefusedByName() {
        assertThatThrownBy(() -> ScenarioEdits.predictor("crystal-ball")).hasMessageContaining("crystal-ball");
        assertThat(ScenarioEdits.predictor(" noise:40 ").apply(OPENING).predictor())
                .isEqualTo("noise:40");
    }
}
