package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.shell.WindowFixture.Modifier;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.Message;
import dev.tokenyard.sim.trace.ImportOptions;
import dev.tokenyard.sim.trace.ImportOptions.Arrivals;
import dev.tokenyard.sim.trace.ImportOptions.BlockIds;
import dev.tokenyard.sim.trace.ImportOptions.FailedRows;
import dev.tokenyard.sim.trace.ImportOptions.RowOrder;
import dev.tokenyard.sim.trace.format.ColumnMapping;
import dev.tokenyard.sim.trace.format.ColumnRole;
import dev.tokenyard.sim.trace.format.TimeUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of no known format and files with flaws, as a hand opens them. */
class AnyTableDialogTest {
    private final WindowFixture window = FxThread.call(() -> new WindowFixture(Theme.DARK, 1000, 640));

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        FxThread.run(window::close);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path table() throws IOException {
        StringBuilder rows = new StringBuilder("began,inp,outp,rank\n");
        for (int r = 0; r < 30; r++) {
            rows.append(r * 500 + r % 3)
                    .append(',')
                    .append(50 + r % 11)
                    .append(',')
                    .append(3 + r % 5);
            rows.append(r % 2 == 0 ? ",gold\n" : ",basic\n");
        }
        return file("mine.csv", rows + "oops,1,1,gold\n");
    }

    private Comparison shown() {
        return Objects.requireNonNull(
                window.models.comparison().comparisonProperty().get());
    }

    private TraceSource source() {
        return window.models.scenario().spec().trace();
    }

    private void choose(Path file) {
        window.answer = file;
        window.press(KeyCode.O, Modifier.CONTROL);
        window.settle();
    }

    private boolean asks(String sheet) {
        return window.scene.getRoot().lookup(sheet) != null;
    }

    private String verdict() {
        return window.find(Label.class, "#columns-verdict").getText().replace('\u00a0', ' ');
    }

    @SuppressWarnings("unchecked")
    private <T> ComboBox<T> box(String id) {
        return window.find(ComboBox.class, id);
    }

    private void press(String id) {
        window.find(Button.class, id).fire();
        window.settle();
    }

    private List<String> messages() {
        return window.models.messages().messages().stream().map(Message::text).toList();
    }

    /** The list passes the time on the way to the prompt: the column of the times keeps its role. */
    @Test
    void rolesThatArrowKeysPassAreNotTakenFromOtherColumns() throws IOException {
        Path file = table();
        FxThread.run(() -> {
            choose(file);
            ComboBox<Optional<ColumnRole>> began = box("#column-role-0");
            ComboBox<Optional<ColumnRole>> rank = box("#column-role-3");
            assertThat(began.getValue()).contains(ColumnRole.TIME);
            Optional<ColumnRole> before = rank.getValue();
            rank.requestFocus();
            window.press(KeyCode.DOWN);
            assertThat(rank.isShowing()).as("the first arrow opens the list").isTrue();
            assertThat(rank.getValue()).isEqualTo(before);
            rank.getSelectionModel().select(Optional.of(ColumnRole.TIME));
            assertThat(began.getValue()).as("passed").contains(ColumnRole.TIME);
            rank.getSelectionModel().select(Optional.of(ColumnRole.CLIENT));
            rank.hide();
            assertThat(rank.getValue()).contains(ColumnRole.CLIENT);
            assertThat(began.getValue()).contains(ColumnRole.TIME);
            assertThat(verdict()).contains("over 14.5 s");
            rank.show();
            rank.getSelectionModel().select(Optional.of(ColumnRole.TIME));
            rank.hide();
            assertThat(began.getValue()).as("chosen").isEmpty();
        });
    }

    @Test
    void anUnknownTableIsOpenedByWhatItsColumnsMean() throws IOException {
        Path file = table();
        FxThread.run(() -> {
            TraceSource before = source();
            choose(file);
            assertThat(asks("#columns-sheet")).isTrue();
            assertThat(source()).as("the trace on the screen stays").isEqualTo(before);
            assertThat(messages()).isEmpty();
            assertThat(window.find(TableView.class, "#columns-preview").getItems())
                    .hasSize(20);
            assertThat(verdict())
                    .startsWith(
                            "30 of 31 preview rows can be read, over 14.5 s, 2.07 requests/s; the first problem: line 32");
            ComboBox<TimeUnit> unit = box("#columns-unit");
            assertThat(unit.getValue()).isEqualTo(TimeUnit.MILLISECONDS);
            unit.setValue(TimeUnit.SECONDS);
            assertThat(verdict()).contains("over 4 h 2 min, a request every 8 min");
            unit.setValue(TimeUnit.MILLISECONDS);

            ComboBox<Optional<ColumnRole>> third = box("#column-role-2");
            assertThat(third.getValue()).contains(ColumnRole.OUTPUT);
            third.setValue(Optional.empty());
            assertThat(window.find(Button.class, "#columns-open").isDisabled()).isTrue();
            assertThat(verdict()).isEqualTo("Choose the column of output tokens.");
            ComboBox<Optional<ColumnRole>> second = box("#column-role-1");
            second.setValue(Optional.of(ColumnRole.OUTPUT));
            third.setValue(Optional.of(ColumnRole.PROMPT));
            press("#columns-open");

            assertThat(window.find(Overlay.class, "#overlay").isShown()).isFalse();
            assertThat(shown().trace().size()).isEqualTo(30);
            assertThat(shown().trace().outputTokens(0)).isEqualTo(50);
            assertThat(shown().trace().classNames()).containsExactly("gold", "basic");
            assertThat(source().columns().text()).isEqualTo("time=began:ms,prompt=outp,output=inp,class=rank");
            assertThat(window.find(Hyperlink.class, "#import-report").getText()).isEqualTo("30 rows read, 1 refused");
        });
    }

    @Test
    void aTableOfWhichAKnownFormatCanUseNoRowIsAskedAbout() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int r = 0; r < 30; r++) {
            rows.append("{\"timestamp\": \"2023-11-16T18:15:").append(10 + r).append("Z\", \"input_length\": ");
            rows.append(50 + r % 11)
                    .append(", \"output_length\": ")
                    .append(3 + r % 5)
                    .append("}\n");
        }
        Path clocks = file("clocks.jsonl", rows.toString());
        Path usual = file(
                "usual.jsonl",
                rows.toString().replace("input_length", "input_tokens").replace("output_length", "output_tokens"));
        FxThread.run(() -> {
            for (Path file : List.of(clocks, usual)) {
                choose(file);
                assertThat(asks("#columns-sheet")).as(file.toString()).isTrue();
                press("#columns-open");
                assertThat(shown().trace().size()).isEqualTo(30);
                assertThat(messages()).isEmpty();
            }
        });
    }

    @Test
    void columnsOfWhichNoRowCanBeReadAreAskedForAgain() throws IOException {
        Path file = table();
        FxThread.run(() -> {
            choose(file);
            press("#columns-open");
            window.models
                    .scenario()
                    .openTrace(source().withColumns(ColumnMapping.parse("time=rank:s,prompt=inp,output=outp")));
            window.settle();
            assertThat(asks("#columns-sheet")).isTrue();
            press("#columns-cancel");
        });
    }

    @Test
    void theSameHeaderIsNotAskedAboutAgainButCanBeChanged() throws IOException {
        Path file = table();
        FxThread.run(() -> {
            choose(file);
            press("#columns-open");
            window.models.scenario().openSample("chat.csv");
            window.settle();
            assertThat(window.find(Hyperlink.class, "#trace-columns").isVisible())
                    .isFalse();
            choose(file);
            assertThat(asks("#columns-sheet")).isFalse();
            assertThat(shown().trace().size()).isEqualTo(30);
            assertThat(messages()).anyMatch(text -> text.contains("the columns that you chose for this header"));
            window.find(Hyperlink.class, "#trace-columns").fire();
            window.settle();
            assertThat(asks("#columns-sheet")).isTrue();
            box("#column-role-3").setValue(Optional.empty());
            press("#columns-open");
            assertThat(shown().trace().classNames()).isEmpty();
        });
    }

    @Test
    void cancelLeavesAllAsItWas() throws IOException {
        Path file = table();
        FxThread.run(() -> {
            Comparison before = shown();
            choose(file);
            press("#columns-cancel");
            assertThat(asks("#columns-sheet")).isFalse();
            assertThat(shown().trace()).isEqualTo(before.trace());
            choose(file);
            assertThat(asks("#columns-sheet")).as("nothing is remembered").isTrue();
        });
    }

    @Test
    void aTableWithoutTimesIsGivenArrivals() throws IOException {
        Path file = file("lengths.csv", "inp,outp\n" + "40,8\n".repeat(25));
        FxThread.run(() -> {
            choose(file);
            box("#column-role-0").setValue(Optional.of(ColumnRole.PROMPT));
            box("#column-role-1").setValue(Optional.of(ColumnRole.OUTPUT));
            assertThat(verdict()).contains("asks for arrivals next");
            press("#columns-open");
            assertThat(asks("#arrivals-sheet")).isTrue();
            TextField rate = window.find(TextField.class, "#arrivals-rate");
            rate.setText("often");
            assertThat(window.find(Button.class, "#arrivals-open").isDisabled()).isTrue();
            rate.setText("2.5");
            press("#arrivals-open");
            assertThat(shown().trace().size()).isEqualTo(25);
            assertThat(source().repair().arrivals()).isEqualTo(Arrivals.poisson(2.5, Arrivals.DEFAULT_SEED));
            window.find(Hyperlink.class, "#import-report").fire();
            window.settle();
            ComboBox<Arrivals.Kind> kind = box("#arrivals-kind");
            kind.setValue(Arrivals.Kind.AT_ONCE);
            assertThat(shown().trace().arrivalTick(24)).isZero();
        });
    }

    @Test
    void repairsAreChosenInTheReport() throws IOException {
        Path file = file(
                "flaws.csv",
                "arrival_s,prompt_tokens,output_tokens\n1,10,5\n0.5,10,5\n2,10,0\n3,10,5\n4,x,5\n5,10,5\n");
        FxThread.run(() -> {
            choose(file);
            Hyperlink link = window.find(Hyperlink.class, "#import-report");
            assertThat(link.getText()).isEqualTo("4 rows read, 2 refused, 1 repaired");
            link.fire();
            window.settle();
            TableView<?> examples = window.find(TableView.class, "#import-problems");
            assertThat(examples.getItems()).hasSize(3);
            ComboBox<FailedRows> failed = box("#repair-failed");
            failed.setValue(FailedRows.KEEP);
            window.settle();
            assertThat(shown().trace().size()).isEqualTo(5);
            assertThat(window.find(Label.class, "#import-counts").getText())
                    .isEqualTo("Read as tokenyard: 5 rows read, 1 refused, 2 repaired.");
            ComboBox<RowOrder> order = box("#repair-order");
            order.setValue(RowOrder.REFUSE);
            window.settle();
            assertThat(shown().trace().size()).isEqualTo(4);
            assertThat(source().repair())
                    .isEqualTo(ImportOptions.DEFAULT.withFailed(FailedRows.KEEP).withOrder(RowOrder.REFUSE));
            box("#repair-order").setValue(null);
            ComboBox<RowOrder> again = box("#repair-order");
            again.setValue(RowOrder.SORT);
            window.settle();
            assertThat(shown().trace().size()).isEqualTo(5);
        });
    }

    @Test
    void whatWasFoundOutOfTheFileIsToldInTheReport() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int r = 0; r < 10; r++) {
            rows.append("{\"timestamp\": ")
                    .append(r)
                    .append(", \"input_length\": 40, \"output_length\": 3, \"hash_ids\": ");
            rows.append(r == 7 ? "[1, 2, 3, 4, 5]" : "[1, 2, 3]").append("}\n");
        }
        Path file = file("blocks.jsonl", rows.toString());
        FxThread.run(() -> {
            choose(file);
            window.find(Hyperlink.class, "#import-report").fire();
            window.settle();
            assertThat(window.find(Label.class, "#import-counts").getText())
                    .startsWith(
                            "Read as mooncake: 10 rows read, 0 refused, 1 repaired.\nEach of the hash_ids is taken to"
                                    + " stand for 16 prompt tokens");
            ComboBox<BlockIds> blocks = box("#repair-blocks");
            blocks.setValue(BlockIds.REFUSE);
            window.settle();
            assertThat(shown().trace().size()).isEqualTo(9);
        });
    }

    @Test
    void whatIsNoTableEndsInASentence() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {1, 2, 3, 0, 5, 10, 7});
        Path empty = file("empty.csv", "");
        Path prose = file("prose.txt", "a sentence\nand another\n");
        Path huge = file("huge.txt", "x,".repeat(1_000_000));
        FxThread.run(() -> {
            int size = shown().trace().size();
            for (Path file : List.of(binary, empty, prose, huge)) {
                choose(file);
                assertThat(asks("#columns-sheet")).as(file.toString()).isFalse();
                assertThat(messages()).anyMatch(text -> text.contains(String.valueOf(file.getFileName())));
            }
            assertThat(shown().trace().size()).isEqualTo(size);
        });
    }
}
