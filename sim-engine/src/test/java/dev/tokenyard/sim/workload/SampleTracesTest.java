package dev.tokenyard.sim.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.SameTraces;
import dev.tokenyard.sim.trace.TokenQuantiles;
import dev.tokenyard.sim.trace.TraceStatistics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleTracesTest {
    private static final Path COMMITTED = Path.of("../sample-traces");

    static Set<String> names() {
        return SampleTraces.recipes().keySet();
    }

    @Test
    void theCommittedFilesAreWhatTheRecipesGenerate(@TempDir Path folder) throws Exception {
        SampleTraces.writeAll(folder);

        for (String name : names()) {
            assertThat(COMMITTED.resolve(name)).hasSameBinaryContentAs(folder.resolve(name));
        }
        assertThat(COMMITTED.resolve(SampleTraces.ROUNDS)).hasSameBinaryContentAs(folder.resolve(SampleTraces.ROUNDS));
    }

    @Test
    void theSampleOfRoundsArrivesInWholeRoundsAndFitsItsWorker() {
        Trace trace = SampleTraces.load(SampleTraces.ROUNDS);

        assertThat(trace.size()).isEqualTo(20);
        for (int r = 0; r < trace.size(); r++) {
            assertThat(trace.arrivalTick(r) % Ticks.PER_SECOND).isZero();
            assertThat(trace.promptTokens(r)).isBetween(1, 5);
            assertThat(trace.outputTokens(r)).isBetween(1, 10);
        }
        assertThat(SampleTraces.isSample(SampleTraces.ROUNDS)).isTrue();
        assertThat(names()).as("it is not one for any cluster").doesNotContain(SampleTraces.ROUNDS);
    }

    @ParameterizedTest
    @MethodSource("names")
    void loadsFromTheClassPathWhatTheRecipeGenerates(String name) {
        Trace trace = SampleTraces.load(name);

        assertThat(trace.name()).isEqualTo(name);
        SameTraces.assertSame(trace, WorkloadGenerator.generate(SampleTraces.recipe(name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRequestFitsAContextOf4096Tokens(String name) {
        Trace trace = SampleTraces.load(name);

        for (int r = 0; r < trace.size(); r++) {
            assertThat(trace.promptTokens(r) + trace.outputTokens(r)).isLessThanOrEqualTo(4096);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theReadmeShowsTheStatistics(String name) throws Exception {
        TraceStatistics statistics = TraceStatistics.of(SampleTraces.load(name));

        assertThat(Files.readString(COMMITTED.resolve("README.md")))
                .contains(String.format(
                        Locale.ROOT,
                        "| %s | %,d | %.1f s | %.3f | %.2f | %s | %s |",
                        name,
                        statistics.requests(),
                        statistics.spanSeconds(),
                        statistics.ratePerSecond(),
                        statistics.interArrivalCv(),
                        row(statistics.promptTokens()),
                        row(statistics.outputTokens())));
    }

    private static String row(TokenQuantiles tokens) {
        return String.format(
                Locale.ROOT,
                "%.1f / %d / %d / %d / %d",
                tokens.mean(),
                tokens.p50(),
                tokens.p90(),
                tokens.p99(),
                tokens.max());
    }

    @Test
    void anUnknownSampleIsNamedWithTheKnownOnes() {
        assertThatThrownBy(() -> SampleTraces.load("none.csv"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("none.csv", SampleTraces.MIXED_SLO);
    }
}
