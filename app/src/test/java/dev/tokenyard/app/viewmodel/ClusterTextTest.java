package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.ClusterSpec;
import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.InstanceGroup.Turns;
import dev.tokenyard.app.session.MechanismEdits;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioNotes;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.sim.model.InstanceRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterTextTest {
    private static final ScenarioSpec OPENING = ScenarioDefaults.opening();

    private static InstanceGroup first(ClusterSpec cluster) {
        return cluster.groups().get(0);
    }

    @Test
    void whatIsUsualTakesNoWords() {
        assertThat(ClusterText.details(first(OPENING.cluster()))).isEmpty();
        assertThat(ClusterText.mechanisms(OPENING.cluster())).isEmpty();
        assertThat(ClusterText.hostMemoryNote(first(OPENING.cluster()), OPENING.cluster(), List.of()))
                .isEmpty();
    }

    @Test
    void whatIsUnusualIsNamedWithItsUnit() {
        ClusterSpec cluster = MechanismEdits.role(0, InstanceRole.DECODE)
                .andThen(MechanismEdits.hostMemory(0, 32))
                .andThen(MechanismEdits.prefixCache(0, true))
                .andThen(MechanismEdits.batchCap(0, 64))
                .andThen(MechanismEdits.tokenBudget(0, 4096))
                .andThen(MechanismEdits.migration(true))
                .andThen(MechanismEdits.swapping(true))
                .apply(OPENING)
                .cluster();
        assertThat(ClusterText.details(first(cluster)).replace('\u00a0', ' '))
                .isEqualTo("decode only · 32 GiB host · prefix cache · cap 64 · budget 4,096");
        assertThat(ClusterText.details(first(cluster)).split(" "))
                .as("lines end between what belongs together")
                .hasSize(5);
        assertThat(ClusterText.mechanisms(cluster).replace('\u00a0', ' ')).isEqualTo("swap · 25 GB/s link · migration");
    }

    @Test
    void hostMemoryThatDoesNothingIsNoted() {
        ClusterSpec unused = MechanismEdits.hostMemory(0, 32).apply(OPENING).cluster();
        assertThat(ClusterText.hostMemoryNote(first(unused), unused, List.of())).startsWith("Not used");
        ClusterSpec missing = OPENING.cluster().withSwapping(true);
        assertThat(ClusterText.hostMemoryNote(first(missing), missing, List.of()))
                .startsWith("Without host memory");
        ClusterSpec both = unused.withSwapping(true);
        assertThat(ClusterText.hostMemoryNote(first(both), both, List.of())).isEmpty();
    }

    @Test
    void hostMemoryIsUsedByPoliciesThatEvictToIt() {
        ScenarioSpec scenario = MechanismEdits.hostMemory(0, 32).apply(OPENING);
        ScenarioSpec planned = scenario.withPolicies(List.of(PolicyChoice.of("qlm"), PolicyChoice.of("edf")));
        assertThat(note(planned))
                .startsWith("Holds the KV blocks that QLM evicts;")
                .doesNotContain("Not used");
        ScenarioSpec kept = scenario.withPolicies(List.of(new PolicyChoice("qlm", Map.of("eviction", 0.0))));
        assertThat(note(kept)).startsWith("Not used");
        InstanceGroup turns = first(planned.cluster()).withTurns(new Turns(List.of("llama-2-7b"), 20));
        ScenarioSpec byTurns = planned.withCluster(ScenarioDefaults.cluster(List.of(turns)));
        assertThat(note(byTurns)).contains("weights of models", "KV blocks that QLM evicts");
        assertThat(note(byTurns.withPolicies(List.of(PolicyChoice.of("edf")))))
                .isEqualTo("Holds the weights of models, as many as fit.");
    }

    private static String note(ScenarioSpec scenario) {
        return ClusterText.hostMemoryNote(
                first(scenario.cluster()), scenario.cluster(), ScenarioNotes.whoEvictsToHost(scenario));
    }

    @Test
    void allBlocksAreAWord() {
        assertThat(ClusterText.blocks(0)).isEqualTo("all");
        assertThat(ClusterText.parseBlocks(" All ")).isZero();
        assertThat(ClusterText.parseBlocks("")).isZero();
        assertThat(ClusterText.parseBlocks(ClusterText.blocks(480))).isEqualTo(480);
        assertThatThrownBy(() -> ClusterText.parseBlocks("many")).hasMessageContaining("\"many\"");
    }
}
