package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileNamesTest {
    @Test
    void namesOfFilesSuitEverySystem() {
        assertThat(FileNames.of("Mixed SLO / 2 GPUs")).isEqualTo("mixed-slo-2-gpus");
        assertThat(FileNames.of("Größe / 負荷 2.0")).isEqualTo("größe-負荷-2.0");
        assertThat(FileNames.of("my_run")).isEqualTo("my_run");
        assertThat(FileNames.of("…")).isEqualTo("scenario");
        assertThat(FileNames.of("Con")).isEqualTo("scenario-con");
        assertThat(FileNames.of("lpt1.old")).isEqualTo("scenario-lpt1.old");
        assertThat(FileNames.of("Console")).isEqualTo("console");
        assertThat(FileNames.of("ab ".repeat(200)))
                .hasSizeLessThanOrEqualTo(70)
                .startsWith("ab-ab-")
                .doesNotEndWith("-");
    }
}
