package dev.tokenyard.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.cost.UnitStepTime;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.BatchPolicy;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.PlanRejectedException;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.ResidencyListener;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A policy that breaks a rule is stopped with a sentence that holds both numbers. */
class PlanCheckerTest {
    private static final PolicyCard CARD =
            new PolicyCard("rogue", "Rogue", "at will", "", "", Foresight.BLIND, "", "", List.of());

    /** Three requests of 100 prompt and 10 output tokens; 10 blocks of 16, at most 2 residents, 120 tokens a step. */
    private static RunLog run(BatchPolicy batch) {
        Trace trace = Trace.builder("three")
                .add(0, 100, 10)
                .add(0, 100, 10)
                .add(Ticks.PER_SECOND, 20, 10)
                .build();
        SimulationInput input = new SimulationInput(
                trace,
                List.of(SloClass.ttft("all", 1)),
                new int[3],
                List.of(new InstanceSetup(new InstanceInfo("i", "g", "m", 1, 10, 16, 2, 120), UnitStepTime.ONE_SECOND)),
                "test",
                0,
                0,
                "",
                new int[0]);
        Policy policy = new Policy(
                CARD,
                (request, requests) -> requests.arrivalTick(request),
                batch,
                (request, requests, cluster) -> 0,
                ResidencyListener.NONE);
        return Simulator.run(input, policy, RunOptions.RECORDED);
    }

    private static void assertRejected(BatchPolicy batch, String... words) {
        assertThatThrownBy(() -> run(batch))
                .isInstanceOf(PlanRejectedException.class)
                .satisfies(rejected -> assertThat(rejected.getMessage())
                        .contains("Policy rogue")
                        .contains(words));
    }

    @Test
    void tokenBudget() {
        assertRejected(
                (view, plan) -> {
                    plan.admit(0, 100);
                    plan.admit(1, 30);
                },
                "at 0.000000 s",
                "request 1",
                "token budget",
                "asked for 30, allowed 20");
    }

    @Test
    void memory() {
        assertRejected(
                (view, plan) -> {
                    if (view.residentCount() == 0) {
                        plan.admit(0, 100);
                    } else {
                        plan.admit(1, 100);
                    }
                },
                "request 1",
                "free KV blocks",
                "asked for 7, allowed 3");
    }

    @Test
    void batchCap() {
        assertRejected(
                (view, plan) -> {
                    for (int i = 0; i < view.prefillingCount(); i++) {
                        plan.prefill(view.prefilling(i), 1);
                    }
                    if (view.waitingHead() != InstanceView.NONE) {
                        plan.admit(view.waitingHead(), 1);
                    }
                },
                "request 2",
                "batch cap",
                "asked for 3, allowed 2");
    }

    @Test
    void chunkOfNothingAndOfTooMuch() {
        assertRejected((view, plan) -> plan.admit(0, 0), "request 0", "asked for 0, allowed 100");
        assertRejected((view, plan) -> plan.admit(0, 101), "request 0", "asked for 101, allowed 100");
    }

    @Test
    void admittingWhatDoesNotWait() {
        assertRejected((view, plan) -> plan.admit(2, 20), "request 2", "waits at the instance");
        assertRejected((view, plan) -> plan.admit(99, 20), "request 99", "waits at the instance");
        assertRejected(PlanCheckerTest::admitTwice, "request 0", "waits at the instance");
    }

    @Test
    void settingAsideWhatIsNotNext() {
        assertRejected((view, plan) -> plan.setAside(1), "request 1", "only the head");
        assertRejected(
                (view, plan) -> {
                    plan.setAside(0);
                    plan.admit(0, 50);
                },
                "request 0",
                "set aside");
        assertRejected((view, plan) -> plan.reorder(2), "request 2", "can be reordered");
        assertRejected((view, plan) -> plan.reconsiderAt(view.nowTick()), "later moment");
    }

    /** The first is passed over for the second in the first step, and is first again in the next. */
    @Test
    void whoIsSetAsideIsBackOnceThePlanIsMade() {
        RunLog log = run((view, plan) -> {
            if (view.nowTick() == 0) {
                plan.blocked(BlockReason.HELD, 1, 0);
                plan.setAside(0);
                plan.blocked(BlockReason.BATCH_CAP, 1, 0);
                assertThat(view.waitingCount()).isEqualTo(1);
            }
            int head = view.waitingHead();
            if (head != InstanceView.NONE && view.residentCount() == 0) {
                plan.admit(head, view.requests().remainingPrefillTokens(head));
            }
        });
        assertThat(log.outcomes().firstScheduledTick(1)).isZero();
        assertThat(log.outcomes().firstScheduledTick(0)).isEqualTo(10 * Ticks.PER_SECOND);
        int blocked = 0;
        for (int e = 0; e < log.events().size(); e++) {
            if (log.events().kind(e) == EventKind.BLOCKED && log.events().tick(e) == 0) {
                blocked++;
                assertThat(log.events().a(e)).isEqualTo(BlockReason.HELD.ordinal());
                assertThat(log.events().request(e)).isZero();
            }
        }
        assertThat(blocked).isEqualTo(1);
    }

    /** Restarted after three of its ten tokens, the first makes thirteen in all. */
    @Test
    void whoRestartsLosesItsOutput() {
        RunLog log = run((view, plan) -> {
            if (view.nowTick() == 3 * Ticks.PER_SECOND) {
                assertThat(view.requests().generatedTokens(0)).isEqualTo(3);
                plan.restart(0);
                assertThat(view.requests().generatedTokens(0)).isZero();
                assertThat(view.requests().remainingPrefillTokens(0)).isEqualTo(100);
            } else {
                plan.reconsiderAt(3 * Ticks.PER_SECOND + (view.nowTick() < 3 * Ticks.PER_SECOND ? 0 : view.nowTick()));
            }
            int head = view.waitingHead();
            if (head != InstanceView.NONE && view.residentCount() == 0) {
                plan.admit(head, view.requests().remainingPrefillTokens(head));
            }
        });
        assertThat(log.outcomes().completedTick(0)).isEqualTo(13 * Ticks.PER_SECOND);
        assertThat(log.outcomes().firstTokenTick(0)).isEqualTo(Ticks.PER_SECOND);
        assertThat(log.info().totals().recomputedTokens()).isEqualTo(102);
    }

    private static void admitTwice(InstanceView view, BatchPlan plan) {
        plan.admit(0, 50);
        plan.admit(0, 50);
    }

    @Test
    void evictingWhatIsNotThereAndWhatRuns() {
        assertRejected((view, plan) -> plan.evict(1), "request 1", "only a resident");
        assertRejected(
                (view, plan) -> {
                    plan.admit(0, 50);
                    plan.evict(0);
                },
                "request 0",
                "chunk in this step");
    }

    @Test
    void doingNothing() {
        assertRejected((view, plan) -> {}, "at least one token");
    }

    @Test
    void askingAgainAtOnce() {
        assertRejected(
                (view, plan) -> {
                    plan.admit(0, 100);
                    plan.reconsiderAfterSteps(0);
                },
                "after 1 step at the earliest");
    }

    @Test
    void aPromptThatDoesNotFitAtOnce() {
        assertRejected(
                (view, plan) -> {
                    plan.admitWithPromptMemory(0, 60);
                    plan.admitWithPromptMemory(1, 60);
                },
                "request 1",
                "a prompt must fit",
                "asked for 7, allowed 3");
    }

    @Test
    void aReservationThatIsTooSmallOrTooLarge() {
        assertRejected(
                (view, plan) -> plan.admit(0, 100, 96), "request 0", "to the request's end", "asked for 6, allowed 7");
        assertRejected(
                (view, plan) -> plan.admit(0, 100, 161),
                "request 0",
                "a reservation must fit",
                "asked for 11, allowed 10");
    }

    @Test
    void holdingDecodesWithNothingElseToDo() {
        assertRejected(
                (view, plan) -> {
                    if (view.residentCount() == 0) {
                        plan.admit(0, 100);
                    }
                    plan.holdDecodes();
                },
                "at 1.000000 s",
                "at least one token");
    }

    @Test
    void aBatchThatEndsTogetherButDoesNotStartSo() {
        assertRejected(
                (view, plan) -> {
                    plan.admit(0, 100, 112);
                    plan.completeTogether();
                },
                "must start together");
        assertRejected(
                (view, plan) -> {
                    plan.completeTogether();
                    plan.admit(0, 100);
                },
                "request 0",
                "must reserve its memory");
        assertRejected(
                (view, plan) -> {
                    plan.completeTogether();
                    if (view.residentCount() == 0) {
                        plan.admit(0, 100, 112);
                    } else {
                        plan.evict(0);
                    }
                },
                "request 0",
                "must keep its members");
    }

    @Test
    void waitingForThePastOrWithResidents() {
        assertRejected((view, plan) -> plan.waitUntil(0), "a later moment only", "asked for 0, allowed 1");
        assertRejected(
                (view, plan) -> {
                    plan.admit(0, 100);
                    plan.waitUntil(1);
                },
                "only while it has no resident");
    }

    @Test
    void aSoundPolicyIsLeftAlone() {
        RunLog log = run((view, plan) -> {
            for (int i = 0; i < view.prefillingCount(); i++) {
                plan.prefill(view.prefilling(i), view.requests().remainingPrefillTokens(view.prefilling(i)));
            }
            int head = view.waitingHead();
            if (head != InstanceView.NONE && view.residentCount() == 0) {
                plan.admit(head, view.requests().remainingPrefillTokens(head));
            }
        });
        assertThat(log.info().totals().completed()).isEqualTo(3);
    }
}
