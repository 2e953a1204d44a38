package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.model.InstanceRole;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MechanismEditsTest {
    private static final ScenarioSpec OPENING = ScenarioDefaults.opening();

    @Test
    void everyEditChangesItsFieldAndNoOther() {
        InstanceGroup.Limits limits = OPENING.cluster().groups().get(0).limits();
        Map<UnaryOperator<ScenarioSpec>, UnaryOperator<ScenarioSpec>> editAndBack = Map.of(
                MechanismEdits.hostMemory(0, 32), MechanismEdits.hostMemory(0, 0),
                MechanismEdits.prefixCache(0, true), MechanismEdits.prefixCache(0, false),
                MechanismEdits.blockTokens(0, 32), MechanismEdits.blockTokens(0, limits.blockTokens()),
                MechanismEdits.batchCap(0, 64), MechanismEdits.batchCap(0, limits.batchCap()),
                MechanismEdits.tokenBudget(0, 4096), MechanismEdits.tokenBudget(0, limits.tokenBudget()),
                MechanismEdits.kvLink(50), MechanismEdits.kvLink(0));
        editAndBack.forEach((edit, back) -> {
            ScenarioSpec changed = edit.apply(OPENING);
            assertThat(changed).isNotEqualTo(OPENING);
            assertThat(back.apply(changed)).isEqualTo(OPENING);
        });
    }

    @Test
    void aLinkComesWithRolesAndMigrationUnlessThereIsOne() {
        double usual = MechanismEdits.USUAL_LINK_GB_PER_SECOND;
        assertThat(MechanismEdits.role(0, InstanceRole.PREFILL).apply(OPENING).cluster())
                .satisfies(cluster -> {
                    assertThat(cluster.groups().get(0).role()).isEqualTo(InstanceRole.PREFILL);
                    assertThat(cluster.links()).isEqualTo(new ClusterSpec.Links(usual, false));
                });
        assertThat(MechanismEdits.migration(true).apply(OPENING).cluster().links())
                .isEqualTo(new ClusterSpec.Links(usual, true));
        ScenarioSpec linked = MechanismEdits.kvLink(100).apply(OPENING);
        assertThat(MechanismEdits.migration(true).apply(linked).cluster().links())
                .isEqualTo(new ClusterSpec.Links(100, true));
        assertThat(MechanismEdits.role(0, InstanceRole.MIXED).apply(OPENING)).isEqualTo(OPENING);
    }

    @Test
    void swappingComesWithItsModeAndWithHostMemoryUnlessThereIsSome() {
        ClusterSpec swapping = MechanismEdits.swapping(true).apply(OPENING).cluster();
        assertThat(swapping.swaps()).isTrue();
        assertThat(swapping.batching().id()).isEqualTo("vllm-v0");
        assertThat(swapping.groups()).allMatch(group -> group.limits().hostGib() == MechanismEdits.USUAL_HOST_GIB);
        ScenarioSpec some = MechanismEdits.hostMemory(0, 8).apply(OPENING);
        assertThat(MechanismEdits.swapping(true)
                        .apply(some)
                        .cluster()
                        .groups()
                        .get(0)
                        .limits()
                        .hostGib())
                .isEqualTo(8);
        ClusterSpec recomputing = MechanismEdits.swapping(false)
                .apply(OPENING.withCluster(swapping))
                .cluster();
        assertThat(recomputing.swaps()).isFalse();
        assertThat(recomputing.batching().id()).as("the mode stays").isEqualTo("vllm-v0");
        assertThat(MechanismEdits.swapping(false).apply(OPENING)).isEqualTo(OPENING);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, 1e9})
    void impossibleSizesAreRefusedWithTheNumber(double size) {
        assertThatThrownBy(() -> MechanismEdits.hostMemory(0, size)).hasMessageContaining(Double.toString(size));
        assertThatThrownBy(() -> MechanismEdits.kvLink(size)).hasMessageContaining(Double.toString(size));
    }

    @Test
    void limitsArePositive() {
        assertThatThrownBy(() -> MechanismEdits.batchCap(0, 0).apply(OPENING)).hasMessageContaining("A batch of 0");
        assertThatThrownBy(() -> MechanismEdits.blockTokens(0, 0).apply(OPENING))
                .hasMessageContaining("A KV block of 0");
        assertThatThrownBy(() -> MechanismEdits.tokenBudget(0, 0).apply(OPENING))
                .hasMessageContaining("A step of 0");
    }
}
