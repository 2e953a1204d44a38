package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.OrderPolicy;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.ResidencyListener;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an order of service can and cannot gain on one server without batching, exactly and on every sample path. */
class OrderLawsTest {
    private static final int SCENARIOS = 300;
    private static final long STEP = Ticks.PER_SECOND;
    private static final String RANDOM_ORDER = "random order";
    private static final String RANDOM_PREEMPTIVE_ORDER = "random order, preemptive";

    static List<String> rivals() {
        List<String> rivals = new ArrayList<>();
        PolicyCatalog.all().stream()
                .filter(factory -> !factory.plansWithProfiles())
                .forEach(factory -> rivals.add(factory.card().id()));
        rivals.add(RANDOM_ORDER);
        rivals.add(RANDOM_PREEMPTIVE_ORDER);
        return rivals;
    }

    /** Requests at whole steps, so that a step that ends is also the moment at which whoever arrives may preempt. */
    private static Trace trace(long seed, boolean allAtOnce) {
        Random random = new Random(seed);
        TraceBuilder trace = Trace.builder("orders");
        long arrivalSteps = 0;
        int n = 2 + random.nextInt(40);
        int longest = 1 + random.nextInt(60);
        for (int r = 0; r < n; r++) {
            arrivalSteps += allAtOnce ? 0 : random.nextInt(longest);
            trace.add(arrivalSteps * STEP, 1, 1 + random.nextInt(longest));
        }
        return trace.build();
    }

    /**
     * Serves the request with the smallest key, one at a time. Where it is preemptive, a resident gives way between two
     * steps. Eviction by recompute loses no work here: a step of unit length computes all that was lost and yields the
     * next token, as the step that it replaces would have.
     */
    private static Policy oneAtATime(OrderPolicy order, boolean preemptive) {
        PolicyCard card = new PolicyCard("test", "Test", "", "", "", Foresight.CLAIRVOYANT, "", "", List.of());
        return new Policy(
                card,
                order,
                (view, plan) -> serveFirst(order, preemptive, view, plan),
                (request, requests, cluster) -> 0,
                ResidencyListener.NONE);
    }

    private static void serveFirst(OrderPolicy order, boolean preemptive, InstanceView view, BatchPlan plan) {
        int head = view.waitingHead();
        int resident = view.newestResident();
        if (head == InstanceView.NONE) {
            return;
        }
        if (resident != InstanceView.NONE) {
            if (!preemptive || order.key(head, view.requests()) >= order.key(resident, view.requests())) {
                return;
            }
            plan.evict(resident);
        }
        plan.admit(head, view.requests().remainingPrefillTokens(head));
    }

    /** Shortest remaining processing time. */
    private static Policy srpt(Trace trace) {
        return oneAtATime((r, requests) -> trace.outputTokens(r) - requests.generatedTokens(r), true);
    }

    private static RunLog run(String rival, Trace trace, long seed) {
        switch (rival) {
            case RANDOM_ORDER:
            case RANDOM_PREEMPTIVE_ORDER:
                long[] keys = new Random(seed).longs(trace.size(), 0, 1 << 20).toArray();
                return SingleServer.run(
                        trace, STEP, oneAtATime((r, requests) -> keys[r], rival.equals(RANDOM_PREEMPTIVE_ORDER)));
            default:
                return SingleServer.run(trace, STEP, rival);
        }
    }

    /** Smith, "Various optimizers for single-stage production", 1956: shortest first, if all are there from the start. */
    @ParameterizedTest
    @MethodSource("rivals")
    void shortestFirstWaitsLeastWhenAllArriveAtOnce(String rival) {
        int beaten = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            Trace trace = trace(s, true);
            long least = SingleServer.totalSojournTicks(SingleServer.run(trace, STEP, "sjf"));
            int[] services = new int[trace.size()];
            Arrays.setAll(services, trace::outputTokens);
            Arrays.sort(services);
            long expected = 0;
            long done = 0;
            for (int steps : services) {
                done += steps * STEP;
                expected += done;
            }
            assertThat(least).as("scenario %d", s).isEqualTo(expected);
            long total = SingleServer.totalSojournTicks(run(rival, trace, s));
            assertThat(total).as("scenario %d", s).isGreaterThanOrEqualTo(least);
            beaten += total > least ? 1 : 0;
        }
        if (rival.startsWith("random")) {
            assertThat(beaten)
                    .as("scenarios in which a random order waits longer")
                    .isGreaterThan(SCENARIOS * 9 / 10);
        }
    }

    /** Schrage, "A proof of the optimality of the shortest remaining processing time discipline", 1968. */
    @ParameterizedTest
    @MethodSource("rivals")
    void shortestRemainingFirstIsNeverBeatenOnTheMean(String rival) {
        long preemptions = 0;
        long gained = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            Trace trace = trace(s, false);
            RunLog srpt = SingleServer.run(trace, STEP, srpt(trace));
            long work = 0;
            for (int r = 0; r < trace.size(); r++) {
                work += trace.outputTokens(r);
            }
            assertThat(srpt.info().totals().steps())
                    .as("preemption loses no work")
                    .isEqualTo(work);
            long least = SingleServer.totalSojournTicks(srpt);
            long total = SingleServer.totalSojournTicks(run(rival, trace, s));
            assertThat(total).as("scenario %d", s).isGreaterThanOrEqualTo(least);
            preemptions += srpt.info().totals().preemptions();
            gained += total - least;
        }
        assertThat(preemptions).as("preemptions").isGreaterThan(SCENARIOS);
        assertThat(gained).as("what it gains over %s", rival).isPositive();
    }
}
