package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RecentFilesTest {
    private final MemorySettings settings = new MemorySettings();
    private final RecentFiles recent = new RecentFiles(settings, "trace");

    @Test
    void theNewestComesFirstOnceAndOldOnesGo() {
        for (int i = 0; i < RecentFiles.MOST + 3; i++) {
            recent.add(Path.of("/t/" + i + ".csv"));
        }
        recent.add(Path.of("/t/5.csv"));
        assertThat(recent.list()).hasSize(RecentFiles.MOST).doesNotHaveDuplicates();
        assertThat(recent.list().get(0)).isEqualTo(Path.of("/t/5.csv").toAbsolutePath());
        assertThat(recent.list().get(1)).isEqualTo(Path.of("/t/10.csv").toAbsolutePath());
    }

    @Test
    void kindsAreKeptApartAndSurviveInTheSettings() {
        recent.add(Path.of("/t/a.csv"));
        assertThat(new RecentFiles(settings, "scenario").list()).isEmpty();
        assertThat(new RecentFiles(settings, "trace").list()).hasSize(1);
    }
}
