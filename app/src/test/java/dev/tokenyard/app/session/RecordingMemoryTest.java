package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingMemoryTest {
    private static final int REQUESTS = 40_000;
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    private ScenarioSpec large() throws IOException {
        Path file = folder.resolve("large.csv");
        StringBuilder rows = new StringBuilder("arrival_s,prompt_tokens,output_tokens\n");
        for (int r = 0; r < REQUESTS; r++) {
            rows.append(r / 4.0).append(",100,4\n");
        }
        Files.writeString(file, rows);
        return ScenarioDefaults.opening().withTrace(TraceSource.file(file.toString()));
    }

    private static ComparisonService with(RecordingMemory memory) {
        return new ComparisonService(new TraceLibrary(), HardwareCatalog.builtIn(), () -> memory);
    }

    @Test
    void whatWouldNotFitIsNotBegunAndSaysWhatWould() throws Exception {
        ScenarioSpec scenario = large();
        ScenarioRunner runner = ScenarioRunner.of(with(new RecordingMemory(20 * MIB, () -> 0, () -> {})));
        assertThatExceptionOfType(TraceTooLargeException.class)
                .isThrownBy(() -> ScenarioResult.of(runner, scenario, () -> false))
                .satisfies(tooLarge -> {
                    assertThat(tooLarge.summary().orElseThrow().statistics().requests())
                            .isEqualTo(REQUESTS);
                    assertThat(tooLarge.fitting()).isBetween(2_000, REQUESTS / 2);
                    assertThat(runner.run(scenario.withLimit(tooLarge.fitting()), () -> false)
                                    .trace()
                                    .size())
                            .isEqualTo(tooLarge.fitting());
                })
                .withMessageMatching(
                        "large.csv is too large to be simulated as it is: it has 40,000 requests, and to record how 3"
                                + " policies serve them takes about 0.1 GiB of memory, and recordings may take 0.0 GiB here\\. .*"
                                + " take its first [\\d,]+, .*-Xmx1g\\.");
    }

    @Test
    void theEstimateComesNearWhatIsRecorded() throws Exception {
        Comparison pilot = with(RecordingMemory.ofJava()).run(large().withLimit(2_000), () -> false);
        Comparison whole = with(RecordingMemory.ofJava()).run(large(), () -> false);
        long first = pilot.lanes().get(0).log().approximateBytes();
        long all = whole.lanes().get(0).log().approximateBytes();
        assertThat((double) all / first).isBetween(18.0, 22.0);
        assertThat(first / 2_000.0).isBetween(100.0, 1_000.0);
    }

    @Test
    void runsThatFillTheMemoryAgainstExpectationAreBrokenOff() throws Exception {
        long[] used = {0};
        AtomicInteger asked = new AtomicInteger();
        RecordingMemory filling = new RecordingMemory(
                1_000 * MIB, () -> asked.incrementAndGet() > 60 ? 950 * MIB : used[0], () -> used[0] = 0);
        ScenarioSpec scenario = large();
        assertThatExceptionOfType(TraceTooLargeException.class)
                .isThrownBy(() -> with(filling).run(scenario, () -> false))
                .withMessageContaining("have filled the 1.0 GiB of memory");
    }

    @Test
    void whatCanBeGivenBackDoesNotFillTheMemory() {
        long[] used = {95};
        AtomicInteger cleaned = new AtomicInteger();
        RecordingMemory memory = new RecordingMemory(100, () -> used[0], () -> {
            cleaned.incrementAndGet();
            used[0] = 10;
        });
        assertThat(memory.isFull()).isFalse();
        assertThat(cleaned).hasValue(1);
        used[0] = 95;
        assertThat(memory.isFull()).as("not cleaned again at once").isFalse();
        assertThat(cleaned).hasValue(1);
    }
}
