package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.log.BatchingInfo;
import dev.tokenyard.sim.log.InstanceInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunWordsTest {
    @Test
    void instancesThatDifferInTheirNamesAloneAreOneKind() {
        InstanceInfo large = new InstanceInfo("A #1", "a", "m", 1, 10, 16, 8, 64);
        InstanceInfo small = new InstanceInfo("B #1", "b", "m", 1, 5, 16, 8, 64);
        List<InstanceInfo> instances = List.of(large, small, large.named("A #2"));
        assertThat(RunWords.instances(instances, kind -> kind.count() + " " + kind.machine()))
                .isEqualTo("2 a + 1 b");
        InstanceInfo worker = new InstanceInfo("worker #1", "unit", "", 1, 5, 1, 8, 64);
        assertThat(RunWords.instances(List.of(worker), RunWords.Kind::machine)).isEqualTo("worker");
    }

    @Test
    void modesAreNamedWithTheirKnobsInOneOrder() {
        BatchingInfo sarathi = new BatchingInfo("sarathi", Map.of("watermark", "0.01", "chunk", "512"));
        assertThat(RunWords.batching(sarathi)).isEqualTo("sarathi (chunk 512, watermark 0.01)");
        assertThat(RunWords.batchingTitle(sarathi)).isEqualTo("Sarathi-Serve (chunk 512, watermark 0.01)");
        assertThat(RunWords.modeTitle(sarathi)).isEqualTo("Sarathi-Serve");
        assertThat(RunWords.batching(BatchingInfo.of("vllm-v1"))).isEqualTo("vllm-v1");
        assertThat(RunWords.modeTitle(BatchingInfo.of("of tomorrow"))).isEqualTo("of tomorrow");
    }
}
