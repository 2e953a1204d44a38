package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.policy.BatchingCard;
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
        ClusterSpec cluster = OPENING.cluster();
        InstanceGroup group = cluster.groups().get(0);
        Map<UnaryOperator<ScenarioSpec>, UnaryOperator<ScenarioSpec>> editAndBack = Map.of(
                ScenarioEdits.gpu(0, "h100-sxm"), ScenarioEdits.gpu(0, group.gpu()),
                ScenarioEdits.model(0, "mistral-7b"), ScenarioEdits.model(0, group.model()),
                ScenarioEdits.tensorParallel(0, 4), ScenarioEdits.tensorParallel(0, group.tensorParallel()),
                ScenarioEdits.instances(0, 5), ScenarioEdits.instances(0, group.count()),
                ScenarioEdits.kvBlocks(0, 77), ScenarioEdits.kvBlocks(0, group.kvBlocks()),
                ScenarioEdits.addGroup(), ScenarioEdits.removeGroup(1),
                ScenarioEdits.batching("theory"),
                        ScenarioEdits.batching(cluster.batching().id()),
                ScenarioEdits.router("round-robin"), ScenarioEdits.router(cluster.router()),
                ScenarioEdits.stepTime("unit"), ScenarioEdits.stepTime(cluster.stepTime()));
        editAndBack.forEach((edit, back) -> {
            ScenarioSpec changed = edit.apply(OPENING);
            assertThat(changed).isNotEqualTo(OPENING);
            assertThat(back.apply(changed)).isEqualTo(OPENING);
        });
    }

    @Test
    void hindsightKeepsItsTimeLimitWhileItIsOff() {
        ScenarioSpec longer = ScenarioEdits.hindsightSeconds(45).apply(OPENING);
        ScenarioSpec wanted = ScenarioEdits.hindsight(true).apply(longer);
        assertThat(wanted.hindsight()).isEqualTo(new HindsightChoice(true, 45));
        assertThat(ScenarioEdits.hindsight(false).apply(wanted)).isEqualTo(longer);
        assertThatThrownBy(() -> ScenarioEdits.hindsightSeconds(0).apply(OPENING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 s; give 1 to 600 seconds");
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
        Knob knob = Knob.real("age", "s", 1, 60, 10, "How long a request waits before it goes first.");
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
                .hasMessageContaining(Double.toString(factor).replaceFirst("\\.0$", ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3, 65})
    void absurdInstancesAreRefused(int count) {
        assertThatThrownBy(() -> ScenarioEdits.instances(0, count).apply(OPENING))
                .hasMessageContaining(Integer.toString(count));
    }

    @Test
    void unknownPredictorsAreRefusedByName() {
        assertThatThrownBy(() -> ScenarioEdits.predictor("crystal-ball")).hasMessageContaining("crystal-ball");
        assertThat(ScenarioEdits.predictor(" noise:40 ").apply(OPENING).predictor())
                .isEqualTo("noise:40");
    }

    @Test
    void groupsAreEditedByThemselves() {
        ScenarioSpec two = ScenarioEdits.addGroup().apply(OPENING);
        ScenarioSpec mixed = ScenarioEdits.gpu(1, "a10").apply(two);
        assertThat(mixed.cluster().groups().get(0))
                .isEqualTo(OPENING.cluster().groups().get(0));
        assertThat(mixed.cluster().groups().get(1).gpu()).isEqualTo("a10");
        assertThat(mixed.cluster().instances()).isEqualTo(3);
        assertThat(ScenarioEdits.removeGroup(1).apply(mixed)).isEqualTo(OPENING);
        assertThatThrownBy(() -> ScenarioEdits.removeGroup(0).apply(OPENING)).hasMessageContaining("another group");
        ScenarioSpec full =
                ScenarioEdits.instances(1, ScenarioEdits.MAX_INSTANCES - 2).apply(two);
        assertThatThrownBy(() -> ScenarioEdits.instances(0, 3).apply(full)).hasMessageContaining("65 instances");
        assertThatThrownBy(() -> ScenarioEdits.addGroup().apply(full)).hasMessageContaining("64 instances");
    }

    @Test
    void aModesKnobIsSetWithinItsRangeAndGoesWithTheMode() {
        Knob knob = Knob.whole("chunk", "tok", 1, 4096, 512, "Most prompt tokens in a step.");
        BatchingCard card = new BatchingCard("vllm-v1", "vLLM v1", "", "", "", List.of(knob));
        ScenarioSpec turned = ScenarioEdits.batchingKnob(card, knob, 64).apply(OPENING);
        assertThat(turned.cluster().batching()).isEqualTo(new ModeChoice("vllm-v1", Map.of("chunk", 64.0)));
        assertThat(ScenarioEdits.batching("vllm-v1").apply(turned)).isEqualTo(turned);
        assertThat(ScenarioEdits.batching("theory")
                        .apply(turned)
                        .cluster()
                        .batching()
                        .knobs())
                .isEmpty();
        assertThatThrownBy(() -> ScenarioEdits.batchingKnob(card, knob, 0)).hasMessageContaining("vllm-v1.chunk");
    }
}
