package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.chart.ChartPalette;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.workload.WorkloadCharts;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.MemorySettings;
import dev.tokenyard.app.session.RecentFiles;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.WorkloadFile;
import dev.tokenyard.app.session.workbench.FitKind;
import dev.tokenyard.app.session.workbench.WorkloadEdits;
import dev.tokenyard.app.session.workbench.WorkloadStudy;
import dev.tokenyard.app.session.workbench.WorkloadTopic;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.TraceReader;
import dev.tokenyard.sim.workload.WorkloadSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadViewModelTest {
    private static final int REQUESTS = 2_081;

    private final Queue<Runnable> background = new ArrayDeque<>();
    private final ScenarioRunner runner = ScenarioRunner.of(new ComparisonService());
    private final MessagesViewModel messages = new MessagesViewModel();
    private final ScenarioViewModel scenario = new ScenarioViewModel(
            ScenarioDefaults.opening().withLimit(300).withRateScale(2),
            runner,
            new LatestWins<>(Runnable::run, Runnable::run),
            new ComparisonViewModel(),
            messages,
            new RecentFiles(new MemorySettings(), "trace"));
    private final WorkloadViewModel model =
            new WorkloadViewModel(scenario, runner, messages, background::add, Runnable::run);

    private void work() {
        for (Runnable job = background.poll(); job != null; job = background.poll()) {
            job.run();
        }
    }

    private void show() {
        scenario.simulate();
        model.activeProperty().set(true);
        work();
    }

    private WorkloadStudy study() {
        return Objects.requireNonNull(model.studyProperty().get());
    }

    private String message() {
        List<Message> shown = messages.messages();
        return shown.isEmpty() ? "" : shown.get(shown.size() - 1).text();
    }

    private static String caption(WorkloadStudy study, WorkloadTopic topic) {
        return WorkloadText.caption(study, topic, RunClock.SECONDS).replace('\u00a0', ' ');
    }

    @Test
    void nothingIsComputedForAPageThatNobodySees() {
        scenario.simulate();
        model.edit(now -> now.withRate(3));
        assertThat(background).isEmpty();
        assertThat(model.readyProperty().get()).isFalse();
        model.activeProperty().set(true);
        assertThat(background).hasSize(1);
        assertThat(model.busyProperty().get()).isTrue();
        work();
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(model.readyProperty().get()).isTrue();
    }

    @Test
    void theTraceIsShownAsItWasRecordedWhateverTheScenarioMakesOfIt() {
        show();
        assertThat(study().isChanged()).isFalse();
        assertThat(study().trace().size()).isEqualTo(REQUESTS);
        assertThat(WorkloadText.summary(study().recorded(), RunClock.SECONDS))
                .isEqualTo("2,081 requests in 10 min 0 s · 3.47 /s");
        assertThat(caption(study(), WorkloadTopic.PROMPTS))
                .matches("mean 956 · p50 672 · p90 [\\d,]+ · p99 [\\d,]+ tok");
        assertThat(caption(study(), WorkloadTopic.CLASSES)).isEqualTo("3 classes");
    }

    @Test
    void theNewestEditWinsAndTheCaptionsSayBothSides() {
        show();
        for (double rate : new double[] {1.5, 1.8, 2, 2.5, 4}) {
            model.edit(now -> now.withRate(rate));
        }
        assertThat(model.isUpToDate()).isFalse();
        assertThat(message()).startsWith("The charts are still being computed");
        assertThat(background).as("one job runs, one waits").hasSize(1);
        work();
        assertThat(model.isUpToDate()).isTrue();
        assertThat(study().edits().rate()).isEqualTo(4);
        assertThat(caption(study(), WorkloadTopic.RATE))
                .isEqualTo("2,081 requests · 10 min 0 s → 2 min 30 s · 3.47 → 13.87 /s"
                        + " · CV of counts per s 0.83 → 0.54 · per min 0.22 → 0.0865");
        assertThat(caption(study(), WorkloadTopic.GAPS))
                .matches("CV [\\d.]+ · p50 .* → .* · p99 .* → .* · KS 0\\.\\d{3}");
        assertThat(caption(study(), WorkloadTopic.OUTPUTS)).endsWith("tok · KS 0.000");
        model.reset();
        work();
        assertThat(study().isChanged()).isFalse();
    }

    @Test
    void chartsLayWhatCameOfItOverWhatWas() {
        show();
        List<ChartSpec> charts = WorkloadCharts.all(study(), topic -> topic.name(), false);
        assertThat(charts)
                .extracting(ChartSpec::id)
                .containsExactly(
                        "arrival-rate", "gaps", "prompt-lengths", "output-lengths", "prompt-output", "classes");
        assertThat(charts).allSatisfy(chart -> {
            assertThat(chart.series()).hasSize(1);
            assertThat(chart.series().get(0).colourIndex()).isEqualTo(ChartPalette.ACCENT);
        });
        model.edit(now -> now.withShare(0.5));
        work();
        charts = WorkloadCharts.all(study(), topic -> topic.name(), false);
        assertThat(charts).hasSize(6).allSatisfy(chart -> {
            assertThat(chart.series()).extracting("name").containsExactly("recorded", "edited");
            assertThat(chart.series().get(0).colourIndex()).isEqualTo(ChartPalette.QUIET);
        });
        assertThat(charts.get(1).series().get(0).size()).isEqualTo(1_000);
        assertThat(charts.get(1).series().get(0).y(999)).isEqualTo(100);
        assertThat(charts.get(4).series().get(1).size())
                .isEqualTo(study().trace().size());
        // Rates times their bins are the requests, shares are all of them.
        double sum = 0;
        for (int i = 0; i < charts.get(0).series().get(0).size() - 1; i++) {
            sum += charts.get(0).series().get(0).y(i);
        }
        assertThat(Math.round(sum * 600 / (charts.get(0).series().get(0).size() - 2)))
                .isBetween(2_000L, 2_160L);
    }

    @Test
    void anImpossibleEditIsSaidAndLeavesThePicture() {
        show();
        WorkloadStudy before = study();
        model.edit(now -> now.withCut(900, 950));
        work();
        assertThat(study()).isSameAs(before);
        assertThat(message()).startsWith("No request of mixed-slo.csv is left");
        assertThat(model.problemProperty().get()).isEqualTo(message());
        assertThat(model.readyProperty().get()).isFalse();
        model.edit(now -> now.withCut(100, 200));
        work();
        assertThat(messages.messages()).isEmpty();
        assertThat(model.readyProperty().get()).isTrue();
    }

    @Test
    void theTraceIsSavedAndReadsBackTheSame(@TempDir Path folder) throws Exception {
        show();
        model.edit(now -> now.withCut(100, 200).withRate(2));
        work();
        assertThat(model.suggestedName()).isEqualTo("mixed-slo-edited");
        Path file = folder.resolve("half");
        model.saveTrace(file);
        work();
        Path written = folder.resolve("half.csv");
        assertThat(message()).isEqualTo("Saved " + written + ".");
        assertThat(Files.readString(written)).startsWith("# Edited from mixed-slo.csv\n# cut from 100 s to 200 s\n");
        Trace read = TraceReader.read(written).trace();
        assertThat(read.size()).isEqualTo(study().trace().size());
        for (int r = 0; r < read.size(); r++) {
            assertThat(read.arrivalTick(r)).isEqualTo(study().trace().arrivalTick(r));
            assertThat(read.outputTokens(r)).isEqualTo(study().trace().outputTokens(r));
            assertThat(read.classNames().get(read.classIndex(r)))
                    .isEqualTo(study().trace().classNames().get(study().trace().classIndex(r)));
        }
        // The ending was not the user's, so nobody agreed to replace the file.
        model.saveTrace(file);
        work();
        assertThat(message()).contains("exists").contains("choose");
        model.saveTrace(written);
        work();
        assertThat(message()).isEqualTo("Saved " + written + ".");
        model.saveTrace(folder.resolve("none/at/all.csv"));
        work();
        assertThat(message()).contains("cannot be written");
    }

    @Test
    void theFitIsSavedAsARecipe(@TempDir Path folder) throws Exception {
        show();
        model.saveRecipe(folder.resolve("early.json"));
        work();
        assertThat(folder).isEmptyDirectory();
        model.edit(now -> now.withFit(FitKind.COUNTED).withTimes(2));
        work();
        assertThat(study().afterName()).isEqualTo("fit");
        assertThat(caption(study(), WorkloadTopic.GAPS)).endsWith(" at one rate");
        model.saveRecipe(folder.resolve("fit"));
        work();
        WorkloadSpec read =
                WorkloadFile.read(folder.resolve("fit.json"), study().edits().seed());
        assertThat(read.maxRequests()).isEqualTo(2 * REQUESTS);
        assertThat(read.streams()).hasSize(3);
    }

    @Test
    void whatIsUsedBecomesTheScenariosTraceWithoutEdits(@TempDir Path folder) {
        show();
        model.edit(now -> now.withShare(0.5));
        work();
        int kept = study().trace().size();
        Path file = folder.resolve("mine.csv");
        model.use(file);
        work();
        assertThat(scenario.spec().trace()).isEqualTo(TraceSource.file(file.toString()));
        assertThat(scenario.spec().rateScale()).isEqualTo(2);
        assertThat(model.editsProperty().get()).isEqualTo(WorkloadEdits.NONE);
        assertThat(study().recorded().trace().size()).isEqualTo(kept);
        assertThat(study().isChanged()).isFalse();
        // Onto the same file once more: read anew, and again without edits.
        model.edit(now -> now.withCut(0, 300));
        work();
        int left = study().trace().size();
        model.use(file);
        work();
        assertThat(left).isLessThan(kept);
        assertThat(model.editsProperty().get()).isEqualTo(WorkloadEdits.NONE);
        assertThat(study().recorded().trace().size()).isEqualTo(left);
    }

    @Test
    void aFitIsUsedAsARecipeWhereTheNameSaysSo(@TempDir Path folder) {
        show();
        model.edit(now -> now.withFit(FitKind.COUNTED));
        work();
        Path file = folder.resolve("mine.json");
        model.use(file);
        work();
        assertThat(scenario.spec().trace().location()).isEqualTo(file.toString());
        assertThat(study().recorded().trace().name()).isEqualTo("mixed-slo.csv (fit)");
        // Each seed draws a recipe anew.
        int first = study().trace().promptTokens(0);
        scenario.edit(spec -> spec.withSeed(123));
        work();
        assertThat(study().trace().promptTokens(0)).isNotEqualTo(first);
    }

    @Test
    void anotherTraceBeginsWithoutEdits() {
        show();
        model.edit(now -> now.withRate(2));
        work();
        scenario.openSample("chat.csv");
        work();
        assertThat(model.editsProperty().get()).isEqualTo(WorkloadEdits.NONE);
        assertThat(study().recorded().trace().name()).isEqualTo("chat.csv");
        assertThat(study().isChanged()).isFalse();
    }
}
