package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.cost.KvLink;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.log.BlockMap;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.log.SegmentTrack;
import dev.tokenyard.sim.metrics.LittlesLaw;
import dev.tokenyard.sim.model.InstanceRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold in every run in which requests move between instances. */
class LinkLawsTest {
    private static final int SCENARIOS = 400;

    /** Who moves. */
    enum Kind {
        HANDOVERS,
        MIGRATIONS,
        BOTH;

        SimulationInput scenario(long seed) {
            return LinkScenarios.of(seed, this != MIGRATIONS);
        }

        RunLog run(SimulationInput input, RunOptions options) {
            return LinkScenarios.run(input, this != HANDOVERS, options);
        }

        RunLog run(long seed) {
            return run(scenario(seed), RunOptions.RECORDED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void jumpsGiveTheSameHistoryAsSingleSteps(Kind kind) {
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = kind.scenario(s);
            Jumps.likeSingleSteps(s, options -> kind.run(input, options));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRequestIsServedOnceOrRefused(Kind kind) {
        long handovers = 0;
        long migrations = 0;
        long aborted = 0;
        long preemptions = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            RunLog log = kind.run(s);
            EventTrack events = log.events();
            for (int r = 0; r < log.trace().size(); r++) {
                Map<EventKind, Integer> counts = new HashMap<>();
                for (int e : events.eventsOfRequest(r)) {
                    counts.merge(events.kind(e), 1, Integer::sum);
                }
                int completed = counts.getOrDefault(EventKind.COMPLETED, 0);
                assertThat(completed + counts.getOrDefault(EventKind.REFUSED, 0))
                        .as("scenario %d, request %d", s, r)
                        .isEqualTo(1);
                assertThat(counts.getOrDefault(EventKind.ADMITTED, 0))
                        .isEqualTo(completed + log.outcomes().preemptions(r));
                int left = counts.getOrDefault(EventKind.HANDED_OVER, 0) + counts.getOrDefault(EventKind.DETACHED, 0);
                assertThat(counts.getOrDefault(EventKind.JOINED, 0)).isEqualTo(left);
                assertThat(counts.getOrDefault(EventKind.RELEASED, 0)).isEqualTo(left);
            }
            RunTotals.Moves moves = log.info().totals().moves();
            assertThat(count(events, EventKind.HANDED_OVER)).isEqualTo(moves.handovers());
            assertThat(count(events, EventKind.DETACHED)).isEqualTo(moves.migrations());
            assertThat(count(events, EventKind.MIGRATION_ABORTED)).isEqualTo(moves.abortedMigrations());
            assertThat(LittlesLaw.of(log).holds()).isTrue();
            handovers += moves.handovers();
            migrations += moves.migrations();
            aborted += moves.abortedMigrations();
            preemptions += log.info().totals().preemptions();
        }
        assertThat(handovers > SCENARIOS).isEqualTo(kind != Kind.MIGRATIONS);
        assertThat(migrations > SCENARIOS).isEqualTo(kind != Kind.HANDOVERS);
        assertThat(aborted > SCENARIOS / 2).isEqualTo(kind != Kind.HANDOVERS);
        assertThat(preemptions).isGreaterThan(SCENARIOS / 4);
    }

    private static long count(EventTrack events, EventKind kind) {
        long count = 0;
        for (int e = 0; e < events.size(); e++) {
            count += events.kind(e) == kind ? 1 : 0;
        }
        return count;
    }

    /** At both ends: residents, departed and incoming requests hold what the ledger says, and never more than there is. */
    @ParameterizedTest
    @EnumSource
    void blocksAreConserved(Kind kind) {
        for (int s = 0; s < SCENARIOS; s++) {
            RunLog log = kind.run(s);
            RunCursor cursor = log.cursor();
            for (int i = 0; i < log.instances().size(); i++) {
                SegmentTrack segments = log.segments(i);
                for (int g = 0; g < segments.size(); g++) {
                    cursor.seek(segments.startTick(g));
                    assertThat(cursor.usedBlocks(i))
                            .as("scenario %d, instance %d, segment %d", s, i, g)
                            .isEqualTo(segments.usedBlocksFirst(g))
                            .isLessThanOrEqualTo(log.instances().get(i).kvBlocks());
                    cursor.seek(segments.endTick(g) - 1);
                    assertThat(cursor.usedBlocks(i))
                            .as("scenario %d, instance %d, end of segment %d", s, i, g)
                            .isEqualTo(segments.usedBlocksLast(g))
                            .isLessThanOrEqualTo(log.instances().get(i).kvBlocks());
                }
            }
            EventTrack events = log.events();
            for (int e = 0; e < events.size(); e++) {
                cursor.seek(events.tick(e));
                for (int i = 0; i < log.instances().size(); i++) {
                    assertThat(cursor.usedBlocks(i))
                            .isLessThanOrEqualTo(log.instances().get(i).kvBlocks());
                }
            }
            cursor.seek(log.endTick());
            for (int i = 0; i < log.instances().size(); i++) {
                assertThat(cursor.usedBlocks(i)).isZero();
                assertThat(cursor.incomingCount(i)).isZero();
            }
        }
    }

    /** A transfer that was put on a link. */
    private record Sent(long tick, int link, int blocks) {}

    /** Each link serves one transfer at a time, in order, for latency and bytes over bandwidth; it is busy for their sum. */
    @ParameterizedTest
    @EnumSource
    void linksServeOneTransferAfterTheOther(Kind kind) {
        long waits = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = kind.scenario(s);
            RunLog log = kind.run(input, RunOptions.RECORDED);
            EventTrack events = log.events();
            long[] free = new long[log.instances().size()];
            long busy = 0;
            long bytes = 0;
            Map<Integer, List<Long>> due = new HashMap<>();
            Map<Integer, Integer> copied = new HashMap<>();
            for (int e = 0; e < events.size(); e++) {
                int r = events.request(e);
                Sent sent = sent(events, e, copied);
                if (sent != null) {
                    KvLink link = input.instances().get(sent.link()).kvLink();
                    long start = Math.max(sent.tick(), free[sent.link()]);
                    waits += start > sent.tick() ? 1 : 0;
                    long duration = link.transferTicks(sent.blocks());
                    free[sent.link()] = start + duration;
                    busy += duration;
                    bytes += sent.blocks() * link.blockBytes();
                    copied.merge(r, sent.blocks(), Integer::sum);
                    due.computeIfAbsent(r, x -> new ArrayList<>()).add(free[sent.link()]);
                }
                if (events.kind(e) == EventKind.COPIED) {
                    assertThat(due.get(r)).as("scenario %d, request %d", s, r).contains(events.tick(e));
                }
                if (events.kind(e) == EventKind.JOINED || events.kind(e) == EventKind.MIGRATION_ABORTED) {
                    copied.remove(r);
                }
            }
            assertThat(log.info().totals().moves().linkBusyTicks()).isEqualTo(busy);
            assertThat(log.info().totals().moves().transferredBytes()).isEqualTo(bytes);
        }
        assertThat(waits).as("transfers that wait for one before").isGreaterThan(SCENARIOS / 8);
    }

    private static @Nullable Sent sent(EventTrack events, int e, Map<Integer, Integer> copied) {
        return switch (events.kind(e)) {
            case RECEIVED -> new Sent(events.tick(e), events.a(e), events.c(e));
            case RESERVED -> events.c(e) == 0 ? null : new Sent(events.tick(e), events.a(e), events.c(e));
            case DETACHED ->
                new Sent(events.tick(e), events.instance(e), events.c(e) - copied.getOrDefault(events.request(e), 0));
            default -> null;
        };
    }

    /** Tokens go on where they stopped, roles are kept, and no token is lost or made twice. */
    @ParameterizedTest
    @EnumSource
    void requestsGoOnWhereTheyStopped(Kind kind) {
        for (int s = 0; s < SCENARIOS; s++) {
            RunLog log = kind.run(s);
            EventTrack events = log.events();
            long made = 0;
            for (int r = 0; r < log.trace().size(); r++) {
                int left = EventTrack.NONE;
                for (int e : events.eventsOfRequest(r)) {
                    EventKind what = events.kind(e);
                    InstanceRole role = events.instance(e) < 0
                            ? InstanceRole.MIXED
                            : log.instances().get(events.instance(e)).role();
                    if (what == EventKind.ARRIVED) {
                        assertThat(role.takesArrivals()).isTrue();
                    } else if (what == EventKind.HANDED_OVER || what == EventKind.DETACHED) {
                        assertThat(left).isEqualTo(EventTrack.NONE);
                        assertThat(role == InstanceRole.PREFILL).isEqualTo(what == EventKind.HANDED_OVER);
                        left = e;
                    } else if (what == EventKind.JOINED) {
                        assertThat(role.decodes()).isTrue();
                        assertThat(events.a(e)).isEqualTo(events.instance(left));
                        assertThat(events.instance(e)).isEqualTo(events.a(left));
                        assertThat(events.b(e)).isEqualTo(events.b(left));
                        assertThat(events.tick(e)).isGreaterThan(events.tick(left));
                        left = EventTrack.NONE;
                    } else if (what == EventKind.COMPLETED) {
                        assertThat(events.instance(e)).isEqualTo(log.outcomes().instance(r));
                    } else if (what == EventKind.PREFILL_DONE) {
                        made++;
                    }
                }
                assertThat(left).isEqualTo(EventTrack.NONE);
                made -= log.outcomes().isCompleted(r) ? log.trace().outputTokens(r) : 0;
            }
            for (int i = 0; i < log.instances().size(); i++) {
                SegmentTrack segments = log.segments(i);
                for (int g = 0; g < segments.size(); g++) {
                    made += (long) segments.steps(g) * segments.decodeSequences(g);
                    boolean prefillOnly = log.instances().get(i).role() == InstanceRole.PREFILL;
                    assertThat(segments.decodeSequences(g) > 0 && prefillOnly).isFalse();
                }
            }
            assertThat(made)
                    .as("scenario %d: tokens made less tokens ordered", s)
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void seekingIsPathIndependentAndTheMapAgrees(Kind kind) {
        for (int s = 0; s < SCENARIOS / 4; s++) {
            RunLog log = kind.run(s);
            Random random = new Random(s);
            RunCursor wanderer = log.cursor();
            BlockMap map = new BlockMap(log);
            for (int k = 0; k < 30; k++) {
                long tick = k % 2 == 0
                        ? (long) (random.nextDouble() * (log.endTick() + 1))
                        : log.events().tick(random.nextInt(log.events().size()));
                wanderer.seek(tick);
                RunCursor fresh = log.cursor();
                fresh.seek(tick);
                map.seek(tick);
                assertThat(describe(wanderer)).isEqualTo(describe(fresh));
                for (int i = 0; i < log.instances().size(); i++) {
                    assertThat(map.usedBlocks(i))
                            .as("scenario %d, instance %d at %d", s, i, tick)
                            .isEqualTo(fresh.usedBlocks(i));
                }
            }
        }
    }

    private static String describe(RunCursor cursor) {
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < cursor.log().trace().size(); r++) {
            text.append(cursor.phase(r)).append(cursor.instance(r)).append(':');
            text.append(cursor.generatedTokens(r))
                    .append(' ')
                    .append(cursor.heldBlocks(r))
                    .append(' ');
        }
        for (int i = 0; i < cursor.log().instances().size(); i++) {
            text.append('|').append(cursor.usedBlocks(i));
            for (int k = 0; k < cursor.departedCount(i); k++) {
                text.append(" d").append(cursor.departed(i, k)).append(cursor.keptBlocks(cursor.departed(i, k)));
            }
            for (int k = 0; k < cursor.incomingCount(i); k++) {
                text.append(" i").append(cursor.incoming(i, k)).append(cursor.incomingBlocks(cursor.incoming(i, k)));
            }
        }
        return text.toString();
    }

    /** Links and roles that nothing uses change nothing. */
    @Test
    void aLinkThatNobodyUsesChangesNothing() {
        for (int s = 0; s < 100; s++) {
            SimulationInput linked = LinkScenarios.of(s, false);
            SimulationInput bare = new SimulationInput(
                    linked.trace(),
                    linked.sloClasses(),
                    linked.sloClassOf(),
                    linked.instances().stream()
                            .map(setup -> setup.with(InstanceRole.MIXED, KvLink.NONE))
                            .toList(),
                    linked.batching(),
                    0,
                    linked.seed(),
                    "",
                    new int[0]);
            assertThat(Kind.HANDOVERS
                            .run(linked, RunOptions.RECORDED)
                            .sameHistoryAs(Kind.HANDOVERS.run(bare, RunOptions.RECORDED)))
                    .isTrue();
        }
    }
}
