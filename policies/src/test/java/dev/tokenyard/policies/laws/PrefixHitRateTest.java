package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.cost.UnitStepTime;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.TraceReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The prefix cache on the published trace of Mooncake's conversations. */
class PrefixHitRateTest {
    private static final Path TRACE = Path.of("../../shared/traces/mooncake/conversation_trace.first40min.jsonl");
    private static final Pattern ROW =
            Pattern.compile("\"input_length\": *(\\d+).*\"output_length\": *(\\d+).*\"hash_ids\": *\\[([^]]*)]");

    private static RunLog serveOneByOne(Trace trace, int kvBlocks) {
        InstanceInfo instance = new InstanceInfo("i", "g", "m", 1, kvBlocks, 16, 1, 8192).withPrefixCache(true);
        SimulationInput input = new SimulationInput(
                trace,
                List.of(SloClass.ttft("all", 1)),
                new int[trace.size()],
                List.of(new InstanceSetup(instance, new UnitStepTime(1))),
                "vllm-v1",
                0,
                0,
                "",
                new int[0]);
        return Simulator.run(
                input, PolicyCatalog.byId("fcfs").create(Defaults.context(r -> 1)), RunOptions.OUTCOMES_ONLY);
    }

    private static void assumeTraceIsThere() {
        if (!Files.exists(TRACE)) {
            System.err.println("SKIPPED: " + TRACE + " is not there, so no hit rate is checked on real prompts.");
        }
        assumeTrue(Files.exists(TRACE));
    }

    /** Hits as the rows of the file alone say: blocks seen before, in a row from the first, some token left over. */
    private static double hitRateByRows() throws Exception {
        Set<String> seen = new HashSet<>();
        long prompts = 0;
        long hits = 0;
        for (String line : Files.readAllLines(TRACE)) {
            Matcher row = ROW.matcher(line);
            assertThat(row.find()).as(line).isTrue();
            long prompt = Long.parseLong(row.group(1));
            String[] ids = row.group(3).split(", *");
            boolean inARow = true;
            prompts += prompt;
            for (int i = 0; i < prompt / 512; i++) {
                inARow &= seen.contains(ids[i]) && (i + 1) * 512L < prompt;
                hits += inARow ? 512 : 0;
            }
            for (int i = 0; i < prompt / 512; i++) {
                seen.add(ids[i]);
            }
        }
        return (double) hits / prompts;
    }

    @Test
    void withoutLimitOfMemoryItIsThatOfTheTrace() throws Exception {
        assumeTraceIsThere();
        Trace trace = TraceReader.read(TRACE).trace();
        double rate =
                RunMetrics.of(serveOneByOne(trace, Integer.MAX_VALUE)).effort().prefixHitRate();
        assertThat(rate).isCloseTo(hitRateByRows(), within(1e-15)).isBetween(0.1, 0.9);
    }

    @Test
    void moreMemoryNeverFindsLess() throws Exception {
        assumeTraceIsThere();
        Trace trace = TraceReader.read(TRACE).trace().firstRequests(2_000);
        double before = 0;
        for (int kvBlocks : new int[] {10_000, 30_000, 100_000, 300_000, 1_000_000}) {
            double rate = RunMetrics.of(serveOneByOne(trace, kvBlocks)).effort().prefixHitRate();
            assertThat(rate).isGreaterThanOrEqualTo(before);
            before = rate;
        }
        assertThat(before).isPositive();
    }
}
