package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.policies.laws.RandomScenarios.AffineStepTime;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.cost.UnitStepTime;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.RunTooLongException;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.LittlesLaw;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.Ticks;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers at the ends of their ranges: nothing may wrap around. */
class ExtremeRunsTest {
    private static final int TEN_MILLION = 10_000_000;
    private static final List<SloClass> NO_TARGET = List.of(SloClass.ttft("all", Double.POSITIVE_INFINITY));

    static List<PolicyInMode> pairs() {
        return PolicyInMode.all();
    }

    /** The modes in which two prompts can be processed in one step whatever their length. */
    static List<PolicyInMode> pairsWithoutChunks() {
        return pairs().stream()
                .filter(pair ->
                        !List.of("sarathi", "none").contains(pair.mode().card().id()))
                .toList();
    }

    private static InstanceSetup unlimited(StepTimeModel stepTime) {
        return new InstanceSetup(
                new InstanceInfo("big", "g", "m", 1, Integer.MAX_VALUE, 16, Integer.MAX_VALUE, Integer.MAX_VALUE),
                stepTime);
    }

    private static RunLog run(PolicyInMode pair, Trace trace, List<InstanceSetup> instances, List<SloClass> classes) {
        int[] classOf = new int[trace.size()];
        int[] outputs = new int[trace.size()];
        for (int r = 0; r < classOf.length; r++) {
            classOf[r] = r % classes.size();
            outputs[r] = trace.outputTokens(r);
        }
        SimulationInput input = new SimulationInput(trace, classes, classOf, instances, "any", 0, 0, "", outputs);
        boolean waits =
                pair.mode().card().knobs().stream().anyMatch(knob -> knob.name().equals("maxDelay"));
        return pair.run(input, waits ? Map.of("maxDelay", 0.0) : Map.of(), RunOptions.RECORDED);
    }

    /** All in one batch: one step for all prompts, then ten million less one that grow by two tokens each. */
    @ParameterizedTest
    @MethodSource("pairsWithoutChunks")
    void tensOfMillionsOfTokensInMemoryWithoutLimits(PolicyInMode pair) {
        Trace trace = Trace.builder("long")
                .add(0, TEN_MILLION, TEN_MILLION)
                .add(0, TEN_MILLION, TEN_MILLION)
                .build();
        RunLog log = run(pair, trace, List.of(unlimited(new AffineStepTime(1000, 10, 1, 1))), NO_TARGET);
        BigInteger n = BigInteger.valueOf(TEN_MILLION);
        BigInteger pairs = n.multiply(n.add(BigInteger.ONE)); // of both prompts together
        BigInteger prefill = BigInteger.valueOf(1000 + 2L * TEN_MILLION).add(pairs.multiply(BigInteger.valueOf(3)));
        assertThat(log.outcomes().firstTokenTick(1)).isEqualTo(prefill.longValueExact());
        BigInteger steps = n.subtract(BigInteger.ONE);
        BigInteger firstStep = BigInteger.valueOf(1000 + 20 + 2L * (TEN_MILLION + 1));
        BigInteger growth = steps.multiply(steps.subtract(BigInteger.ONE)); // 2 · steps (steps - 1) / 2
        BigInteger decode = steps.multiply(firstStep).add(growth);
        assertThat(log.outcomes().completedTick(1))
                .isEqualTo(prefill.add(decode).longValueExact());
        assertThat(log.info().totals().steps()).isEqualTo(TEN_MILLION);
        assertThat(log.info().totals().preemptions()).isZero();
        assertThat(LittlesLaw.of(log).holds()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aRunBeyondTheClockEndsWithASentence(PolicyInMode pair) {
        Trace trace = Trace.builder("endless").add(0, 1, TEN_MILLION).build();
        assertThatThrownBy(() -> run(pair, trace, List.of(unlimited(UnitStepTime.ONE_SECOND)), NO_TARGET))
                .isInstanceOf(RunTooLongException.class)
                .hasMessageContaining("106 days")
                .hasMessageContaining("instance big")
                .hasMessageContaining("1 running");
        assertThatThrownBy(() -> run(
                        pair,
                        trace,
                        List.of(unlimited(new AffineStepTime(Ticks.PER_MILLISECOND, 0, 0, Ticks.PER_MILLISECOND))),
                        NO_TARGET))
                .as("context alone makes it too long")
                .isInstanceOf(RunTooLongException.class);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void requestsOfTheLastDayAreServedAsThoseOfTheFirst(PolicyInMode pair) {
        Trace trace = Trace.builder("hundred days")
                .add(0, 100, 50)
                .add(Ticks.MAX_ARRIVAL, 100, 50)
                .build();
        RunLog log = run(pair, trace, List.of(unlimited(UnitStepTime.ONE_SECOND)), NO_TARGET);
        assertThat(log.outcomes().completedTick(0)).isEqualTo(50 * Ticks.PER_SECOND);
        assertThat(log.outcomes().completedTick(1)).isEqualTo(Ticks.MAX_ARRIVAL + 50 * Ticks.PER_SECOND);
    }

    /** A class without a deadline yields to one that has a deadline, also where the clock's range ends soon. */
    @Test
    void noDeadlineIsNeverAnEarlyOne() {
        Trace trace = Trace.builder("late")
                .add(Ticks.MAX_ARRIVAL, 10, 1)
                .add(Ticks.MAX_ARRIVAL, 10, 1)
                .build();
        InstanceSetup one =
                new InstanceSetup(new InstanceInfo("i", "g", "m", 1, 10, 16, 1, 10), UnitStepTime.ONE_SECOND);
        RunLog log = run(
                PolicyInMode.of("edf", "vllm-v1"),
                trace,
                List.of(one),
                List.of(NO_TARGET.get(0), SloClass.ttft("soon", 60)));
        assertThat(log.outcomes().firstScheduledTick(1)).isEqualTo(Ticks.MAX_ARRIVAL);
        assertThat(log.outcomes().firstScheduledTick(0)).isEqualTo(Ticks.MAX_ARRIVAL + Ticks.PER_SECOND);
    }

    @Test
    void aThousandInstancesShareABurst() {
        TraceBuilder burst = Trace.builder("burst");
        List<InstanceSetup> instances = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            instances.add(unlimited(UnitStepTime.ONE_SECOND));
            burst.add(0, 10, 3).add(0, 10, 3);
        }
        RunLog log = run(PolicyInMode.of("fcfs", "vllm-v1"), burst.build(), instances, NO_TARGET);
        for (int r = 0; r < 2000; r++) {
            assertThat(log.outcomes().instance(r)).isEqualTo(r % 1000);
            assertThat(log.outcomes().completedTick(r)).isEqualTo(3 * Ticks.PER_SECOND);
        }
    }
}
