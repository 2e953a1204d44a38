package dev.tokenyard.app.session.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.session.AssignmentRule;
import dev.tokenyard.app.session.AssignmentRule.By;
import dev.tokenyard.app.session.AssignmentRule.Part;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class WorkloadBenchTest {
    private static final TraceSource TRACE = TraceSource.sample("mixed-slo.csv");
    private static final int REQUESTS = 2_081;

    private final WorkloadBench bench = new WorkloadBench(ScenarioRunner.of(new ComparisonService()));

    private WorkloadStudy study(WorkloadEdits edits) throws ScenarioException {
        return bench.study(TRACE, 0, edits, () -> false);
    }

    @Test
    void withoutEditsThereIsNothingToCompare() throws Exception {
        WorkloadStudy study = study(WorkloadEdits.NONE.withSeed(99));
        assertThat(study.isChanged()).isFalse();
        assertThat(study.trace()).isSameAs(study.recorded().trace());
        assertThat(study.trace().size()).isEqualTo(REQUESTS);
        assertThat(study.afterName()).isEqualTo("recorded");
        assertThat(study.history()).isEmpty();
        assertThat(study.edits().areNone()).isTrue();
    }

    @Test
    void editsAreMadeInTheirOrderAndTold() throws Exception {
        WorkloadStudy study = study(WorkloadEdits.NONE
                .withCut(60, 300)
                .withRate(2)
                .withShift(10)
                .withOther(Optional.of(TraceSource.sample("chat.csv")))
                .withOtherShift(5));
        assertThat(study.isChanged()).isTrue();
        assertThat(study.afterName()).isEqualTo("edited");
        assertThat(study.history())
                .containsExactly(
                        "Edited from mixed-slo.csv",
                        "cut from 60 s to 300 s",
                        "rate x 2",
                        "later by 10 s",
                        "merged with chat.csv");
        WorkloadStudy alone =
                study(WorkloadEdits.NONE.withCut(60, 300).withRate(2).withShift(10));
        assertThat(Ticks.toSeconds(alone.trace().arrivalTick(0))).isBetween(10.0, 15.0);
        assertThat(Ticks.toSeconds(alone.trace().lastArrivalTick())).isBetween(120.0, 130.0);
        assertThat(study.trace().size()).isGreaterThan(alone.trace().size());
        assertThat(alone.distance().gaps()).isGreaterThan(0.1);
    }

    @Test
    void classesFollowTheRule() throws Exception {
        AssignmentRule rule = new AssignmentRule(By.SHARES, List.of(new Part("A", 3), new Part("B", 1)));
        WorkloadStudy study = study(WorkloadEdits.NONE.withClasses(rule));
        assertThat(study.after().classes().of("A")).isCloseTo(REQUESTS * 3 / 4, within(80));
        assertThat(study.after().classes().unnamed()).isZero();
        assertThat(study.history()).contains("classes by shares: A 3, B 1 (seed 7)");
        assertThat(study.distance().gaps()).isZero();
    }

    @Test
    void aFitIsComparedWithTheEditedTraceAtOneRate() throws Exception {
        WorkloadEdits fitted = WorkloadEdits.NONE.withCut(0, 400).withFit(FitKind.MIXTURES);
        WorkloadStudy study = study(fitted.withTimes(4));
        int edited = study.before().trace().size();
        assertThat(edited).isLessThan(REQUESTS);
        assertThat(study.beforeName()).isEqualTo("edited");
        assertThat(study.afterName()).isEqualTo("fit");
        assertThat(study.trace().size()).isEqualTo(4 * edited);
        assertThat(study.after().ratePerSecond() / study.before().ratePerSecond())
                .isCloseTo(4, within(1.5));
        assertThat(study.distance().gaps()).as("of gaps at one rate").isLessThan(0.12);
        assertThat(study.distance().promptTokens()).isLessThan(0.06);
        assertThat(Objects.requireNonNull(study.recipe()).streams()).hasSize(3);
        assertThat(study.history().get(2)).startsWith("mixed-slo.csv (fit) seed=7 requests=" + 4 * edited);
        // What was fitted is kept: another seed draws other requests from the same recipe.
        WorkloadStudy other = study(fitted.withSeed(8));
        assertThat(Objects.requireNonNull(other.recipe()).streams().get(0).promptTokens())
                .isSameAs(
                        Objects.requireNonNull(study.recipe()).streams().get(0).promptTokens());
        assertThat(other.before()).isSameAs(study.before());
        assertThat(other.after().trace().promptTokens(0))
                .isNotEqualTo(study(fitted).after().trace().promptTokens(0));
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> study(WorkloadEdits.NONE.withCut(5_000, Double.POSITIVE_INFINITY)))
                .withMessage("No request of mixed-slo.csv is left; keep more of its time, or a larger sample.");
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> study(WorkloadEdits.NONE.withOther(Optional.of(TraceSource.file("/no/such.csv")))))
                .withMessageContaining("/no/such.csv");
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(
                        () -> study(WorkloadEdits.NONE.withFit(FitKind.COUNTED).withTimes(3_000)))
                .withMessageContaining("would draw 6,243,000 requests");
        AssignmentRule byClient = new AssignmentRule(By.CLIENT, List.of(new Part("A", 1)));
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> study(WorkloadEdits.NONE.withClasses(byClient)))
                .withMessageContaining("names no clients");
    }

    @Test
    void aFitThatIsNotWantedAnyMoreStops() {
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> bench.study(TRACE, 0, WorkloadEdits.NONE.withFit(FitKind.MIXTURES), () -> true));
        // Also while arrivals are being fitted, after the checks in front of it.
        int[] asked = {0};
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() ->
                        bench.study(TRACE, 0, WorkloadEdits.NONE.withFit(FitKind.MIXTURES), () -> ++asked[0] > 20));
        assertThat(asked[0]).isEqualTo(21);
    }
}
