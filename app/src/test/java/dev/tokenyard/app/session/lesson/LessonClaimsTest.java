package dev.tokenyard.app.session.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a lesson says in words must be true of its runs; the figures in it are theirs anyway. */
class LessonClaimsTest {
    private static final ScenarioRunner RUNNER = ScenarioRunner.of(new ComparisonService());
    private static final Map<String, LessonFigures> KNOWN = new HashMap<>();
    private static final Path FOLDER = Path.of("..", "sample-traces", "lessons");

    static Stream<Lesson> lessons() {
        return Stream.concat(Stream.of(Lessons.opening()), Lessons.all().stream());
    }

    /** A figure at a step, counted from 1. */
    private static double of(String lesson, int step, String expression) throws ScenarioException {
        LessonFigures figures = KNOWN.get(lesson);
        if (figures == null) {
            figures = new LessonFigures(lesson, LessonScript.runs(Lessons.named(lesson), RUNNER, () -> false));
            KNOWN.put(lesson, figures);
        }
        return figures.value(expression, step - 1, "test").value();
    }

    @Test
    void everyFileIsOfferedAndEveryLessonIsAFile() throws IOException {
        List<String> names = new ArrayList<>(Lessons.NAMES);
        names.add(Lessons.OPENING);
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")))
                    .containsExactlyInAnyOrderElementsOf(
                            names.stream().map(name -> name + ".json").toList());
        }
        assertThat(names).hasSizeGreaterThanOrEqualTo(8);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void everyFigureComesFromTheRunAndNoneIsTypedByHand(Lesson lesson) throws ScenarioException {
        for (LessonStep step : lesson.steps()) {
            for (String text : List.of(step.caption(), step.question(), step.answer())) {
                String typed = text.replaceAll("\\{[^{}]*}", "").replaceAll("Batch-[12]", "");
                assertThat(typed).doesNotContainPattern("\\d");
            }
        }
        for (LessonScript.Scene scene :
                LessonScript.of(lesson, RUNNER, () -> false).scenes()) {
            assertThat(scene.caption() + scene.question() + scene.answer()).doesNotContain("{", "}", "NaN", "–");
            assertThat(scene.untilTick()).isBetween(scene.atTick(), scene.endTick());
        }
    }

    @Test
    void theOpeningSpeaksOfTheOpeningScenario() throws ScenarioException {
        assertThat(Lessons.opening().steps().get(0).scenario()).isEqualTo(ScenarioDefaults.opening());
        assertThat(of("opening", 1, "fcfs.slo")).isLessThan(60);
        assertThat(of("opening", 1, "mc-sf.slo")).isGreaterThan(85);
        assertThat(of("opening", 1, "fcfs.now.violations / mc-sf.now.violations"))
                .isGreaterThan(3);
        assertThat(of("opening", 1, "fcfs.now.waiting / mc-sf.now.waiting")).isGreaterThan(10);
    }

    @Test
    void shortRequestsWaitForLongOnesUnderFcfs() throws ScenarioException {
        assertThat(of("head-of-line", 3, "sjf.ttft.mean@Short / fcfs.ttft.mean@Short"))
                .isLessThan(0.5);
        assertThat(of("head-of-line", 2, "fcfs.now.waiting")).isGreaterThan(of("head-of-line", 2, "sjf.now.waiting"));
        assertThat(of("head-of-line", 2, "fcfs.now.running")).isEqualTo(of("head-of-line", 2, "sjf.now.running"));
        assertThat(of("head-of-line", 4, "sjf.ttft.max@Long"))
                .isGreaterThan(of("head-of-line", 4, "fcfs.ttft.max@Long"));
    }

    @Test
    void theWaitLeapsAtTheKneeAndTheWorkDoesNot() throws ScenarioException {
        assertThat(of("load-knee", 2, "rate / step1:rate")).isBetween(1.45, 1.55);
        assertThat(of("load-knee", 3, "rate / step2:rate")).isBetween(1.3, 1.37);
        assertThat(of("load-knee", 2, "fcfs.ttft.mean")).isLessThan(0.5);
        assertThat(of("load-knee", 3, "fcfs.ttft.mean / step2:fcfs.ttft.mean")).isGreaterThan(20);
        assertThat(of("load-knee", 4, "fcfs.tokens-rate / step3:fcfs.tokens-rate"))
                .isBetween(0.95, 1.05);
    }

    @Test
    void lessMemoryMeansEvictionsAndWaiting() throws ScenarioException {
        assertThat(of("memory", 1, "fcfs.evictions")).isZero();
        assertThat(of("memory", 2, "fcfs.evictions")).isGreaterThan(100);
        assertThat(of("memory", 3, "fcfs.ttft.mean / step1:fcfs.ttft.mean")).isGreaterThan(10);
        assertThat(of("memory", 3, "fcfs.now.kv")).isGreaterThan(90);
    }

    @Test
    void chunksKeepAnswersFlowing() throws ScenarioException {
        assertThat(of("prefill", 3, "step2:fcfs.tpot.p99 / fcfs.tpot.p99")).isGreaterThan(5);
        assertThat(of("prefill", 4, "fcfs.ttft.mean / step2:fcfs.ttft.mean")).isLessThan(1);
        assertThat(of("prefill", 2, "fcfs.now.waiting")).isGreaterThan(of("prefill", 2, "fcfs.now.running"));
    }

    @Test
    void whoLooksAheadNeedNotEvict() throws ScenarioException {
        assertThat(of("look-ahead", 2, "mc-sf.evictions")).isZero();
        assertThat(of("look-ahead", 1, "mc-sf.now.waiting")).isPositive();
        assertThat(of("look-ahead", 1, "mc-sf.now.kv")).isLessThan(100);
        assertThat(of("look-ahead", 2, "fcfs.kv.mean / mc-sf.kv.mean")).isGreaterThan(1);
        assertThat(of("look-ahead", 2, "fcfs.ttft.mean / mc-sf.ttft.mean")).isGreaterThan(3);
        assertThat(of("look-ahead", 3, "mc-sf.evictions")).isPositive();
        assertThat(of("look-ahead", 3, "mc-sf.ttft.mean / step2:mc-sf.ttft.mean"))
                .isBetween(1.0, 2.0);
        assertThat(of("look-ahead", 3, "fcfs.ttft.mean / step2:fcfs.ttft.mean")).isEqualTo(1);
    }

    @Test
    void worsePredictionsAreWorthLess() throws ScenarioException {
        double oracle = of("predictions", 1, "ssjf.ttft.mean");
        double poor = of("predictions", 2, "ssjf.ttft.mean");
        double blind = of("predictions", 3, "ssjf.ttft.mean");
        double misled = of("predictions", 4, "ssjf.ttft.mean");
        double fcfs = of("predictions", 4, "fcfs.ttft.mean");
        assertThat(oracle).isLessThan(0.5 * fcfs);
        assertThat(poor).isBetween(oracle, fcfs);
        assertThat(blind / fcfs).isBetween(0.85, 1.15);
        assertThat(of("predictions", 3, "ssjf.ttft.p99 / fcfs.ttft.p99")).isGreaterThan(2);
        assertThat(misled).isGreaterThan(1.5 * fcfs);
    }

    @Test
    void theMeanHidesWhoPays() throws ScenarioException {
        assertThat(of("fairness", 2, "sjf.ttft.mean / fcfs.ttft.mean")).isLessThan(0.5);
        assertThat(of("fairness", 2, "sjf.ttft.max / fcfs.ttft.max")).isGreaterThan(2);
        assertThat(of("fairness", 3, "sjf.ttft.mean@Short / sjf.ttft.mean@Long"))
                .isLessThan(0.1);
        assertThat(of("fairness", 3, "fcfs.ttft.mean@Short / fcfs.ttft.mean@Long"))
                .isBetween(0.8, 1.25);
        assertThat(of("fairness", 3, "sjf.fairness")).isGreaterThan(0.9);
        assertThat(of("fairness", 3, "fcfs.fairness")).isLessThan(0.8);
        assertThat(of("fairness", 3, "fcfs.slo")).isLessThan(10);
        assertThat(of("fairness", 3, "moment")).isGreaterThan(1_195 / of("fairness", 3, "rate"));
    }

    @Test
    void deadlinesHelpThoseWhoHaveLittleTime() throws ScenarioException {
        assertThat(of("classes", 2, "fcfs.slo@Interactive")).isLessThan(85);
        assertThat(of("classes", 2, "edf.slo@Interactive")).isEqualTo(100);
        assertThat(of("classes", 2, "qlm.slo@Interactive")).isEqualTo(100);
        assertThat(of("classes", 2, "edf.ttft.mean@Batch-2 / fcfs.ttft.mean@Batch-2"))
                .isGreaterThan(1.5);
        assertThat(of("classes", 2, "qlm.slo@Batch-2")).isEqualTo(100);
        assertThat(of("classes", 3, "qlm.evictions")).isLessThan(of("classes", 3, "edf.evictions"));
        assertThat(of("classes", 3, "qlm.tokens-rate")).isGreaterThan(of("classes", 3, "edf.tokens-rate"));
        assertThat(of("classes", 1, "fcfs.slo@Batch-1")).isGreaterThan(of("classes", 1, "fcfs.slo@Interactive"));
    }

    @Test
    void swapsForEachRequestLeaveNoTimeToServe() throws ScenarioException {
        assertThat(of("model-swaps", 2, "edf.model-swaps / qlm.model-swaps")).isGreaterThan(5);
        assertThat(of("model-swaps", 2, "edf.makespan / qlm.makespan")).isGreaterThan(5);
        assertThat(of("model-swaps", 3, "qlm.slo@Batch-1")).isGreaterThan(of("model-swaps", 3, "edf.slo@Batch-1"));
    }
}
