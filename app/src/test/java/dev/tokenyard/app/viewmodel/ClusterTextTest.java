package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.ClusterSpec;
import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.MechanismEdits;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.sim.model.InstanceRole;
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
        assertThat(ClusterText.hostMemoryNote(first(OPENING.cluster()), OPENING.cluster()))
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
        assertThat(ClusterText.details(first(cluster)))
                .isEqualTo("decode only · 32 GiB host · prefix cache · cap 64 · budget 4,096");
        assertThat(ClusterText.mechanisms(cluster)).isEqualTo("swap · 25 GB/s link · migration");
    }

    @Test
    void hostMemoryThatDoesNothingIsNoted() {
        ClusterSpec unused = MechanismEdits.hostMemory(0, 32).apply(OPENING).cluster();
        assertThat(ClusterText.hostMemoryNote(first(unused), unused)).startsWith("Not used");
        ClusterSpec missing = OPENING.cluster().withSwapping(true);
        assertThat(ClusterText.hostMemoryNote(first(missing), missing)).startsWith("Without host memory");
        ClusterSpec both = unused.withSwapping(true);
        assertThat(ClusterText.hostMemoryNote(first(both), both)).isEmpty();
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
