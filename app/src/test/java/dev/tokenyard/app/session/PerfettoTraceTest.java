package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.testing.PlannedRuns;
import dev.tokenyard.sim.export.PerfettoTrace;
import dev.tokenyard.sim.export.PerfettoTrace.Run;
import dev.tokenyard.sim.export.PerfettoTrace.Stretch;
import dev.tokenyard.sim.export.Progress;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.Violations;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.time.Ticks;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a reader of the Trace Event Format may rely on. */
class PerfettoTraceTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path traces;

    @TempDir
    Path folder;

    static Stream<RunLog> runs() throws ScenarioException {
        List<RunLog> logs = new ArrayList<>();
        // Preemptions; several instances; swapping; handing over and live migration; models by turns and a pool.
        DemoComparison.of(300, 1, "fcfs", "mc-sf").lanes().forEach(lane -> logs.add(lane.log()));
        logs.add(DemoComparison.of(400, 3, "edf").lanes().get(0).log());
        ScenarioSpec opening = ScenarioDefaults.opening().withLimit(300).withPolicies(List.of(PolicyChoice.of("fcfs")));
        InstanceGroup one = opening.cluster().groups().get(0).withCount(1);
        add(
                logs,
                MechanismEdits.swapping(true)
                        .apply(opening.withCluster(opening.cluster().withGroup(0, group -> group.withKvBlocks(1200)))));
        add(
                logs,
                MechanismEdits.kvLink(2)
                        .apply(opening.withCluster(ScenarioDefaults.cluster(
                                List.of(one.withRole(InstanceRole.PREFILL), one.withRole(InstanceRole.DECODE))))));
        add(
                logs,
                MechanismEdits.migration(true)
                        .andThen(MechanismEdits.kvLink(5))
                        .apply(opening.withCluster(opening.cluster().withRouter("random"))));
        add(logs, opening.withPolicies(List.of(PolicyChoice.of("qlm"))));
        PlannedRuns.ofTwoModels(traces, 1).lanes().forEach(lane -> logs.add(lane.log()));
        return logs.stream();
    }

    private static void add(List<RunLog> logs, ScenarioSpec scenario) throws ScenarioException {
        logs.add(new ComparisonService()
                .run(scenario, () -> false)
                .lanes()
                .get(0)
                .log());
    }

    private static List<JsonNode> events(Stretch stretch, RunLog... logs) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (RunLog log : logs) {
            runs.add(new Run(log.info().policyTitle(), log));
        }
        StringWriter text = new StringWriter();
        PerfettoTrace.write(text, runs, stretch, Progress.NONE);
        List<JsonNode> events = new ArrayList<>();
        JSON.readTree(text.toString()).get("traceEvents").forEach(events::add);
        return events;
    }

    private static List<JsonNode> ofKind(List<JsonNode> events, String kind) {
        return events.stream()
                .filter(event -> event.get("ph").stringValue().equals(kind))
                .toList();
    }

    private static long micros(long tick) {
        return tick / Ticks.PER_MICROSECOND;
    }

    private static long end(JsonNode slice) {
        return slice.get("ts").longValue() + slice.path("dur").longValue(0);
    }

    /** What requests do, and for how long; what is over at once is a mark, in its row and not in that of the marks. */
    private static List<JsonNode> phases(List<JsonNode> events) {
        Set<JsonNode> marks = Set.copyOf(marks(events));
        return events.stream()
                .filter(event -> "Xi".contains(event.get("ph").stringValue()) && !marks.contains(event))
                .toList();
    }

    private static List<JsonNode> marks(List<JsonNode> events) {
        List<Integer> rows = ofKind(events, "M").stream()
                .filter(event -> event.get("args").path("name").asString("").equals("preempted, missed"))
                .map(event -> event.get("tid").intValue())
                .toList();
        return ofKind(events, "i").stream()
                .filter(event -> rows.contains(event.get("tid").intValue()))
                .toList();
    }

    private static boolean isOfRequest(JsonNode slice) {
        return slice.get("args").has("request");
    }

    @ParameterizedTest
    @MethodSource("runs")
    void slicesOfAThreadNeverOverlap(RunLog log) throws IOException {
        List<JsonNode> slices = ofKind(events(Stretch.ALL, log), "X");
        Map<Integer, List<JsonNode>> byThread = new HashMap<>();
        for (JsonNode slice : slices) {
            assertThat(slice.get("ts").longValue()).isNotNegative();
            assertThat(slice.get("dur").longValue())
                    .as("readers that pair beginnings with ends need some time between them")
                    .isPositive();
            byThread.computeIfAbsent(slice.get("tid").intValue(), tid -> new ArrayList<>())
                    .add(slice);
        }
        byThread.values().forEach(thread -> {
            assertThat(thread.stream().map(slice -> slice.get("pid").intValue()).distinct())
                    .hasSize(1);
            thread.sort(
                    Comparator.comparingLong((JsonNode slice) -> slice.get("ts").longValue())
                            .thenComparingLong(PerfettoTraceTest::end));
            for (int k = 1; k < thread.size(); k++) {
                assertThat(thread.get(k).get("ts").longValue()).isGreaterThanOrEqualTo(end(thread.get(k - 1)));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("runs")
    void thePhasesOfEachRequestFollowEachOtherAndAddUpToItsLatency(RunLog log) throws IOException {
        Map<Integer, List<JsonNode>> byRequest = new HashMap<>();
        for (JsonNode slice : phases(events(Stretch.ALL, log))) {
            if (isOfRequest(slice)) {
                byRequest
                        .computeIfAbsent(slice.get("args").get("request").intValue(), r -> new ArrayList<>())
                        .add(slice);
            }
        }
        for (int r = 0; r < log.trace().size(); r++) {
            boolean refused = log.outcomes().instance(r) < 0 || LifeStory.isRefused(log, r);
            List<JsonNode> life = byRequest.getOrDefault(r, List.of());
            assertThat(life.isEmpty()).isEqualTo(refused);
            if (refused) {
                continue;
            }
            long arrival = log.trace().arrivalTick(r);
            long at = micros(arrival);
            for (JsonNode phase : life) {
                assertThat(phase.get("ts").longValue()).isEqualTo(at);
                at = end(phase);
            }
            long done = log.outcomes().isCompleted(r) ? log.outcomes().completedTick(r) : log.endTick();
            assertThat(at).isEqualTo(micros(done));
            assertThat(life.get(0).get("name").stringValue()).isEqualTo("queued " + r);
            assertThat(life.get(0).get("args").get("class").stringValue())
                    .isEqualTo(log.sloClass(r).name());
            int phases = r;
            assertThat(life).anyMatch(phase -> phase.get("name").stringValue().equals("prefill " + phases));
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void countersAgreeWithTheRecordingWhereverTheyChange(RunLog log) throws IOException {
        RunCursor cursor = log.cursor();
        List<Long> ticks = Stream.iterate(0, e -> e < log.events().size(), e -> e + 1)
                .map(e -> log.events().tick(e))
                .distinct()
                .toList();
        Map<String, Long> last = new HashMap<>();
        List<JsonNode> counters = ofKind(events(Stretch.ALL, log), "C");
        int next = 0;
        for (int k = 0; k < ticks.size(); k++) {
            long tick = ticks.get(k);
            boolean sharesItsMicro = k + 1 < ticks.size() && micros(ticks.get(k + 1)) == micros(tick);
            while (next < counters.size() && counters.get(next).get("ts").longValue() <= micros(tick)) {
                JsonNode counter = counters.get(next++);
                last.put(
                        counter.get("pid").intValue() + counter.get("name").stringValue(),
                        counter.get("args").iterator().next().longValue());
            }
            if (sharesItsMicro) {
                continue;
            }
            cursor.seek(tick);
            for (int i = 0; i < log.instances().size(); i++) {
                assertThat(last.get(i + 1 + "queue")).isEqualTo(cursor.waitingCount(i));
                assertThat(last.get(i + 1 + "batch")).isEqualTo(cursor.residentCount(i));
            }
        }
        for (JsonNode counter : ofKind(events(Stretch.ALL, log), "C")) {
            assertThat(counter.get("args").iterator().next().longValue()).isNotNegative();
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyPreemptionAndEveryMissIsMarkedAtItsMoment(RunLog log) throws IOException {
        List<JsonNode> marks = marks(events(Stretch.ALL, log));
        Violations violations = Violations.of(log);
        List<JsonNode> missed = marks.stream()
                .filter(mark -> mark.get("name").stringValue().startsWith("SLO missed"))
                .toList();
        assertThat(missed).hasSize(violations.size());
        for (int k = 0; k < missed.size(); k++) {
            assertThat(missed.get(k).get("ts").longValue()).isEqualTo(micros(violations.tick(k)));
            assertThat(missed.get(k).get("args").get("request").intValue()).isEqualTo(violations.request(k));
        }
        RunCursor cursor = log.cursor();
        cursor.seek(log.endTick());
        assertThat(marks.stream().filter(mark -> mark.get("name").stringValue().startsWith("preempted")))
                .hasSize(cursor.preemptions());
        assertThat(marks.stream().filter(mark -> mark.get("name").stringValue().startsWith("swapped out")))
                .hasSize(cursor.swaps());
    }

    @Test
    void theKvCounterHasTheBlocksThatTheRecordingHas() throws IOException {
        RunLog log = DemoComparison.of(300, 1, "fcfs").lanes().get(0).log();
        Map<Long, Long> blocks = new HashMap<>();
        for (JsonNode counter : ofKind(events(Stretch.ALL, log), "C")) {
            if (counter.get("name").stringValue().equals("KV cache")) {
                blocks.put(
                        counter.get("ts").longValue(),
                        counter.get("args").get("blocks").longValue());
            }
        }
        RunCursor cursor = log.cursor();
        int compared = 0;
        for (int e = 0; e < log.events().size(); e++) {
            long tick = log.events().tick(e);
            boolean lastOfItsMicro =
                    e + 1 == log.events().size() || micros(log.events().tick(e + 1)) > micros(tick);
            Long written = blocks.get(micros(tick));
            if (lastOfItsMicro && written != null) {
                cursor.seek(tick);
                assertThat(written).isEqualTo(cursor.usedBlocks(0));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(300);
        // Residents grow while nothing happens to them; that is seen, too.
        assertThat(blocks).hasSizeGreaterThan(compared + 100);
    }

    @Test
    void runsAreProcessesOfTheirOwnWithNames() throws IOException {
        Comparison comparison = DemoComparison.of(60, 2, "fcfs", "edf");
        List<JsonNode> events = events(
                Stretch.ALL,
                comparison.lanes().get(0).log(),
                comparison.lanes().get(1).log());
        List<String> names = ofKind(events, "M").stream()
                .filter(event -> event.get("name").stringValue().equals("process_name"))
                .map(event -> event.get("args").get("name").stringValue())
                .toList();
        assertThat(names)
                .containsExactly("FCFS · A100-80G #1", "FCFS · A100-80G #2", "EDF · A100-80G #1", "EDF · A100-80G #2");
        List<Integer> named = ofKind(events, "M").stream()
                .filter(event -> event.get("name").stringValue().equals("thread_name"))
                .map(event -> event.get("tid").intValue())
                .toList();
        assertThat(named).doesNotHaveDuplicates();
        assertThat(ofKind(events, "X"))
                .allMatch(slice -> named.contains(slice.get("tid").intValue()));
    }

    @Test
    void aStretchCutsSlicesAtItsEnds() throws IOException {
        RunLog log = DemoComparison.of(200, 1, "fcfs").lanes().get(0).log();
        long from = log.endTick() / 3;
        long to = log.endTick() / 2;
        List<JsonNode> events = events(new Stretch(from, to), log);
        assertThat(ofKind(events, "X")).isNotEmpty().allSatisfy(slice -> {
            assertThat(slice.get("ts").longValue()).isGreaterThanOrEqualTo(micros(from));
            assertThat(end(slice)).isLessThanOrEqualTo(micros(to));
        });
        RunCursor cursor = log.cursor();
        cursor.seek(from);
        List<Integer> atTheStart = ofKind(events, "X").stream()
                .filter(slice -> slice.get("ts").longValue() == micros(from))
                .map(slice -> slice.get("args").get("request").intValue())
                .distinct()
                .toList();
        assertThat(atTheStart.size()).isGreaterThanOrEqualTo(cursor.residentCount(0));
        assertThatThrownBy(() -> new Stretch(5, 5)).hasMessageContaining("is empty");
    }

    @Test
    void aCancelledTraceLeavesNoFile() throws IOException {
        RunLog log = DemoComparison.of(200, 1, "fcfs").lanes().get(0).log();
        Path file = folder.resolve("trace.json");
        assertThatThrownBy(() -> PerfettoTrace.write(file, List.of(new Run("FCFS", log)), Stretch.ALL, share -> false))
                .isInstanceOf(CancellationException.class);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void namesMayHaveAnyCharacters() throws IOException {
        RunLog log = DemoComparison.of(5, 1, "fcfs").lanes().get(0).log();
        StringWriter text = new StringWriter();
        String title = "a \"quoted\" \\ name\n\u0001 é 🙂";
        PerfettoTrace.write(text, List.of(new Run(title, log)), Stretch.ALL, Progress.NONE);
        assertThat(JSON.readTree(text.toString())
                        .get("traceEvents")
                        .get(0)
                        .get("args")
                        .get("name")
                        .stringValue())
                .isEqualTo(title + " · A100-80G #1");
    }

    @Test
    void aLargeRunIsWrittenInPassing() throws IOException, ScenarioException {
        Comparison comparison = DemoComparison.of(100_000, 4, "fcfs");
        RunLog log = comparison.lanes().get(0).log();
        long[] characters = {0, 0};
        try (Writer counting = new Writer() {
            @Override
            public void write(char[] buffer, int offset, int length) {
                characters[0] += length;
                characters[1] = Math.max(characters[1], length);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        }) {
            PerfettoTrace.write(counting, List.of(new Run("FCFS", log)), Stretch.ALL, Progress.NONE);
        }
        assertThat(characters[0]).isGreaterThan(30_000_000L);
        assertThat(characters[1]).isLessThan(1_000);
    }
}
