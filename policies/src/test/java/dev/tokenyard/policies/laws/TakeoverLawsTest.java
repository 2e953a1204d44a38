package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.engine.Takeover;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.policy.BatchingFactory;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold where policies take a run over from each other, tried on random scenarios in each batching mode. Where
 * instances pull there are {@link PoolTakeoverLawsTest laws of their own}.
 */
class TakeoverLawsTest {
    private static final int SCENARIOS = 60;
    private static final List<PolicyFactory> POLICIES = PolicyCatalog.all().stream()
            .filter(policy -> !policy.plansWithProfiles())
            .toList();

    static List<BatchingFactory> modes() {
        return BatchingModes.all();
    }

    /** A scenario with predictions, a first policy, and one or two that take over at random moments. */
    private static final class Case {
        private final SimulationInput input;
        private final PolicyInMode first;
        private final List<PolicyInMode> later = new ArrayList<>();
        private final long[] ticks;
        private final long[] predictionTicks;

        Case(int number, BatchingFactory mode) {
            Random random = new Random(number * 7919L + mode.card().id().hashCode());
            input = RandomScenarios.of(
                    9_000_000L + number * 131L + mode.card().id().length(),
                    PolicyCatalog.byId("mc-sf").card());
            first = pick(random, mode);
            long end = alone().endTick();
            ticks = random.longs(1 + random.nextInt(2), 0, end + 2).sorted().toArray();
            predictionTicks = random.longs(ticks.length, 0, 100_000_000).toArray();
            for (int k = 0; k < ticks.length; k++) {
                later.add(pick(random, mode));
                if (random.nextBoolean()) {
                    predictionTicks[k] = input.predictionTicks();
                } else if (random.nextBoolean()) {
                    predictionTicks[k] = 0;
                }
            }
        }

        private static PolicyInMode pick(Random random, BatchingFactory mode) {
            return new PolicyInMode(POLICIES.get(random.nextInt(POLICIES.size())), mode);
        }

        private Policy make(PolicyInMode policy) {
            return policy.make(input, policy.knobs(input), policy.policyKnobs(input));
        }

        RunLog alone() {
            return Simulator.run(input, make(first), RunOptions.RECORDED);
        }

        RunLog run(RunOptions options) {
            return Simulator.run(
                    input,
                    make(first),
                    IntStream.range(0, ticks.length)
                            .mapToObj(k -> new Takeover(ticks[k], make(later.get(k)), predictionTicks[k]))
                            .toList(),
                    options);
        }

        @Override
        public String toString() {
            return first + " then " + later;
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void jumpsGiveTheSameHistoryAsSingleSteps(BatchingFactory mode) {
        for (int s = 0; s < SCENARIOS; s++) {
            Case each = new Case(s, mode);
            Jumps.likeSingleSteps(s, each::run);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void everyRequestIsServedOnceOrRefused(BatchingFactory mode) {
        for (int s = 0; s < SCENARIOS; s++) {
            Case each = new Case(s, mode);
            RunLog log = each.run(RunOptions.RECORDED);
            int requests = log.trace().size();
            int[] ends = new int[requests];
            EventTrack events = log.events();
            for (int e = 0; e < events.size(); e++) {
                if (events.kind(e) == EventKind.COMPLETED || events.kind(e) == EventKind.REFUSED) {
                    ends[events.request(e)]++;
                }
            }
            assertThat(ends).as("scenario %d, %s", s, each).containsOnly(1);
        }
    }

    /** The branch is the parent up to the moment at which it leaves it. */
    @ParameterizedTest
    @MethodSource("modes")
    void allIsTheSameUntilTheFirstTakeover(BatchingFactory mode) {
        for (int s = 0; s < SCENARIOS; s++) {
            Case each = new Case(s, mode);
            assertThat(historyBefore(each.run(RunOptions.RECORDED), each.ticks[0]))
                    .as("scenario %d, %s", s, each)
                    .isEqualTo(historyBefore(each.alone(), each.ticks[0]));
        }
    }

    static List<String> historyBefore(RunLog log, long tick) {
        EventTrack events = log.events();
        return IntStream.range(0, events.size())
                .filter(e -> events.tick(e) < tick)
                .mapToObj(e -> events.tick(e) + " " + events.kind(e) + " " + events.instance(e) + " "
                        + events.request(e) + " " + events.a(e) + " " + events.b(e) + " " + events.c(e))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void atTheBeginningItIsTheNewPolicysRun(BatchingFactory mode) {
        for (int s = 0; s < SCENARIOS; s++) {
            Case each = new Case(s, mode);
            RunLog taken = Simulator.run(
                    each.input,
                    each.make(each.first),
                    List.of(new Takeover(0, each.make(each.later.get(0)), each.input.predictionTicks())),
                    RunOptions.RECORDED);
            RunLog own = Simulator.run(each.input, each.make(each.later.get(0)), RunOptions.RECORDED);
            assertThat(taken.sameHistoryAs(own)).as("scenario %d, %s", s, each).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void afterTheEndNothingChanges(BatchingFactory mode) {
        for (int s = 0; s < SCENARIOS; s++) {
            Case each = new Case(s, mode);
            RunLog alone = each.alone();
            RunLog taken = Simulator.run(
                    each.input,
                    each.make(each.first),
                    List.of(new Takeover(alone.endTick() + 1, each.make(each.later.get(0)), 0)),
                    RunOptions.RECORDED);
            assertThat(taken.sameHistoryAs(alone))
                    .as("scenario %d, %s", s, each)
                    .isTrue();
        }
    }

    /** Policies that keep no books of the past go on as they would have done. */
    @ParameterizedTest
    @MethodSource("modes")
    void anOrderTakesOverFromItselfWithoutATrace(BatchingFactory mode) {
        for (String id : List.of("fcfs", "sjf", "edf")) {
            PolicyInMode policy = PolicyInMode.of(id, mode.card().id());
            for (int s = 0; s < SCENARIOS; s++) {
                SimulationInput input = new Case(s, mode).input;
                Map<String, Double> knobs = policy.knobs(input);
                RunLog alone = policy.run(input, knobs, Map.of(), RunOptions.RECORDED);
                long tick = new Random(s).nextLong(alone.endTick() + 1);
                RunLog taken = Simulator.run(
                        input,
                        policy.make(input, knobs, Map.of()),
                        List.of(new Takeover(tick, policy.make(input, knobs, Map.of()), input.predictionTicks())),
                        RunOptions.RECORDED);
                for (int r = 0; r < input.trace().size(); r++) {
                    assertThat(taken.outcomes().completedTick(r))
                            .as("%s, scenario %d, request %d", policy, s, r)
                            .isEqualTo(alone.outcomes().completedTick(r));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void everyMomentCanBeLookedUp(BatchingFactory mode) {
        for (int s = 0; s < 20; s++) {
            Moments.assertThatTheWayDoesNotMatter(new Case(s, mode).run(RunOptions.RECORDED), s);
        }
    }
}
