package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.SourceKind;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.TraceLibrary.Reading;
import dev.tokenyard.app.session.TraceTooLargeException;
import dev.tokenyard.app.session.reproduce.Experiments;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.ImportReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces in the window that are too large to be simulated, or take their time. */
class LargeTraceTest {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final int FITTING = 50;

    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Small small = new Small();
    private WindowFixture window;
    private Path file;

    /** Finds all traces of more than 60 requests from files too large. */
    private static final class Small implements ScenarioRunner {
        private final ScenarioRunner real = ScenarioRunner.of(new ComparisonService());
        /** Whether simulations give way to others before they begin. */
        private boolean isHeld;

        private int simulations;

        @Override
        public Comparison run(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException {
            if (isHeld) {
                throw new CancellationException();
            }
            simulations++;
            if (scenario.trace().kind() == SourceKind.FILE && scenario.limit() == 0) {
                Trace trace = real.recorded(scenario.trace(), 0, cancelled);
                throw new TraceTooLargeException(trace.name() + " is too large.", trace, FITTING);
            }
            return real.run(scenario, cancelled);
        }

        @Override
        public Trace recorded(TraceSource source, long seed, BooleanSupplier cancelled) throws ScenarioException {
            return real.recorded(source, seed, cancelled);
        }

        @Override
        public Optional<ImportReport> importReport(TraceSource source) {
            return real.importReport(source);
        }

        @Override
        public Optional<Reading> reading() {
            return Optional.of(new Reading("large.csv", 340_000_000, 1_000_000_000));
        }
    }

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        file = folder.resolve("large.csv");
        StringBuilder rows = new StringBuilder("arrival_s,prompt_tokens,output_tokens\n");
        for (int r = 0; r < 200; r++) {
            rows.append(r / 2.0).append(",100,20\n");
        }
        Files.writeString(file, rows);
        window = FxThread.call(() ->
                new WindowFixture(Theme.DARK, WIDTH, HEIGHT, Experiments.all(), background::add, Runnable::run, small));
        FxThread.run(this::work);
    }

    @AfterEach
    void close() {
        FxThread.run(window::close);
    }

    private void work() {
        do {
            for (Runnable job = background.poll(); job != null; job = background.poll()) {
                job.run();
            }
            // A new layout may ask for charts of another size.
            window.settle();
        } while (!background.isEmpty());
    }

    private boolean isNoticeShown() {
        return window.find(Region.class, "#trace-notice").isVisible();
    }

    private String text(String selector) {
        return window.find(Label.class, selector).getText();
    }

    private void show(Page page) {
        window.models.pages().pageProperty().set(page);
        work();
    }

    private String figureOf(String policy) {
        return window.find(CheckBox.class, "#policy-" + policy).getParent().getChildrenUnmodifiable().stream()
                .filter(Label.class::isInstance)
                .map(node -> ((Label) node).getText())
                .collect(Collectors.joining());
    }

    /** Also if it has the same trace: a share that was met elsewhere is not this scenario's. */
    @Test
    void figuresOfAnotherScenarioAreNotShownWhileOneIsOpened() {
        FxThread.run(() -> {
            assertThat(figureOf("fcfs")).endsWith("% met");
            window.models.scenario().edit(scenario -> scenario.withRateScale(2));
            assertThat(figureOf("fcfs"))
                    .as("they follow a slider without a gap")
                    .endsWith("% met");
            window.models
                    .scenario()
                    .open(window.models.scenario().spec().named("other").withSeed(8), Optional.empty());
            assertThat(figureOf("fcfs")).isEmpty();
            work();
            assertThat(figureOf("fcfs")).endsWith("% met");
        });
    }

    @Test
    void aTraceTooLargeToSimulateIsKeptAndCanBeEdited() {
        FxThread.run(() -> {
            assertThat(isNoticeShown()).isFalse();
            window.explorer.window().open(file);
            work();
            assertThat(text("#scenario-name")).startsWith("large");
            assertThat(isNoticeShown()).isTrue();
            assertThat(text("#trace-notice-heading")).isEqualTo("large.csv is read, but not simulated");
            assertThat(text("#trace-notice-words")).isEqualTo("large.csv is too large.");
            assertThat(text(".trace-name")).isEqualTo("large.csv");
            assertThat(window.models.scenario().recentTraces().list()).containsExactly(file);
            show(Page.COMPARE);
            assertThat(isNoticeShown()).isTrue();
            window.find(Button.class, "#trace-notice-look").fire();
            work();
            assertThat(window.models.pages().pageProperty().get()).isEqualTo(Page.WORKLOAD);
            assertThat(isNoticeShown()).isFalse();
            assertThat(text("#workload-name")).isEqualTo("large.csv");
            assertThat(text("#workload-about")).startsWith("200 requests");
            show(Page.STAGE);
            window.find(Button.class, "#trace-notice-first").fire();
            work();
            assertThat(isNoticeShown()).isFalse();
            Comparison shown = window.models.comparison().comparisonProperty().get();
            assertThat(shown).isNotNull();
            assertThat(shown.trace().size()).isEqualTo(FITTING);
            window.models.scenario().openSample("chat.csv");
            work();
            assertThat(window.models.scenario().spec().limit())
                    .as("the limit was for that trace")
                    .isZero();
        });
    }

    @Test
    void whileAFileIsReadTheWindowSaysHowFarAndItCanBeCancelled() throws Exception {
        FxThread.run(() -> window.explorer.window().open(file));
        Thread.sleep(1_000);
        FxThread.run(() -> {
            assertThat(isNoticeShown()).isTrue();
            assertThat(text("#trace-notice-heading")).isEqualTo("Reading large");
            assertThat(text("#trace-notice-words")).isEqualTo("340 of 1,000 MB");
            assertThat(text(".trace-name")).isEqualTo("loading…");
            assertThat(window.find(ProgressBar.class, "#trace-notice .progress-bar")
                            .getProgress())
                    .isEqualTo(0.34);
            window.find(Button.class, "#trace-notice-cancel").fire();
            work();
            assertThat(isNoticeShown()).isFalse();
            assertThat(text("#scenario-name")).doesNotStartWith("large");
            assertThat(window.models.scenario().spec().trace().location()).isEqualTo("mixed-slo.csv");
            assertThat(text(".trace-name")).isEqualTo("mixed-slo.csv");
        });
    }

    @Test
    void classesThatTheScenarioDoesNotHaveAreToldInTheCardAndCanBeAdded() throws IOException {
        Files.writeString(
                file,
                "arrival_s,prompt_tokens,output_tokens,class\n0,5,5,gold\n1,5,5,gold\n2,5,5,free\n3,5,5,Batch-1\n");
        FxThread.run(() -> {
            assertThat(window.find(Label.class, "#unknown-classes").getParent().isVisible())
                    .isFalse();
            window.explorer.window().open(file);
            work();
            window.models.scenario().simulateFirst(FITTING);
            work();
            assertThat(text("#unknown-classes"))
                    .isEqualTo("gold (2 requests) and free (1) count for Interactive: the scenario has no such class.");
            Hyperlink add = window.find(Hyperlink.class, "#add-unknown-classes");
            assertThat(add.getText()).isEqualTo("add them as 2 classes");
            add.fire();
            work();
            assertThat(window.models.scenario().spec().sloClasses()).hasSize(5);
            assertThat(window.find(Label.class, "#unknown-classes").getParent().isVisible())
                    .isFalse();
        });
    }

    @Test
    void theWorkbenchShowsATraceBeforeItIsSimulated() {
        FxThread.run(() -> {
            show(Page.WORKLOAD);
            small.simulations = 0;
            small.isHeld = true;
            window.explorer.window().open(file);
            work();
            assertThat(small.simulations).isZero();
            assertThat(text("#workload-name")).isEqualTo("large.csv");
            small.isHeld = false;
            window.explorer.window().open(file);
            work();
            assertThat(small.simulations).isPositive();
            assertThat(text("#workload-name")).isEqualTo("large.csv");
        });
    }
}
