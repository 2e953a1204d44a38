package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.testing.TinyExperiment;
import dev.tokenyard.app.view.compare.ChartTile;
import dev.tokenyard.app.view.shell.WindowFixture.Modifier;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.ExperimentSheet;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The experiments page in the window, with experiments that are over at once. */
class ExperimentsPageTest {
    private static final int SIDE = 1000;

    private final TinyExperiment two = new TinyExperiment("two");
    private final TinyExperiment three = new TinyExperiment("three");
    private final Queue<Runnable> background = new ArrayDeque<>();
    private WindowFixture window;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        window = FxThread.call(
                () -> new WindowFixture(Theme.DARK, SIDE, SIDE, List.of(two, three), background::add, Runnable::run));
        FxThread.run(() -> {
            work();
            window.press(KeyCode.DIGIT4, Modifier.CONTROL);
            window.settle();
        });
    }

    @AfterEach
    void close() {
        FxThread.run(window::close);
    }

    private void work() {
        for (Runnable job = background.poll(); job != null; job = background.poll()) {
            job.run();
        }
        window.settle();
    }

    private void run() {
        button("#experiment-run").fire();
        work();
    }

    private Button button(String selector) {
        return window.find(Button.class, selector);
    }

    private TextField field(String selector) {
        return window.find(TextField.class, selector);
    }

    private String text(String selector) {
        return window.find(Label.class, selector).getText();
    }

    private TableView<?> table() {
        return window.find(TableView.class, "#table-1");
    }

    private void choose(int index) {
        window.find(ListView.class, "#experiments").getSelectionModel().select(index);
        window.settle();
    }

    private boolean has(String selector) {
        return window.scene.getRoot().lookup(selector) != null;
    }

    @Test
    void itsKeyAndItsTabLeadToItAndTheScenarioMakesRoom() {
        FxThread.run(() -> {
            assertThat(window.find(Region.class, "#experiments-page").isVisible())
                    .isTrue();
            assertThat(window.find(ToggleButton.class, "#page-experiments").isSelected())
                    .isTrue();
            assertThat(window.find(Region.class, ".scenario-panel").isVisible()).isFalse();
            assertThat(text("#experiment-title")).isEqualTo("Multiples of two");
            assertThat(text("#experiment-words")).isEqualTo("Trials are multiples.");
            assertThat(words(".paragraph")).containsExactly("Multiples up to 3 of seed 1.");
            assertThat(words(".experiment-cell .label")).contains("Do multiples grow?", "Euclid, Elements, book VII");
            assertThat(has("#table-1")).isFalse();
            window.press(KeyCode.DOWN);
            assertThat(text("#experiment-title")).isEqualTo("Multiples of three");
            window.press(KeyCode.DIGIT1, Modifier.CONTROL);
            window.settle();
            assertThat(window.find(Region.class, ".scenario-panel").isVisible()).isTrue();
            window.press(KeyCode.F1);
            window.settle();
            assertThat(words(".key-list .label"))
                    .contains("Show Experiments", "Choose the next lane", "Page Down", "Esc")
                    .doesNotContain("Page_Down", "Escape");
            assertThat(words(".key-list .key-cap")).as("no key twice").doesNotHaveDuplicates();
            assertThat(window.scene.getRoot().lookupAll(".key-list .label")).allSatisfy(node -> {
                Label label = (Label) node;
                assertThat(label.getWidth()).as(label.getText()).isGreaterThanOrEqualTo(label.prefWidth(-1) - 1);
            });
        });
    }

    private List<String> words(String selector) {
        return window.scene.getRoot().lookupAll(selector).stream()
                .filter(Node::isVisible)
                .map(node -> ((Label) node).getText())
                .toList();
    }

    @Test
    void aRunGivesATableAChartAndNotes() {
        FxThread.run(() -> {
            field("#experiment-seed").setText("1250");
            assertThat(text("#experiment-not-run")).startsWith("No figures yet.");
            run();
            assertThat(has("#experiment-not-run")).isFalse();
            assertThat(text("#experiment-made")).startsWith("3 trials, seed 1250");
            assertThat(words(".paragraph")).contains("They differ by nature.");
            assertThat(window.find(ChartTile.class, "#chart-two-product").getAccessibleText())
                    .contains("Products");
            List<String> cells = new ArrayList<>();
            table().lookupAll(".table-cell.figure").forEach(cell -> cells.add(((Label) labelOf(cell)).getText()));
            assertThat(cells).contains("1.5", "—", "1,250.0", "−3,750.0");
            assertThat(table().lookupAll(".table-cell.published")).hasSize(3);
            TableColumn<?, ?> family = table().getColumns().get(1);
            assertThat(family.getText()).isEqualTo("published");
            assertThat(family.getColumns()).hasSize(1);
            assertThat(table().lookupAll(".scroll-bar")).as("all is seen").noneMatch(Node::isVisible);
        });
    }

    /** A cell is a labelled control itself; the label is only for its text. */
    private static Label labelOf(Node cell) {
        Label label = new Label(((javafx.scene.control.Labeled) cell).getText());
        assertThat(cell.getAccessibleText()).isNotEmpty();
        return label;
    }

    @Test
    void progressShowsInPlaceOfTheButtonAndGoesOnBehindAnotherPage() {
        List<String> seen = new ArrayList<>();
        FxThread.run(() -> {
            two.inTheMiddle(() -> {
                window.settle();
                seen.add(text("#experiment-share"));
                assertThat(window.find(ProgressBar.class, "#experiment-progress")
                                .getProgress())
                        .isEqualTo(0.5);
                assertThat(button("#experiment-run").isVisible()).isFalse();
                assertThat(button("#experiment-cancel").getParent().isVisible()).isTrue();
                assertThat(text("#experiment-elapsed")).endsWith(" s");
                window.models.pages().pageProperty().set(Page.STAGE);
            });
            run();
            assertThat(seen).containsExactly("50 %");
            window.models.pages().pageProperty().set(Page.EXPERIMENTS);
            assertThat(has("#table-1")).isTrue();
            assertThat(button("#experiment-run").isVisible()).isTrue();
            assertThat(button("#experiment-cancel").getParent().isVisible()).isFalse();
        });
    }

    @Test
    void cancellingLeavesThePreviousResult() {
        FxThread.run(() -> {
            run();
            two.inTheMiddle(() -> button("#experiment-cancel").fire());
            field("#experiment-trials").setText("2");
            field("#experiment-trials").getOnAction().handle(null);
            work();
            assertThat(text("#experiment-words"))
                    .startsWith("Cancelled at 50 %")
                    .endsWith("stand.");
            assertThat(text("#experiment-made")).startsWith("3 trials");
            assertThat(table().getItems()).hasSize(3);
        });
    }

    @Test
    void aFailureIsSaidAndTheNextRunForgetsIt() {
        FxThread.run(() -> {
            two.inTheMiddle(() -> {
                throw new IllegalStateException("Nothing fits.");
            });
            run();
            assertThat(text("#experiment-words"))
                    .startsWith("“Multiples of two” failed")
                    .contains("Nothing fits.");
            assertThat(has("#table-1")).isFalse();
            two.inTheMiddle(() -> {});
            run();
            assertThat(text("#experiment-words")).isEqualTo("Trials are multiples.");
            assertThat(has("#table-1")).isTrue();
        });
    }

    @Test
    void badValuesAreMarkedAndSaid() {
        FxThread.run(() -> {
            field("#experiment-trials").setText("some");
            assertThat(text("#experiment-words"))
                    .isEqualTo("The number of trials is \"some\"; give a whole number from 1 to 100,000.");
            assertThat(field("#experiment-trials").getStyleClass()).contains("invalid");
            assertThat(field("#experiment-trials").getAccessibleHelp()).contains("some");
            assertThat(button("#experiment-run").isDisabled()).isTrue();
            field("#experiment-trials").setText("2");
            assertThat(field("#experiment-trials").getStyleClass()).doesNotContain("invalid");
            field("#experiment-seed").setText("");
            assertThat(field("#experiment-seed").getStyleClass()).contains("invalid");
            choose(1);
            assertThat(field("#experiment-seed").getText())
                    .as("each has its own")
                    .isEqualTo("1");
            assertThat(button("#experiment-run").isDisabled()).isFalse();
            choose(0);
            assertThat(field("#experiment-seed").getStyleClass()).contains("invalid");
        });
    }

    @Test
    void oneRunsAtATimeAndEachKeepsItsResult() {
        FxThread.run(() -> {
            two.inTheMiddle(() -> {
                choose(1);
                assertThat(button("#experiment-run").isDisabled()).isTrue();
                assertThat(text("#experiment-words"))
                        .isEqualTo("“Multiples of two” is running, 50 %; one runs at a time.");
                assertThat(words(".experiment-cell .label")).contains("Running, 50 %");
            });
            run();
            assertThat(has("#table-1")).as("the other one ran").isFalse();
            field("#experiment-trials").setText("1");
            run();
            assertThat(table().getItems()).hasSize(1);
            choose(0);
            assertThat(table().getItems()).hasSize(3);
            assertThat(words(".experiment-cell .label"))
                    .contains("Run with 3 trials, seed 1", "Run with 1 trial, seed 1");
        });
    }

    @Test
    void tablesAndChartsAreTakenAway() {
        FxThread.run(() -> {
            run();
            button("#copy-table-1").fire();
            assertThat(Clipboard.getSystemClipboard().getString())
                    .startsWith("factor,published product,product,negative\r\ntimes 1,1.5,1,-1\r\ntimes 2,,2,-2\r\n");
            assertThat(text("#experiment-status")).isEqualTo("Copied the table as CSV.");
            window.answer = folder.resolve("table");
            button("#save-table-1").fire();
            work();
            assertThat(folder.resolve("table.csv")).content().startsWith("factor,");
            assertThat(text("#experiment-status")).contains("table.csv");
            window.answer = folder.resolve("chart.svg");
            export("export products svg");
            assertThat(window.answer).content().contains("Products");
            window.answer = folder.resolve("again.csv");
            export("export table product in apples");
            assertThat(window.answer).content().startsWith("factor,");
        });
    }

    private void export(String typed) {
        window.press(KeyCode.E, Modifier.CONTROL);
        window.settle();
        field("#command-words").setText(typed);
        window.press(KeyCode.ENTER);
        work();
    }

    @Test
    void theWheelScrollsThePageOverATable() {
        FxThread.run(() -> {
            field("#experiment-trials").setText("40");
            run();
            ScrollPane scroll = window.find(ScrollPane.class, "#experiment-scroll");
            assertThat(scroll.getVvalue()).isZero();
            Node over = table().lookup(".table-cell");
            over.fireEvent(wheel(-120));
            assertThat(scroll.getVvalue()).isPositive();
        });
    }

    private static ScrollEvent wheel(double pixels) {
        return new ScrollEvent(
                ScrollEvent.SCROLL,
                5,
                5,
                5,
                5,
                false,
                false,
                false,
                false,
                false,
                false,
                0,
                pixels,
                0,
                pixels,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null);
    }

    @Test
    void closingTheWindowStopsWhatRuns() {
        FxThread.run(() -> {
            two.inTheMiddle(window.explorer::stop);
            run();
            ExperimentSheet sheet = window.models.experiments().sheets().get(0);
            assertThat(sheet.outcomeProperty().get()).isNull();
            assertThat(window.models.experiments().runningProperty().get()).isNull();
        });
    }

    @Test
    void itRunsOffTheFxThreadWhichGoesOn() throws Exception {
        TinyExperiment slow = new TinyExperiment("slow");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        slow.inTheMiddle(() -> {
            assertThat(Platform.isFxApplicationThread()).isFalse();
            begun.countDown();
            await(goOn);
        });
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            WindowFixture other = FxThread.call(
                    () -> new WindowFixture(Theme.LIGHT, SIDE, SIDE, List.of(slow), threads, Platform::runLater));
            FxThread.run(() -> {
                other.models.pages().pageProperty().set(Page.EXPERIMENTS);
                other.find(Button.class, "#experiment-run").fire();
            });
            await(begun);
            String share = FxThread.call(
                    () -> other.find(Label.class, "#experiment-share").getText());
            CountDownLatch done = new CountDownLatch(1);
            FxThread.run(() -> other.models
                    .experiments()
                    .sheets()
                    .get(0)
                    .outcomeProperty()
                    .subscribe(outcome -> {
                        if (outcome != null) {
                            done.countDown();
                        }
                    }));
            goOn.countDown();
            await(done);
            assertThat(share).isEqualTo("50 %");
            FxThread.run(other::close);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
