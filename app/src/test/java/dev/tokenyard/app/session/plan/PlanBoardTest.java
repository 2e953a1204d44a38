package dev.tokenyard.app.session.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.session.RunWords;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.plan.PlanBoard.Group;
import dev.tokenyard.app.session.plan.PlanBoard.VirtualQueue;
import dev.tokenyard.app.testing.PlannedRuns;
import dev.tokenyard.sim.log.PlanTrack;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanBoardTest {
    private RunLog qlm;
    private RunLog fcfs;

    @BeforeAll
    void run(@TempDir Path folder) throws ScenarioException {
        List<RunLog> logs = PlannedRuns.ofTwoModels(folder, 2).lanes().stream()
                .map(lane -> lane.log())
                .toList();
        fcfs = logs.get(0);
        qlm = logs.get(1);
    }

    private PlanTrack track() {
        return Objects.requireNonNull(qlm.plans(0));
    }

    private PlanBoard at(RunCursor cursor, long tick) {
        cursor.seek(tick);
        return PlanBoard.of(cursor).orElseThrow();
    }

    @Test
    void aPolicyThatDoesNotPlanHasNone() {
        assertThat(fcfs.plans(0)).isNull();
        assertThat(PlanBoard.of(fcfs.cursor())).isEmpty();
        assertThat(PlanChange.latest(fcfs, fcfs.endTick())).isEmpty();
        assertThat(WaitForesight.of(fcfs)).isEmpty();
    }

    @Test
    void everyWaitingRequestIsInOneGroupInOrderOfArrival() {
        RunCursor cursor = qlm.cursor();
        int most = 0;
        for (int part = 0; part <= 200; part++) {
            PlanBoard board = at(cursor, qlm.endTick() / 200 * part);
            Set<Integer> members = new HashSet<>();
            for (VirtualQueue queue : board.queues()) {
                for (Group group : queue.groups()) {
                    assertThat(board.member(group, 0)).isEqualTo(group.first());
                    for (int k = 0; k < group.waiting(); k++) {
                        int member = board.member(group, k);
                        assertThat(members.add(member)).isTrue();
                        assertThat(track().groupOf(member)).isEqualTo(group.id());
                        assertThat(k == 0 || board.member(group, k - 1) < member)
                                .isTrue();
                    }
                }
            }
            int swapped = 0;
            for (int i = 0; i < qlm.instances().size(); i++) {
                swapped += cursor.swappedCount(i);
            }
            assertThat(members).hasSize(cursor.waitingCount() + swapped);
            most = Math.max(most, members.size());
        }
        assertThat(most).isGreaterThan(50);
    }

    /** Where nothing but the request's own arrival happens, the board reckons as the scheduler did. */
    @Test
    void theFinishOfAGroupIsWhatTheSchedulerExpectedWhenItsLastMemberCame() {
        RunCursor cursor = qlm.cursor();
        int compared = 0;
        for (int r = 0; r < qlm.trace().size(); r++) {
            long tick = qlm.trace().arrivalTick(r);
            boolean planned = track().plansUntil(tick) != track().plansUntil(tick - 1);
            if (planned) {
                continue;
            }
            for (VirtualQueue queue : at(cursor, tick).queues()) {
                for (Group group : queue.groups()) {
                    if (group.id() == track().groupOf(r)) {
                        double own = (group.finishSeconds() - group.startSeconds()) / group.waiting();
                        assertThat(group.finishSeconds() - own)
                                .as("request %d", r)
                                .isCloseTo(track().expectedWaitSeconds(r), within(3e-3));
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    @Test
    void groupsFollowEachOtherAndLoadsOfModelsTakeTheirTime(@TempDir Path folder) throws ScenarioException {
        RunLog log = PlannedRuns.ofTwoModels(folder, 1).lanes().get(1).log();
        PlanTrack track = Objects.requireNonNull(log.plans(0));
        RunCursor cursor = log.cursor();
        int loads = 0;
        int delays = 0;
        for (int part = 0; part <= 200; part++) {
            for (VirtualQueue queue : at(cursor, log.endTick() / 200 * part).queues()) {
                delays += queue.residualSeconds() > 0 ? 1 : 0;
                double end = queue.readySeconds() + queue.residualSeconds();
                double rest = 0;
                int loaded = queue.instance();
                for (Group group : queue.groups()) {
                    double load = group.instance() == loaded ? 0 : track.loadSeconds(group.instance());
                    loads += load > 0 ? 1 : 0;
                    double drain = load > 0 ? rest : 0;
                    assertThat(group.startSeconds()).isCloseTo(end + drain + load, within(1e-9));
                    assertThat(group.finishSeconds()).isGreaterThan(group.startSeconds());
                    end = group.finishSeconds();
                    rest = track.service(group.id(), cursor.tick()).restSeconds();
                    loaded = group.instance();
                }
            }
        }
        assertThat(loads).isPositive();
        assertThat(delays).isPositive();
    }

    @Test
    void aChangeOfPlanSaysWhomItIsMadeForAndWhereThatGroupWent() {
        assertThat(track().planCount()).isPositive();
        for (int plan = 0; plan < track().planCount(); plan++) {
            PlanChange change = PlanChange.latest(qlm, track().planTick(plan)).orElseThrow();
            assertThat(change.tick()).isEqualTo(track().planTick(plan));
            assertThat(change.lateSeconds()).isPositive();
            PlanChange.Position after = Objects.requireNonNull(change.after());
            int[] order =
                    track().orderAfter(after.queue(), track().changesBefore(after.queue(), change.number() - 1) + 1);
            assertThat(order[after.place()]).isEqualTo(change.group());
            assertThat(change.changedQueue()).isNotNegative();
        }
        assertThat(PlanChange.latest(qlm, track().planTick(0) - 1)).isEmpty();
    }

    @Test
    void foretoldWaitsAreBesideTheActualOnes() {
        WaitForesight foresight = WaitForesight.of(qlm).orElseThrow();
        assertThat(foresight.size()).isEqualTo(qlm.info().totals().completed());
        double longest = 0;
        for (int i = 0; i < foresight.size(); i++) {
            assertThat(foresight.expectedSeconds(i)).isNotNegative();
            assertThat(foresight.actualSeconds(i)).isBetween(0.0, Ticks.toSeconds(qlm.endTick()));
            longest = Math.max(longest, foresight.actualSeconds(i));
        }
        assertThat(longest).isGreaterThan(1);
        List<WaitForesight.Range> ranges = foresight.errorByAhead();
        assertThat(ranges).hasSizeGreaterThan(2);
        for (int k = 1; k < ranges.size(); k++) {
            assertThat(ranges.get(k).ahead()).isGreaterThan(ranges.get(k - 1).ahead());
        }
        assertThat(ranges).allSatisfy(range -> assertThat(range.medianError()).isNotNegative());
    }

    @Test
    void theWordsTellWhoIsRoutedAndWhoseInstancesPull(@TempDir Path folder) throws ScenarioException {
        assertThat(RunWords.engine(PlannedRuns.ofTwoModels(folder, 1).lanes(), ", "))
                .contains("least-outstanding routing, QLM: instances pull");
    }
}
