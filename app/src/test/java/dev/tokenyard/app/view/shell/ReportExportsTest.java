package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.reproduce.Experiments;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.shell.WindowFixture.Modifier;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.Message.Severity;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.sim.time.Ticks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Reports, figures, films and traces from the window's list of exports. */
class ReportExportsTest {
    @TempDir
    Path folder;

    private WindowFixture window;

    @BeforeEach
    void open() {
        window = FxThread.call(
                () -> new WindowFixture(Theme.DARK, 960, 900, Experiments.all(), Runnable::run, Platform::runLater));
        await(() -> window.models.comparison().comparisonProperty().get() != null);
    }

    @AfterEach
    void close() {
        FxThread.run(() -> window.close());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(FxThread.LIMIT_SECONDS);
        boolean[] met = {false};
        while (!met[0]) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            FxThread.run(() -> met[0] = condition.getAsBoolean());
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Chooses from the window's list of exports. */
    private void choose(String title) {
        FxThread.run(() -> {
            window.press(KeyCode.E, Modifier.CONTROL);
            window.find(TextField.class, "#command-words").setText(title);
            window.press(KeyCode.ENTER);
        });
    }

    private List<String> said() {
        return window.models.messages().messages().stream()
                .map(message -> message.text())
                .toList();
    }

    private void awaitMessage(String words) {
        await(() -> said().stream().anyMatch(text -> text.startsWith(words)));
        FxThread.run(() -> assertThat(window.models.messages().jobs()).isEmpty());
    }

    /** What is in a report that is exported under a name. */
    private String report(String name) throws IOException {
        Path file = folder.resolve(name);
        window.answer = file;
        choose("Export report of the comparison as HTML");
        awaitMessage("Wrote " + file);
        return Files.readString(file);
    }

    @Test
    void aReportIsWrittenToTheFileChosen() throws IOException {
        assertThat(report("report.html")).startsWith("<!DOCTYPE html>").contains("</html>");
    }

    /** Means over seeds that stand on the Compare page stand in the report, too. */
    @Test
    void aReportHasTheSeedsOfTheComparePage() throws IOException {
        FxThread.run(() -> {
            window.models.pages().pageProperty().set(Page.COMPARE);
            window.models.compare().seeds().setCount("3");
        });
        await(() -> window.models.compare().seeds().runsProperty().get() != null
                && !window.models.compare().seeds().runningProperty().get());
        assertThat(report("seeds.html")).contains("over 3 seeds, 7 to 9");
    }

    /** What the Compare page compares with is what the report compares with, from both places. */
    @Test
    void aReportComparesWithTheChosenBaseline() throws IOException {
        assertThat(report("plain.html")).doesNotContain(">baseline</span>");
        String second = window.models
                .comparison()
                .comparisonProperty()
                .get()
                .lanes()
                .get(1)
                .card()
                .title();
        FxThread.run(() -> {
            window.models.compare().baselineProperty().set(second);
            window.models
                    .compare()
                    .setNotes(of -> List.of("A note on " + of.scenario().name() + "."));
        });
        assertThat(report("compared.html"))
                .contains(second + "<span class=\"difference\">baseline</span>")
                .contains("<li>A note on ");
    }

    @Test
    void figuresGoIntoANewFolderInsideTheOneChosen() throws IOException {
        Path foreign = Files.writeString(folder.resolve("README.txt"), "mine");
        window.answer = folder;
        choose("Export figures for a paper, one column wide");
        awaitMessage("Wrote " + folder);
        try (Stream<Path> inside = Files.list(folder)) {
            assertThat(inside.filter(Files::isDirectory))
                    .singleElement()
                    .satisfies(figures -> assertThat(figures)
                            .isDirectoryContaining("glob:**/ttft-cdf.pdf")
                            .isDirectoryContaining("glob:**/scenario.json"));
        }
        assertThat(foreign).hasContent("mine");
    }

    @Test
    void aTraceOfAllRunsIsWritten() throws IOException {
        Path file = folder.resolve("trace.json");
        window.answer = file;
        choose("Export runs as a trace for ui.perfetto.dev");
        awaitMessage("Wrote " + file);
        String trace = Files.readString(file);
        window.models
                .comparison()
                .comparisonProperty()
                .get()
                .lanes()
                .forEach(lane -> assertThat(
                                trace.contains("\"name\":\"" + lane.card().title() + " \\u00b7 A100"))
                        .isTrue());
    }

    /** As charts and tables do, films and traces keep to the range that is marked. */
    @Test
    void aMarkedRangeIsWhatIsFilmedAndTraced() throws IOException {
        FxThread.run(() ->
                window.models.comparison().playback().markRange(Ticks.fromSeconds(100.5), Ticks.fromSeconds(103)));
        choose("Export film of the stage as GIF…");
        FxThread.run(() -> {
            assertThat(window.find(TextField.class, "#film-from").getText()).isEqualTo("100.5");
            assertThat(window.find(TextField.class, "#film-to").getText()).isEqualTo("103");
            assertThat(window.find(Label.class, "#film-range").isVisible()).isTrue();
            assertThat(window.find(Button.class, "#film-export").isDisabled()).isFalse();
            window.press(KeyCode.ESCAPE);
        });
        Path file = folder.resolve("trace.json");
        window.answer = file;
        choose("Export runs as a trace for ui.perfetto.dev, from 01:40.50 to 01:43");
        awaitMessage("Wrote " + file);
        JsonMapper.shared().readTree(Files.readString(file)).get("traceEvents").forEach(event -> {
            if (event.has("ts")) {
                assertThat(event.get("ts").longValue()).isBetween(100_500_000L, 103_000_000L);
            }
        });
        FxThread.run(() -> window.models.comparison().playback().clearRange());
        choose("Export film of the stage as GIF…");
        FxThread.run(() ->
                assertThat(window.find(Label.class, "#film-range").isVisible()).isFalse());
    }

    private void type(String field, String text) {
        window.find(TextField.class, "#" + field).setText(text);
    }

    @Test
    void theSheetSaysHowLongTheFilmIsAndWhatIsAmiss() {
        choose("Export film of the stage as GIF…");
        FxThread.run(() -> {
            type("film-from", "100");
            type("film-to", "110");
            type("film-speed", "2");
            type("film-fps", "10");
            Label verdict = window.find(Label.class, "#film-verdict");
            assertThat(verdict.getText()).startsWith("51 frames, 5.10 s to watch.");
            assertThat(window.find(Button.class, "#film-export").isDisabled()).isFalse();
            type("film-fps", "70");
            assertThat(verdict.getText()).isEqualTo("70 frames per second cannot be shown; choose 1 to 50.");
            assertThat(window.find(Button.class, "#film-export").isDisabled()).isTrue();
            type("film-fps", "many");
            assertThat(verdict.getText()).contains("many");
        });
    }

    private void film(String title, String seconds) {
        choose(title);
        FxThread.run(() -> {
            type("film-from", "200");
            type("film-to", seconds);
            type("film-fps", "5");
            type("film-speed", "1");
            window.find(Button.class, "#film-export").fire();
        });
    }

    @Test
    void aFilmIsMadeWhileTheWindowStaysWhereItIs() throws IOException {
        Path file = folder.resolve("film.gif");
        window.answer = file;
        FxThread.run(() -> window.models.timeline().seek(12_345));
        film("Export film of the stage as GIF…", "202");
        awaitMessage("Wrote " + file);
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(11);
            assertThat(reader.getWidth(0)).isEqualTo(1120);
        } finally {
            reader.dispose();
        }
        FxThread.run(
                () -> assertThat(window.models.comparison().playback().tick()).isEqualTo(12_345));
    }

    @Test
    void aFilmIsCancelledFromItsCard() throws IOException {
        window.answer = folder;
        film("Export film of the stage as PNG frames…", "400");
        await(() -> !window.models.messages().jobs().isEmpty()
                && window.models.messages().jobs().get(0).shareProperty().get() > 0.001);
        FxThread.run(() -> {
            window.settle();
            window.find(Button.class, "#cancel-job").fire();
        });
        awaitMessage("Cancelled; nothing was written to " + folder);
        assertThat(window.models.messages().messages())
                .as("neither done nor failed")
                .extracting(message -> message.severity())
                .contains(Severity.NOTE)
                .doesNotContain(Severity.INFO);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidInASentence() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        window.answer = file.resolve("report.html");
        choose("Export report of the comparison as HTML");
        await(() ->
                window.models.messages().messages().stream().anyMatch(message -> message.severity() == Severity.ERROR));
        FxThread.run(() -> assertThat(said()).singleElement().asString().contains("report.html"));
    }
}
