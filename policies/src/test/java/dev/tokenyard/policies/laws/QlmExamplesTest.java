package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.policies.qlm.Qlm;
import dev.tokenyard.sim.cost.UnitStepTime;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.DecisionClock;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.ServiceProfile;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * When each of QLM's serving operations happens and when it does not, with steps of a second and batches of two. Urgent requests
 * have 20 s to their first token and are believed to have outputs of 4 tokens; others have an hour or 170 s, and 100 tokens.
 */
class QlmExamplesTest {
    private static final long SECOND = Ticks.PER_SECOND;
    private static final int URGENT = 0;
    private static final int BATCH = 1;
    private static final int SOON = 2;
    private static final List<SloClass> CLASSES =
            List.of(SloClass.ttft("urgent", 20), SloClass.ttft("batch", 3_600), SloClass.ttft("soon", 170));
    private static final int BATCH_OUTPUT = 100;

    private static InstanceSetup gpu(String model) {
        return new InstanceSetup(
                new InstanceInfo("gpu " + model, "gpu", model, 1, 1_000, 16, 2, 4096), UnitStepTime.ONE_SECOND);
    }

    private static InstanceSetup shared(String model, long loadSeconds) {
        return gpu(model).onSharedGpus(0, loadSeconds * SECOND);
    }

    private record Request(int second, int sloClass, int output, String model) {
        static Request urgent(int second) {
            return new Request(second, URGENT, 4, "");
        }

        static Request batch(int second) {
            return new Request(second, BATCH, BATCH_OUTPUT, "");
        }

        Request of(String other) {
            return new Request(second, sloClass, output, other);
        }
    }

    private static RunLog run(Map<String, Double> knobs, List<InstanceSetup> instances, Request... requests) {
        TraceBuilder builder = Trace.builder("example");
        for (Request request : requests) {
            builder.add(request.second * SECOND, 10, request.output, "", request.model);
        }
        SimulationInput input = new SimulationInput(
                builder.build(),
                CLASSES,
                IntStream.range(0, requests.length)
                        .map(r -> requests[r].sloClass)
                        .toArray(),
                instances,
                BatchingModes.DEFAULT,
                0,
                0,
                "",
                new int[0]);
        RandomStreams streams = new RandomStreams(0);
        return Simulator.run(
                input,
                new Qlm()
                        .create(new PolicyContext(
                                knobs,
                                request -> 1,
                                BatchingModes.byId(BatchingModes.DEFAULT).create(Map.of()),
                                Routers.byId(Routers.DEFAULT).create(streams),
                                streams,
                                (instance, sloClass, from, to) ->
                                        new ServiceProfile(2, 1, 1, 2, sloClass == URGENT ? 4 : BATCH_OUTPUT, 0),
                                DecisionClock.NONE)),
                RunOptions.RECORDED);
    }

    private static long start(RunLog log, int request) {
        return log.outcomes().firstScheduledTick(request) / SECOND;
    }

    private static long evictions(RunLog log) {
        return log.info().totals().preemptions() + log.info().totals().swaps().count();
    }

    private static long loads(RunLog log) {
        return log.info().totals().loads().count();
    }

    /** The batch requests are believed to run until 101, so that the urgent one would come 76 s late. */
    @Test
    void aGroupWhoseMembersAllRunGivesWay() {
        Request[] requests = {Request.batch(0), Request.batch(0), Request.urgent(5)};
        RunLog evicting = run(Map.of(), List.of(gpu("")), requests);
        assertThat(start(evicting, 2)).isBetween(5L, 6L);
        assertThat(evictions(evicting)).isEqualTo(1);
        assertThat(evicting.info().totals().completed()).isEqualTo(3);
        RunLog without = run(Map.of("eviction", 0.0), List.of(gpu("")), requests);
        assertThat(start(without, 2)).isBetween(99L, 101L);
        assertThat(evictions(without)).isZero();
    }

    @Test
    void aGroupOfWhichSomeStillWaitGivesWay() {
        RunLog log = run(
                Map.of(), List.of(gpu("")), Request.batch(0), Request.batch(0), Request.batch(0), Request.urgent(5));
        assertThat(start(log, 3)).isBetween(5L, 6L);
        assertThat(evictions(log)).isEqualTo(1);
        assertThat(start(log, 2)).isGreaterThan(90);
    }

    /** At 85 what runs is believed to end at 101, in time for one more; at 80 it is not. */
    @Test
    void nobodyGivesWayToAGroupThatIsInTimeAnyhow() {
        RunLog inTime = run(Map.of(), List.of(gpu("")), Request.batch(0), Request.batch(0), Request.urgent(85));
        assertThat(evictions(inTime)).isZero();
        assertThat(start(inTime, 2)).isBetween(99L, 101L);
        RunLog late = run(Map.of(), List.of(gpu("")), Request.batch(0), Request.batch(0), Request.urgent(80));
        assertThat(evictions(late)).isEqualTo(1);
        assertThat(start(late, 2)).isBetween(80L, 81L);
    }

    /** What runs is believed to end at 101, and goes on: the longer it does, the longer it is believed to go on. */
    @Test
    void requestsFarLongerThanLearnedGiveWayBeforeItIsTooLate() {
        Request endless = new Request(0, BATCH, 1_000, "");
        RunLog log = run(Map.of(), List.of(gpu("")), endless, endless, Request.urgent(95));
        assertThat(evictions(log)).isEqualTo(1);
        assertThat(start(log, 2)).isBetween(100L, 115L);
        assertThat(log.info().totals().completed()).isEqualTo(3);
    }

    @Test
    void aSecondUrgentGroupIsServedAsSoonAsTheFirst() {
        RunLog log = run(
                Map.of(), List.of(gpu("")), Request.batch(0), Request.batch(0), Request.urgent(5), Request.urgent(6));
        assertThat(start(log, 2)).isBetween(5L, 6L);
        assertThat(start(log, 3)).isBetween(6L, 10L);
    }

    @Test
    void nobodyGivesWayToAnEquallyUrgentGroup() {
        Request slow = new Request(0, URGENT, BATCH_OUTPUT, "");
        RunLog log = run(Map.of(), List.of(gpu("")), slow, slow, Request.urgent(5));
        assertThat(evictions(log)).isZero();
        assertThat(start(log, 2)).isBetween(99L, 101L);
    }

    /**
     * Both come at 1, the one of the other model first. Where the second can wait for an hour the order stays, with two swaps;
     * where it cannot wait for two of them it is served first, even if a model is loaded in no time, as what runs has to end.
     */
    @Test
    void aModelIsSwappedWhenItsGroupIsInFront() {
        for (long loadSeconds : new long[] {0, 5}) {
            List<InstanceSetup> instances = List.of(shared("a", loadSeconds), shared("b", loadSeconds));
            Request first = Request.batch(0).of("a");
            Request other = Request.batch(1).of("b");
            RunLog patient = run(
                    Map.of(), instances, first, first, other, Request.batch(1).of("a"));
            assertThat(loads(patient)).isEqualTo(2);
            assertThat(start(patient, 2)).isBetween(99 + loadSeconds, 102 + loadSeconds);
            assertThat(start(patient, 3)).isBetween(199 + 2 * loadSeconds, 204 + 2 * loadSeconds);
            Request soon = new Request(1, SOON, BATCH_OUTPUT, "a");
            RunLog planned = run(Map.of("eviction", 0.0), instances, first, first, other, soon);
            assertThat(loads(planned)).as("loads of %d s", loadSeconds).isEqualTo(1);
            assertThat(start(planned, 3)).isBetween(99L, 101L);
            assertThat(start(planned, 2)).isGreaterThanOrEqualTo(199 + loadSeconds);
        }
    }

    /** An urgent group of another model makes those of the loaded one give way, and the model is loaded at once. */
    @Test
    void aModelIsSwappedEarlierForAGroupThatWouldBeLate() {
        RunLog log = run(
                Map.of(),
                List.of(shared("a", 5), shared("b", 5)),
                Request.batch(0).of("a"),
                Request.batch(0).of("a"),
                Request.urgent(10).of("b"));
        assertThat(start(log, 2)).isBetween(15L, 17L);
        assertThat(loads(log)).isEqualTo(2);
        assertThat(log.info().totals().completed()).isEqualTo(3);
    }

    @Test
    void noModelIsSwappedWhereThatIsOffAndAnotherGpuHasIt() {
        List<InstanceSetup> instances = List.of(gpu("b"), shared("a", 1), shared("b", 1));
        Request[] requests = {
            Request.batch(0).of("b"),
            Request.batch(0).of("b"),
            Request.batch(1).of("b"),
            Request.batch(1).of("b")
        };
        assertThat(loads(run(Map.of(), instances, requests))).isEqualTo(1);
        RunLog off = run(Map.of("swapping", 0.0), instances, requests);
        assertThat(loads(off)).isZero();
        assertThat(start(off, 2)).isBetween(99L, 101L);
    }

    /** Two GPUs: what comes next goes to the one that is free, and what comes then to the one that is free first. */
    @Test
    void groupsGoWhereTheyBeginFirst() {
        List<InstanceSetup> two = List.of(gpu(""), gpu(""));
        RunLog log = run(
                Map.of("delta", 0.01),
                two,
                Request.batch(0),
                Request.batch(0),
                Request.batch(0),
                Request.batch(50),
                Request.batch(51));
        assertThat(IntStream.range(0, 4).mapToLong(r -> start(log, r))).containsExactly(0L, 0L, 0L, 50L);
        assertThat(start(log, 4)).isBetween(99L, 101L);
    }
}
