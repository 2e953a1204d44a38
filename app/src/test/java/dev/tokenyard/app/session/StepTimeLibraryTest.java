package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.cost.StepTimeModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepTimeLibraryTest {
    private static final HardwareCatalog CATALOG = HardwareCatalog.builtIn();

    @TempDir
    private Path folder;

    private final StepTimeLibrary library = new StepTimeLibrary();

    private StepTimeModel model(String label, int tensorParallel) {
        return library.of(label, CATALOG.gpu("a100-80g"), CATALOG.model("llama-2-7b"), tensorParallel);
    }

    private void grid(String name) throws IOException {
        Files.writeString(
                folder.resolve("decode_" + name + ".csv"), "batch,avg_context,total_ms,attn_ms\n1,100,10,1\n");
        Files.writeString(
                folder.resolve("prefill_" + name + ".csv"), "chunk,past_context,total_ms,attn_ms\n8,0,12,1\n");
    }

    @Test
    void aGridIsFoundByNameOrByTheInstance() throws IOException {
        grid("llama2-7b_a100_tp2");
        grid("mine");
        assertThat(model("grid:" + folder, 2).label()).isEqualTo("grid:llama2-7b_a100_tp2");
        assertThat(model("grid:" + folder + ":mine", 2).label()).isEqualTo("grid:mine");
        assertThat(model("roofline", 2).label()).isEqualTo("roofline");
        assertThatThrownBy(() -> model("grid:" + folder, 1))
                .hasMessageContaining("has no step-time grid for llama-2-7b");
        assertThatThrownBy(() -> model("grid:" + folder + ":yours", 1)).hasMessageContaining("'yours'");
        assertThatThrownBy(() -> model("grid:\0", 1)).hasMessageContaining("is no path of this system");
        assertThatThrownBy(() -> model("grid", 1)).hasMessageContaining("grid:FOLDER[:NAME]");
    }

    @Test
    void aGridIsReadAgainOnlyOnceItsFilesHaveChanged() throws IOException {
        grid("mine");
        StepTimeModel first = model("grid:" + folder, 1);
        assertThat(model("grid:" + folder, 1)).isSameAs(first);
        Files.writeString(
                folder.resolve("decode_mine.csv"), "batch,avg_context,total_ms,attn_ms\n1,100,10,1\n2,100,11,1\n");
        assertThat(model("grid:" + folder, 1)).isNotSameAs(first);
        Files.delete(folder.resolve("decode_mine.csv"));
        assertThatThrownBy(() -> model("grid:" + folder, 1)).hasMessageContaining(folder.toString());
    }
}
