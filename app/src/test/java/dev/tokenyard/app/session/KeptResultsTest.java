package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.tokenyard.app.session.KeptResults.Answer;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptResultsTest {
    private static final long PLENTY = 1L << 30;
    /** Enough for two of the results here, and not for three. */
    private static final long TWO = 1_750_000;

    private final Counting runner = new Counting();
    private final List<SoftReference<ScenarioResult>> references = new ArrayList<>();
    private int cleanings;

    /** Simulates, and says what. */
    private static final class Counting implements ScenarioRunner {
        private final ScenarioRunner real = ScenarioRunner.of(new ComparisonService());
        final List<Double> rates = new ArrayList<>();
        /** Refuses so many scenarios for want of memory before it simulates again. */
        int refusals;
        /** What somebody else asks for while it simulates. */
        Callable<?> meanwhile = () -> "nothing";

        @Override
        public Comparison run(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException {
            rates.add(scenario.rateScale());
            Callable<?> other = meanwhile;
            meanwhile = () -> "nothing";
            assertThatNoException().isThrownBy(other::call);
            Comparison made = real.run(scenario, cancelled);
            if (refusals > 0) {
                refusals--;
                throw new TraceTooLargeException("It does not fit.", made.trace(), 10);
            }
            return made;
        }
    }

    private static ScenarioSpec at(double rate) {
        return ScenarioDefaults.opening()
                .withTrace(TraceSource.sample("chat.json"))
                .withLimit(150)
                .withPolicies(List.of(PolicyChoice.of("fcfs"), PolicyChoice.of("sjf")))
                .withRateScale(rate);
    }

    private static double meanLatency(Answer answer) {
        return RunMetrics.of(answer.result().comparison().lanes().get(0).log())
                .latencies()
                .e2e()
                .mean();
    }

    private KeptResults keeping(long mostBytes) {
        return new KeptResults(
                runner,
                mostBytes,
                result -> {
                    SoftReference<ScenarioResult> reference = new SoftReference<>(result);
                    references.add(reference);
                    return reference;
                },
                () -> cleanings++);
    }

    private static Answer ask(KeptResults kept, ScenarioSpec scenario) throws ScenarioException {
        return kept.of(scenario, () -> false);
    }

    private void askAll(KeptResults kept, double... rates) throws ScenarioException {
        for (double rate : rates) {
            ask(kept, at(rate));
        }
    }

    @Test
    void whatComesBackIsWhatWasSimulatedAndIsNotSimulatedAgain() throws ScenarioException {
        KeptResults kept = keeping(PLENTY);
        Answer first = ask(kept, at(2));
        ask(kept, at(3));
        Answer again = ask(kept, at(2));
        assertThat(first.again()).isFalse();
        assertThat(again.again()).isTrue();
        assertThat(runner.rates).containsExactly(2.0, 3.0);
        Comparison afresh = runner.run(at(2), () -> false);
        for (int lane = 0; lane < 2; lane++) {
            assertThat(again.result()
                            .comparison()
                            .lanes()
                            .get(lane)
                            .log()
                            .sameHistoryAs(afresh.lanes().get(lane).log()))
                    .isTrue();
        }
        assertThat(again.result().comparison().lanes())
                .as("with all that was worked out of it")
                .isEqualTo(first.result().comparison().lanes());
    }

    @Test
    void aNameChangesNothingButTheName() throws ScenarioException {
        KeptResults kept = keeping(PLENTY);
        ask(kept, at(2).named("before"));
        Answer renamed = ask(kept, at(2).named("after"));
        assertThat(renamed.again()).isTrue();
        assertThat(renamed.result().comparison().scenario()).isEqualTo(at(2).named("after"));
        assertThat(runner.rates).hasSize(1);
    }

    @Test
    void whatWasShownLongestAgoGoesFirst() throws ScenarioException {
        KeptResults kept = keeping(TWO);
        askAll(kept, 1, 1.001, 1, 1.002, 1, 1.001, 1.002);
        assertThat(runner.rates).containsExactly(1.0, 1.001, 1.002, 1.001, 1.002);
        assertThat(kept.preparable()).as("a third of two").isZero();
    }

    /** Whoever looks ahead, again and again, must not push out what is on show and what leads back. */
    @Test
    void whatIsPreparedLeavesMostOfTheRoomToWhatWasAskedFor() throws ScenarioException {
        KeptResults kept = keeping(9 * TWO / 2);
        askAll(kept, 1, 1.001, 1.002, 1.003, 1.004);
        for (int k = 0; k < 20; k++) {
            kept.prepare(at(2 + k / 1000.0), () -> false);
            kept.prepare(at(1.001), () -> false);
            assertThat(kept.isKept(at(1.004))).as("what is on show").isTrue();
        }
        assertThat(runner.rates).as("each once").hasSize(25);
        assertThat(ask(kept, at(1.001)).source()).isEqualTo(KeptResults.Source.ASKED);
        assertThat(ask(kept, at(1.002)).source()).isEqualTo(KeptResults.Source.ASKED);
        assertThat(ask(kept, at(2.019)).source()).as("the last one").isEqualTo(KeptResults.Source.PREPARED);
        assertThat(ask(kept, at(2.019)).source()).as("it was asked for").isEqualTo(KeptResults.Source.ASKED);
        assertThat(ask(kept, at(2)).source()).as("the first").isEqualTo(KeptResults.Source.SIMULATED);
    }

    @Test
    void whatIsAskedForWhileItIsPreparedCountsAsAskedFor() throws ScenarioException {
        KeptResults kept = keeping(PLENTY);
        ask(kept, at(1));
        runner.meanwhile = () -> ask(kept, at(2));
        kept.prepare(at(2), () -> false);
        assertThat(ask(kept, at(2)).source()).isEqualTo(KeptResults.Source.ASKED);
    }

    /** As Java does where it needs the memory. */
    @Test
    void whatJavaHasTakenIsNotKeptAndTakesNoRoom() throws ScenarioException {
        KeptResults kept = keeping(TWO);
        askAll(kept, 1, 1.001);
        assertThat(kept.isKept(at(1))).isTrue();
        references.get(1).clear();
        assertThat(kept.isKept(at(1.001))).isFalse();
        assertThat(kept.preparable()).as("of two").isEqualTo(1);
        askAll(kept, 1.002);
        assertThat(kept.isKept(at(1))).as("there was room").isTrue();
        askAll(kept, 1.003);
        assertThat(kept.isKept(at(1)))
                .as("asking whether it is kept is not showing it")
                .isFalse();
        assertThat(kept.isKept(at(1.002))).isTrue();
        askAll(kept, 1.001);
        assertThat(runner.rates).containsExactly(1.0, 1.001, 1.002, 1.003, 1.001);
    }

    /** Small ones are mostly what is worked out of them, so that their number is limited as well. */
    @Test
    void hundredsOfSmallOnesAreNotKept() throws ScenarioException {
        KeptResults kept = keeping(PLENTY);
        for (int k = 0; k < 300; k++) {
            ask(kept, at(1 + k / 1000.0).withLimit(20));
        }
        assertThat(ask(kept, at(1.2).withLimit(20)).again()).isTrue();
        assertThat(ask(kept, at(1.02).withLimit(20)).again()).isFalse();
        assertThat(kept.preparable()).as("in place of the oldest").isEqualTo(85);
    }

    /** Else Java's memory would grow to its end by what nobody needs. */
    @Test
    void whatWasDroppedIsCleanedAwayNowAndThen() throws ScenarioException {
        KeptResults kept = keeping(TWO);
        int results = 0;
        while (cleanings < 2 && results < 2_000) {
            results++;
            ask(kept, at(1 + results / 10_000.0));
        }
        assertThat(cleanings).isEqualTo(2);
        assertThat(results).as("a quarter of a gigabyte of them each time").isBetween(500, 1_500);
    }

    @Test
    void nothingIsKeptWithoutMemoryForIt() throws ScenarioException {
        KeptResults kept = keeping(1);
        askAll(kept, 1, 1, 1);
        assertThat(runner.rates).hasSize(3);
    }

    @Test
    void aChangedFileIsReadAndSimulatedAnew(@TempDir Path folder) throws ScenarioException, IOException {
        Path file = folder.resolve("trace.csv");
        Files.writeString(file, "arrival_s,prompt_tokens,output_tokens\n0,100,10\n1,100,10\n");
        ScenarioSpec scenario = at(1).withTrace(TraceSource.file(file.toString()));
        KeptResults kept = keeping(PLENTY);
        ask(kept, scenario);
        assertThat(ask(kept, scenario).again()).isTrue();
        Files.writeString(file, "arrival_s,prompt_tokens,output_tokens\n0,100,10\n1,100,10\n2,100,10\n");
        Answer changed = ask(kept, scenario);
        assertThat(changed.again()).isFalse();
        assertThat(changed.result().comparison().trace().size()).isEqualTo(3);
    }

    @Test
    void aRecipeIsCarriedOutAnewWhenTheTraceHasChangedThatItReplays(@TempDir Path folder)
            throws ScenarioException, IOException {
        Path replayed = folder.resolve("recorded.csv");
        Files.writeString(replayed, "arrival_s,prompt_tokens,output_tokens\n0,100,10\n1,100,10\n");
        Path recipe = folder.resolve("recipe.json");
        Files.writeString(recipe, """
                {"name": "again", "duration_s": 60, "streams": [{"class": "",
                 "arrivals": {"process": "replay", "trace": "recorded.csv"},
                 "prompt_tokens": {"median": 100, "sigma": 0.1, "min": 50, "max": 200},
                 "output_tokens": {"median": 10, "sigma": 0.1, "min": 5, "max": 20}}]}
                """);
        ScenarioSpec scenario = at(1).withTrace(TraceSource.file(recipe.toString()));
        KeptResults kept = keeping(PLENTY);
        assertThat(ask(kept, scenario).result().comparison().trace().size())
                .as("over and over for a minute")
                .isEqualTo(60);
        assertThat(ask(kept, scenario).again()).isTrue();
        Files.writeString(replayed, "arrival_s,prompt_tokens,output_tokens\n0,100,10\n2,100,10\n");
        Answer changed = ask(kept, scenario);
        assertThat(changed.again()).isFalse();
        assertThat(changed.result().comparison().trace().size()).isEqualTo(30);
    }

    @Test
    void changedStepTimesAreTakenIntoAccount(@TempDir Path folder) throws ScenarioException, IOException {
        Path decode = folder.resolve("decode_mine.csv");
        Files.writeString(decode, "batch,avg_context,total_ms,attn_ms\n1,100,10,1\n");
        Files.writeString(folder.resolve("prefill_mine.csv"), "chunk,past_context,total_ms,attn_ms\n8,0,12,1\n");
        ScenarioSpec measured = at(1).withCluster(at(1).cluster().withStepTime("grid:" + folder + ":mine"));
        KeptResults kept = keeping(PLENTY);
        long before = ask(kept, measured).result().comparison().endTick();
        assertThat(ask(kept, measured).again()).isTrue();
        Files.writeString(decode, "batch,avg_context,total_ms,attn_ms\n1,100,1000,100\n");
        Answer changed = ask(kept, measured);
        assertThat(changed.again()).isFalse();
        assertThat(changed.result().comparison().endTick()).isGreaterThan(before);
    }

    @Test
    void anotherTraceGetsTheMemory() throws ScenarioException {
        KeptResults kept = keeping(PLENTY);
        askAll(kept, 1, 2);
        ask(kept, at(5).withTrace(TraceSource.sample("code-bursts.json")));
        askAll(kept, 1);
        assertThat(runner.rates).containsExactly(1.0, 2.0, 5.0, 1.0);
    }

    /** A matrix that a user edits in a file beside the window. */
    @Test
    void aChangedConfusionMatrixIsTakenIntoAccount(@TempDir Path folder) throws ScenarioException, IOException {
        Path matrix = folder.resolve("matrix.json");
        Files.writeString(matrix, "{\"edges\": [50], \"matrix\": [[1, 0], [0, 1]]}");
        ScenarioSpec predicted =
                at(12).withPolicies(List.of(PolicyChoice.of("ssjf"))).withPredictor("confusion:" + matrix);
        KeptResults kept = keeping(PLENTY);
        ask(kept, predicted);
        assertThat(ask(kept, predicted).again()).isTrue();
        double before = meanLatency(ask(kept, predicted));
        Files.writeString(matrix, "{\"edges\": [50], \"matrix\": [[0, 1.00], [1.00, 0]]}");
        Answer changed = ask(kept, predicted);
        assertThat(changed.again()).isFalse();
        assertThat(meanLatency(changed))
                .as("longest first instead of shortest first")
                .isGreaterThan(before);
    }

    @Test
    void whatIsKeptIsNoReasonToRefuseATrace() throws ScenarioException {
        KeptResults kept = keeping(PLENTY);
        ask(kept, at(1));
        runner.refusals = 1;
        assertThat(ask(kept, at(2)).again()).isFalse();
        assertThat(ask(kept, at(1)).again()).as("it had to go").isFalse();
        runner.refusals = 1;
        assertThatExceptionOfType(TraceTooLargeException.class)
                .as("nothing goes for what nobody has asked for yet")
                .isThrownBy(() -> kept.prepare(at(4), () -> false));
        assertThat(ask(kept, at(1)).again()).isTrue();
        kept.forget();
        runner.refusals = 1;
        assertThatExceptionOfType(TraceTooLargeException.class)
                .as("there is no more to give up")
                .isThrownBy(() -> ask(kept, at(3)));
        assertThat(ask(kept, at(3)).again()).as("a refusal is not kept").isFalse();
    }
}
