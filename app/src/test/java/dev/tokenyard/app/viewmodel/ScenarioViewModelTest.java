package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.MemorySettings;
import dev.tokenyard.app.session.RecentFiles;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioResult;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.SourceKind;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.trace.ImportReport;
import dev.tokenyard.sim.trace.format.RowProblem;
import dev.tokenyard.sim.trace.format.RowReason;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ScenarioViewModelTest {
    private static final Comparison DEMO = DemoComparison.of(40, 2, "fcfs", "ssjf");

    private final Queue<Runnable> background = new ArrayDeque<>();
    private final ComparisonViewModel picture = new ComparisonViewModel();
    private final MessagesViewModel messages = new MessagesViewModel();
    private final RecentFiles recent = new RecentFiles(new MemorySettings(), "trace");
    private final FakeRunner runner = new FakeRunner();
    private final ScenarioViewModel model = new ScenarioViewModel(
            ScenarioDefaults.opening(),
            runner,
            new LatestWins<>(background::add, Runnable::run),
            picture,
            messages,
            recent);

    /** Answers with the demo under the scenario asked for; a model of 70B never fits, files are missing unless known. */
    private static final class FakeRunner implements ScenarioRunner {
        final List<ScenarioSpec> asked = new ArrayList<>();
        Optional<ImportReport> report = Optional.empty();

        @Override
        public Comparison run(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException {
            asked.add(scenario);
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            if (scenario.cluster().groups().get(0).model().equals("llama-2-70b")) {
                throw new ScenarioException("llama-2-70b does not fit; choose more GPUs.");
            }
            TraceSource source = scenario.trace();
            if (source.kind() == SourceKind.FILE && source.location().contains("missing")) {
                throw new ScenarioException("There is no file " + source.location() + "; check the path.");
            }
            return new Comparison(scenario, DEMO.trace(), DEMO.lanes(), 3);
        }

        @Override
        public Optional<ImportReport> importReport(TraceSource source) {
            return report;
        }
    }

    private void runAll() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    private ScenarioSpec shown() {
        Comparison comparison = picture.comparisonProperty().get();
        assertThat(comparison).isNotNull();
        return comparison.scenario();
    }

    @Test
    void aDragOfASliderEndsWithItsLastValue() {
        model.simulate();
        runAll();
        for (double factor = 1; factor <= 2; factor += 0.01) {
            assertThat(model.edit(ScenarioEdits.rateScale(factor))).isEmpty();
        }
        assertThat(model.busyProperty().get()).isTrue();
        runAll();
        assertThat(shown()).isEqualTo(model.spec());
        assertThat(shown().rateScale()).isGreaterThan(1.98);
        assertThat(runner.asked.size()).as("most steps of the drag never run").isLessThan(10);
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(model.statusProperty().get()).startsWith("re-simulated 40 requests × 2 policies in ");
    }

    @Test
    void aStepThatIsKnownDoesNotWaitForTheSimulationOfAnother() {
        model.simulate();
        runAll();
        Comparison before = picture.comparisonProperty().get();
        model.edit(ScenarioEdits.rateScale(2));
        Runnable simulation = background.remove();
        model.edit(ScenarioEdits.rateScale(before.scenario().rateScale()));
        runAll();
        assertThat(shown()).isEqualTo(before.scenario());
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(model.statusProperty().get()).endsWith("simulated before");
        simulation.run();
        assertThat(shown()).as("nobody waits for it").isEqualTo(before.scenario());
        model.edit(ScenarioEdits.rateScale(2));
        runAll();
        assertThat(model.statusProperty().get()).as("but it is kept").endsWith("simulated before");
    }

    @Test
    void whatIsTakenBackIsOnShowAgainWithoutAnotherRun() {
        model.simulate();
        runAll();
        Comparison before = picture.comparisonProperty().get();
        model.edit(ScenarioEdits.rateScale(2));
        runAll();
        assertThat(picture.comparisonProperty().get()).isNotSameAs(before);
        model.undo();
        runAll();
        assertThat(shown()).isEqualTo(ScenarioDefaults.opening());
        assertThat(runner.asked).hasSize(2);
        assertThat(model.statusProperty().get()).isEqualTo("40 requests × 2 policies, simulated before");
        assertThat(model.busyProperty().get()).isFalse();
    }

    /** Whoever waits for the answer to a change hears of one that was kept, though it says what is on show already. */
    @Test
    void aKeptAnswerIsHeardOfEvenIfItIsThePresentOne() {
        List<ScenarioResult> heard = new ArrayList<>();
        model.simulate();
        runAll();
        model.resultProperty().addListener((property, before, after) -> heard.add(after));
        model.edit(scenario -> scenario.withCluster(ScenarioDefaults.cluster("a100-80g", "llama-2-70b", 1, 1)));
        runAll();
        assertThat(model.problemProperty().get()).isNotEmpty();
        assertThat(heard).isEmpty();
        model.undo();
        runAll();
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(heard).hasSize(1);
    }

    /** Figures of what was on show are none of another scenario, also if it has the same trace. */
    @Test
    void thePictureIsOfTheScenarioOnceItsRunIsThere() {
        assertThat(model.showsPresent()).isFalse();
        model.simulate();
        runAll();
        assertThat(model.showsPresent()).isTrue();
        model.edit(ScenarioEdits.rateScale(2));
        assertThat(model.showsPresent()).as("a change of the same scenario").isTrue();
        runAll();
        model.open(ScenarioDefaults.opening().named("other"), Optional.empty());
        assertThat(model.showsPresent()).isFalse();
        runAll();
        assertThat(model.showsPresent()).isTrue();
        model.undo();
        assertThat(model.showsPresent()).isFalse();
        runAll();
        assertThat(model.showsPresent()).isTrue();
        model.openSample("chat.csv");
        assertThat(model.showsPresent()).isFalse();
        runAll();
        assertThat(model.showsPresent()).isTrue();
    }

    /** The old trace is on show again, and so are its figures. */
    @Test
    void whatCannotBeOpenedLeavesThePictureOfTheScenario() {
        model.simulate();
        runAll();
        model.open(ScenarioDefaults.opening().withTrace(TraceSource.file("missing.csv")), Optional.empty());
        runAll();
        assertThat(model.showsPresent()).isTrue();
    }

    @Test
    void aScenarioThatCannotRunLeavesThePictureAndSaysWhy() {
        model.simulate();
        runAll();
        ScenarioSpec before = shown();
        model.edit(ScenarioEdits.model(0, "llama-2-70b"));
        runAll();
        assertThat(shown()).isEqualTo(before);
        assertThat(model.problemProperty().get()).contains("does not fit");
        assertThat(messages.messages()).singleElement().satisfies(message -> {
            assertThat(message.severity()).isEqualTo(Message.Severity.ERROR);
            assertThat(message.text()).contains("choose more GPUs");
        });
        model.edit(ScenarioEdits.model(0, "mistral-7b"));
        runAll();
        assertThat(shown().cluster().groups().get(0).model()).isEqualTo("mistral-7b");
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(messages.messages()).isEmpty();
    }

    @Test
    void aTraceThatCannotBeOpenedGivesWayToTheOneOnTheScreen() {
        model.simulate();
        runAll();
        TraceSource before = model.spec().trace();
        model.openTrace(Path.of("missing.csv"));
        runAll();
        assertThat(model.spec().trace()).isEqualTo(before);
        assertThat(messages.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.text()).contains("missing.csv"));
        assertThat(recent.list()).isEmpty();
    }

    @Test
    void theRestOfAScenarioWhoseTraceCannotBeOpenedGoesOnWithTheOneOnTheScreen() {
        model.simulate();
        runAll();
        ScenarioSpec before = model.spec();
        model.replace(before.withTrace(TraceSource.file("missing.csv")).withSeed(before.seed() + 1));
        runAll();
        assertThat(model.spec()).isEqualTo(before.withSeed(before.seed() + 1));
        assertThat(shown()).as("nothing else is on the screen").isEqualTo(model.spec());
    }

    @Test
    void aTraceThatOpensIsRememberedAndItsRefusedRowsAreCounted() {
        runner.report = Optional.of(new ImportReport(
                "azure-2023",
                14_176,
                List.of(new ImportReport.Finding(RowReason.PROMPT, 3, List.of())),
                List.of(),
                List.of(new RowProblem(RowReason.PROMPT, 7, "ContextTokens", "-3", "1 or more")),
                0));
        model.openTrace(Path.of("real.csv"));
        runAll();
        assertThat(recent.list()).containsExactly(Path.of("real.csv").toAbsolutePath());
        assertThat(messages.messages()).singleElement().satisfies(message -> {
            assertThat(message.severity()).isEqualTo(Message.Severity.WARNING);
            assertThat(message.text())
                    .contains("14,176 rows read, 3 refused")
                    .contains("line 7")
                    .contains("-3");
        });
        model.edit(ScenarioEdits.seed(8));
        messages.dismiss(messages.messages().get(0));
        runAll();
        assertThat(messages.messages()).as("the same report is not told again").isEmpty();
    }

    @Test
    void aRefusedChangeChangesNothingAndRunsNothing() {
        ScenarioSpec before = model.spec();
        assertThat(model.edit(spec -> {
                    throw new IllegalArgumentException("No.");
                }))
                .isEqualTo("No.");
        assertThat(model.spec()).isEqualTo(before);
        assertThat(model.edit(spec -> spec)).isEmpty();
        assertThat(background).isEmpty();
    }

    @Test
    void eachLaneHasItsShareOfMetObjectives() {
        model.simulate();
        runAll();
        ScenarioResult result = model.resultProperty().get();
        assertThat(result).isNotNull();
        assertThat(result.sloShares())
                .hasSize(2)
                .allSatisfy(share -> assertThat(share).isBetween(0.0, 1.0));
        assertThat(result.trace().arrivals().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(40);
    }

    @Test
    void afterCloseNothingComes() {
        model.simulate();
        model.close();
        runAll();
        assertThat(picture.comparisonProperty().get()).isNull();
    }

    private static final Path OWN_FILE = Path.of("own.json");

    /** The user's own scenario with its file, and a lesson's with another trace and another policy over it. */
    private ScenarioSpec openOwnAndVisit() {
        ScenarioSpec own = ScenarioDefaults.opening().withRateScale(3);
        model.open(own, Optional.of(OWN_FILE));
        runAll();
        model.visit(own.named("lesson")
                .withTrace(TraceSource.sample("chat.csv"))
                .withPolicies(List.of(ScenarioSpec.PolicyChoice.of("edf"))));
        runAll();
        return own;
    }

    @Test
    void aTraceOpenedInALessonGoesIntoTheUsersOwnScenario() {
        ScenarioSpec own = openOwnAndVisit();
        model.openTrace(Path.of("mine.csv"));
        runAll();
        assertThat(model.document().visitedProperty().get()).isFalse();
        assertThat(model.spec())
                .isEqualTo(
                        own.withTrace(TraceSource.file("mine.csv")).withLimit(0).named("mine"));
        assertThat(shown()).isEqualTo(model.spec());
        assertThat(model.document().fileProperty().get()).contains(OWN_FILE);
        model.undo();
        assertThat(model.spec()).isEqualTo(own);
    }

    /** The lesson's picture is still up then, and its trace must not get into the user's scenario and file. */
    @Test
    void aTraceThatCannotBeReadAfterALessonBringsNothingOfTheLesson() {
        ScenarioSpec own = openOwnAndVisit();
        model.openTrace(Path.of("missing.csv"));
        runAll();
        assertThat(model.problemProperty().get()).contains("missing.csv");
        assertThat(model.spec().policies()).isEqualTo(own.policies());
        assertThat(model.spec().trace()).isEqualTo(TraceSource.file("missing.csv"));
        model.undo();
        runAll();
        assertThat(model.spec()).isEqualTo(own);
        assertThat(shown()).isEqualTo(own);
    }

    @Test
    void givingUpTheWayBackFromALessonKeepsTheOwnScenario() {
        ScenarioSpec own = openOwnAndVisit();
        model.comeBack();
        assertThat(model.openingProperty().get()).isTrue();
        model.cancelOpening();
        assertThat(model.spec()).isEqualTo(own);
        assertThat(model.document().fileProperty().get()).contains(OWN_FILE);
        assertThat(model.document().changedProperty().get()).isFalse();
        assertThat(model.problemProperty().get()).contains("was cancelled");
    }

    /** What is on show gets the new name without being simulated again. */
    @Test
    void savingUnderAnotherNameRunsNothingAgain() {
        model.simulate();
        runAll();
        model.savedAs(Path.of("mine.json"), "mine");
        assertThat(background).isEmpty();
        assertThat(runner.asked).hasSize(1);
        assertThat(shown().name()).isEqualTo("mine");
        assertThat(picture.comparisonProperty().get().scenario()).isEqualTo(model.spec());
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(model.showsPresent()).isTrue();
    }

    /** A picture that is of another scenario must not get its name. */
    @Test
    void savingWhileAChangeIsSimulatedShowsTheChange() {
        model.simulate();
        runAll();
        model.edit(ScenarioEdits.rateScale(2));
        model.savedAs(Path.of("mine.json"), "mine");
        runAll();
        assertThat(shown()).isEqualTo(model.spec());
        assertThat(shown().rateScale()).isEqualTo(2);
        assertThat(shown().name()).isEqualTo("mine");
    }
}
