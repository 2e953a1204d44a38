package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.SegmentTrack;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How a change of the input must change the run, and how it must not. There is no law that more memory or fewer requests
 * always help: list scheduling has anomalies (Graham 1969).
 */
class ChangedInputLawsTest {
    private static final int SCENARIOS = 300;
    private static final int SCENARIOS_OF_A_PAIR = 60;

    static List<PolicyInMode> pairs() {
        return PolicyInMode.all();
    }

    private static SimulationInput scenario(String policyId, int number) {
        return RandomScenarios.of(number, PolicyCatalog.byId(policyId).card());
    }

    private static RunLog run(String policyId, SimulationInput input) {
        int[] predicted = input.predictedTokens();
        return Simulator.run(
                input, PolicyCatalog.byId(policyId).create(Defaults.context(r -> predicted[r])), RunOptions.RECORDED);
    }

    private static SimulationInput with(SimulationInput input, Trace trace, List<InstanceSetup> instances) {
        int n = trace.size();
        int[] predicted = input.predictedTokens();
        return new SimulationInput(
                        trace,
                        input.sloClasses(),
                        Arrays.copyOf(input.sloClassOf(), n),
                        instances,
                        input.batching(),
                        input.outputSlotsAhead(),
                        input.seed(),
                        input.predictor(),
                        Arrays.copyOf(predicted, Math.min(predicted.length, n)))
                .withPredictionTicks(input.predictionTicks());
    }

    /** Nothing that happens before a moment depends on what arrives from then on. */
    @ParameterizedTest
    @MethodSource("pairs")
    void thePastKnowsNothingOfTheFuture(PolicyInMode pair) {
        for (int s = 0; s < SCENARIOS_OF_A_PAIR; s++) {
            SimulationInput input = pair.scenario(s);
            int kept = input.trace().size() / 2;
            RunLog whole = pair.run(input, RunOptions.RECORDED);
            RunLog cut =
                    pair.run(with(input, input.trace().firstRequests(kept), input.instances()), RunOptions.RECORDED);
            long moment = input.trace().arrivalTick(kept);
            EventTrack expected = cut.events();
            EventTrack events = whole.events();
            int count = events.countUntil(moment - 1);
            assertThat(expected.countUntil(moment - 1)).as("scenario %d", s).isEqualTo(count);
            for (int e = 0; e < count; e++) {
                assertThat(describe(events, e)).isEqualTo(describe(expected, e));
            }
        }
    }

    private static List<Object> describe(EventTrack events, int e) {
        return List.of(
                events.tick(e),
                events.kind(e),
                events.instance(e),
                events.request(e),
                events.a(e),
                events.b(e),
                events.c(e));
    }

    /** Where all arrivals and all steps take seven times as long, so does everything. */
    @ParameterizedTest
    @ValueSource(strings = {"fcfs", "sjf", "ssjf", "mc-sf", "mc-benchmark"})
    void timeHasNoUnitOfItsOwn(String policyId) {
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = scenario(policyId, s);
            TraceBuilder slower = Trace.builder("slower");
            for (int r = 0; r < input.trace().size(); r++) {
                slower.add(
                        7 * input.trace().arrivalTick(r),
                        input.trace().promptTokens(r),
                        input.trace().outputTokens(r));
            }
            List<InstanceSetup> slow = new ArrayList<>();
            for (InstanceSetup setup : input.instances()) {
                slow.add(new InstanceSetup(setup.info(), new SevenTimes(setup.stepTime())));
            }
            RequestOutcomes expected = run(policyId, input).outcomes();
            RequestOutcomes outcomes = run(
                            policyId,
                            with(input, slower.build(), slow).withPredictionTicks(7 * input.predictionTicks()))
                    .outcomes();
            for (int r = 0; r < outcomes.size(); r++) {
                assertThat(outcomes.instance(r)).isEqualTo(expected.instance(r));
                assertThat(outcomes.isCompleted(r)).isEqualTo(expected.isCompleted(r));
                if (outcomes.isCompleted(r)) {
                    assertThat(outcomes.firstTokenTick(r)).isEqualTo(7 * expected.firstTokenTick(r));
                    assertThat(outcomes.completedTick(r)).isEqualTo(7 * expected.completedTick(r));
                }
            }
        }
    }

    private record SevenTimes(StepTimeModel once) implements StepTimeModel {
        @Override
        public long stepTicks(int decodeSequences, long contextTokens, int prefillTokens, long prefillAttentionPairs) {
            return 7 * once.stepTicks(decodeSequences, contextTokens, prefillTokens, prefillAttentionPairs);
        }

        @Override
        public long contextTokenTicks(int decodeSequences, long contextTokens) {
            return 7 * once.contextTokenTicks(decodeSequences, contextTokens);
        }

        @Override
        public String label() {
            return once.label();
        }
    }

    /** Memory that is never used is never missed: a test that looks no further than the next step needs the peak only. */
    @ParameterizedTest
    @ValueSource(strings = {"fcfs", "sjf", "ssjf", "edf"})
    void memoryBeyondThePeakChangesNothing(String policyId) {
        int tight = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = scenario(policyId, s);
            RunLog roomy = run(policyId, with(input, input.trace(), memory(input, Integer.MAX_VALUE)));
            int peak = 1;
            for (int i = 0; i < input.instances().size(); i++) {
                SegmentTrack segments = roomy.segments(i);
                for (int g = 0; g < segments.size(); g++) {
                    peak = Math.max(peak, Math.max(segments.usedBlocksFirst(g), segments.usedBlocksLast(g)));
                }
            }
            RunLog exact = run(policyId, with(input, input.trace(), memory(input, peak)));
            for (int r = 0; r < input.trace().size(); r++) {
                assertThat(exact.outcomes().completedTick(r))
                        .as("scenario %d, request %d", s, r)
                        .isEqualTo(roomy.outcomes().completedTick(r));
            }
            RunLog less = run(policyId, with(input, input.trace(), memory(input, Math.max(1, peak - 1))));
            tight += less.sameHistoryAs(exact) ? 0 : 1;
        }
        assertThat(tight).as("scenarios in which one block less is felt").isGreaterThan(SCENARIOS * 9 / 10);
    }

    private static List<InstanceSetup> memory(SimulationInput input, int blocks) {
        List<InstanceSetup> changed = new ArrayList<>();
        for (InstanceSetup setup : input.instances()) {
            InstanceInfo info = setup.info();
            changed.add(new InstanceSetup(
                    new InstanceInfo(
                            info.name(),
                            info.gpuId(),
                            info.modelId(),
                            info.tensorParallel(),
                            blocks,
                            info.blockTokens(),
                            info.batchCap(),
                            info.tokenBudget()),
                    setup.stepTime()));
        }
        return changed;
    }
}
