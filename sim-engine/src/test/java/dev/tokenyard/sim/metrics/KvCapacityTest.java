package dev.tokenyard.sim.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.model.InstanceRole;
import java.util.List;
import org.junit.jupiter.api.Test;

class KvCapacityTest {
    private static InstanceInfo instance(int kvBlocks, int blockTokens, int sharedGpus) {
        return new InstanceInfo("i", "gpu", "model", 1, kvBlocks, blockTokens, 64, 512)
                .with(new InstanceInfo.Options(0, false, InstanceRole.MIXED, sharedGpus));
    }

    @Test
    void instancesOnGpusOfTheirOwnCountByTheirTokens() {
        KvCapacity capacity = new KvCapacity(List.of(instance(10, 16, -1), instance(20, 32, -1)));
        assertThat(capacity.tokens()).isEqualTo(800);
        assertThat(capacity.tokensPerBlock(0)).isEqualTo(16);
        assertThat(capacity.tokensPerBlock(1)).isEqualTo(32);
    }

    /** A model of large KV entries fills the memory of its GPUs with few tokens. */
    @Test
    void aFullCacheFillsTheSharedGpusWhateverModelIsLoaded() {
        KvCapacity capacity = new KvCapacity(List.of(
                instance(40, 16, 3), instance(10, 8, 3), instance(10, 16, -1), instance(5, 16, 4), instance(9, 16, 4)));
        assertThat(capacity.tokens()).isEqualTo(640 + 160 + 144);
        assertThat(40 * capacity.tokensPerBlock(0)).isEqualTo(640);
        assertThat(10 * capacity.tokensPerBlock(1)).isEqualTo(640);
        assertThat(5 * capacity.tokensPerBlock(3)).isEqualTo(144);
        assertThat(9 * capacity.tokensPerBlock(4)).isEqualTo(144);
    }
}
