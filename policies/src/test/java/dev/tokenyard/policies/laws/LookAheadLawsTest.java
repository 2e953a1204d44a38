package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunLog;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise of MC-SF and its kin: who knows the lengths evicts nobody, in whatever engine, where requests stay. */
class LookAheadLawsTest {
    private static final int SCENARIOS = 400;
    private static final Set<String> FORESEEING =
            Set.of("mc-sf", "mc-benchmark", "svf", "svf-order", "sorted-f", "a-max");

    static List<PolicyInMode> pairs() {
        return PolicyInMode.all().stream()
                .filter(pair -> FORESEEING.contains(pair.policy().card().id()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void trueLengthsRuleEvictionsOut(PolicyInMode pair) {
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = withTrueLengths(pair.scenario(s));
            Map<String, Double> knobs = pair.knobs(input);
            if (prefillsCannotStarve(input, knobs)) {
                RunLog log = pair.run(input, knobs, RunOptions.OUTCOMES_ONLY);
                assertThat(log.info().totals().preemptions())
                        .as("scenario %d", s)
                        .isZero();
            }
        }
    }

    /** The same scenarios are full of evictions where nobody looks ahead. */
    @Test
    void othersEvictInThem() {
        for (String mode : List.of("vllm-v1", "vllm-v0", "sarathi", "theory")) {
            PolicyInMode pair = PolicyInMode.of("mc-sf", mode);
            PolicyInMode fcfs = PolicyInMode.of("fcfs", mode);
            long preemptions = 0;
            for (int s = 0; s < SCENARIOS; s++) {
                SimulationInput input = pair.scenario(s);
                if (prefillsCannotStarve(input, pair.knobs(input))) {
                    preemptions += fcfs.run(input, pair.knobs(input), RunOptions.OUTCOMES_ONLY)
                            .info()
                            .totals()
                            .preemptions();
                }
            }
            assertThat(preemptions).as(mode).isGreaterThan(200);
        }
    }

    static SimulationInput withTrueLengths(SimulationInput input) {
        int[] lengths = new int[input.trace().size()];
        for (int r = 0; r < lengths.length; r++) {
            lengths[r] = input.trace().outputTokens(r);
        }
        return new SimulationInput(
                input.trace(),
                input.sloClasses(),
                input.sloClassOf(),
                input.instances(),
                input.batching(),
                input.outputSlotsAhead(),
                input.seed(),
                "oracle",
                lengths);
    }

    /** Where decodes alone can use a step's tokens up, nothing is known of how long a prefill may take. */
    static boolean prefillsCannotStarve(SimulationInput input, Map<String, Double> knobs) {
        double chunk = knobs.getOrDefault("chunk", (double) Integer.MAX_VALUE);
        for (var setup : input.instances()) {
            InstanceInfo info = setup.info();
            if (Math.min(chunk, info.tokenBudget()) < info.batchCap() && info.batchCap() < Integer.MAX_VALUE / 2) {
                return false;
            }
        }
        return true;
    }
}
