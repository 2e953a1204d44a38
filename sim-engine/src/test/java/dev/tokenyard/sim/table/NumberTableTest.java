package dev.tokenyard.sim.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberTableTest {
    @TempDir
    private Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("table.csv"), content);
    }

    @Test
    void columnsAreFoundByNameInAnyOrder() throws IOException {
        NumberTable table = NumberTable.read(file("\uFEFFB, extra ,A\r\n 2,x,1.5\r\n\r\n4,,-3e2"), "a", "b");
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.numbers("a", -1000, 1000)).containsExactly(1.5, -300);
        assertThat(table.counts("b", 0, 9)).containsExactly(2, 4);
    }

    @Test
    void rowsAreChosenByText() throws IOException {
        Path file = file("kind,a\nx,1\ny,not read\nx,2\n");
        assertThat(NumberTable.readWhere(file, Map.of("kind", "x"::equals), "a").numbers("a", 0, 9))
                .containsExactly(1, 2);
        assertThat(NumberTable.readWhere(file, Map.of("kind", "z"::equals), "a").rows())
                .isZero();
        assertThatThrownBy(() -> NumberTable.readWhere(file, Map.of("sort", "x"::equals), "a"))
                .hasMessageContaining("names no column sort");
    }

    @Test
    void aComplaintNamesTheLineOfTheFile() throws IOException {
        NumberTable table = NumberTable.read(file("a\n1\n\n7\n"), "a");
        assertThatThrownBy(() -> table.counts("a", 0, 5))
                .isInstanceOf(TableException.class)
                .hasMessageEndingWith("line 4, column a is 7; expected a whole number from 0 to 5.");
        assertThatThrownBy(() -> table.numbers("a", 2, 9)).hasMessageContaining("line 2, column a is 1");
        assertThatThrownBy(() -> NumberTable.read(file("a\n1\n0x1p3\n"), "a"))
                .hasMessageEndingWith("line 3, column a is \"0x1p3\"; expected a number.");
    }

    @Test
    void anEndlessLineIsRefused() throws IOException {
        assertThatThrownBy(() -> NumberTable.read(file("a\n" + "1".repeat(100_000)), "a"))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("line 2 is longer than");
    }

    @Test
    void aFolderIsNoTable() {
        assertThatThrownBy(() -> NumberTable.read(folder, "a"))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("cannot be read");
    }
}
