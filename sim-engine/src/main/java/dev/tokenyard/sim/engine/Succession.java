package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.ClusterPlan;
import dev.tokenyard.sim.policy.ClusterPolicy;
import dev.tokenyard.sim.policy.ClusterState;
import dev.tokenyard.sim.policy.ClusterView;
import dev.tokenyard.sim.policy.ForecastLog;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PullPolicy;
import dev.tokenyard.sim.policy.RequestView;
import dev.tokenyard.sim.policy.ResidencyListener;
import dev.tokenyard.sim.policy.RoutePolicy;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Policies that take a run over from one another. To the engine they are one policy, whose parts are those of whoever
 * decides; so a run without takeovers pays nothing for them. An instance goes over to the next policy between two steps, the
 * cluster as a whole at once.
 */
final class Succession implements ResidencyListener, RoutePolicy, ClusterPolicy {
    private final Policy first;
    private final List<Takeover> takeovers;
    /** By instance how many takeovers it has been through. */
    private final int[] stage;
    /** How many there have been. */
    private int begun;

    private @Nullable ForecastLog log;

    Succession(Policy first, List<Takeover> takeovers, int instances) {
        this.first = first;
        this.takeovers = takeovers;
        stage = new int[instances];
    }

    /** Those that decide in turn, under the last one's name; what offers requests to instances is asked of {@link #pull}. */
    Policy asOne() {
        return new Policy(
                last().card(),
                (request, requests) -> policy(begun).order().key(request, requests),
                this::plan,
                this,
                this,
                this,
                gpus -> policy(begun).loads().next(gpus),
                null);
    }

    /** Who is in charge in the end. */
    Policy last() {
        return policy(takeovers.size());
    }

    /** Everyone, in order of time. */
    List<Policy> all() {
        return IntStream.rangeClosed(0, takeovers.size()).mapToObj(this::policy).toList();
    }

    /** What offers waiting requests to instances at present, null where they are sent to one. */
    @Nullable
    PullPolicy pull() {
        return policy(begun).pull();
    }

    /** When the next one takes over, {@link Ticks#NEVER} after the last. */
    long nextTick() {
        return begun < takeovers.size() ? takeovers.get(begun).tick() : Ticks.NEVER;
    }

    /** The next one takes over; its instances follow one by one. */
    Takeover begin() {
        Takeover next = takeovers.get(begun++);
        if (log != null) {
            next.policy().residency().recordIn(log);
        }
        return next;
    }

    /** Whether an instance is still with an earlier policy. */
    boolean isBehind(Instance in) {
        return stage[in.instance()] < begun;
    }

    /** An instance goes over, between two steps: its new policy is told of the residents, those admitted first before others. */
    void handOver(Instance in) {
        stage[in.instance()] = begun;
        ResidencyListener books = policy(begun).residency();
        for (int r : in.residentsByAdmission()) {
            books.admitted(r, in);
        }
    }

    private Policy policy(int stages) {
        return stages == 0 ? first : takeovers.get(stages - 1).policy();
    }

    private Policy at(InstanceView view) {
        return policy(stage[view.instance()]);
    }

    private void plan(InstanceView view, BatchPlan plan) {
        at(view).batch().plan(view, plan);
    }

    @Override
    public void recordIn(ForecastLog forecasts) {
        log = forecasts;
        first.residency().recordIn(forecasts);
    }

    @Override
    public void admitted(int request, InstanceView view) {
        at(view).residency().admitted(request, view);
    }

    @Override
    public void left(int request, InstanceView view) {
        at(view).residency().left(request, view);
    }

    @Override
    public int route(int request, RequestView requests, ClusterView cluster) {
        return policy(begun).route().route(request, requests, cluster);
    }

    @Override
    public int handOff(int request, RequestView requests, ClusterView cluster) {
        return policy(begun).route().handOff(request, requests, cluster);
    }

    @Override
    public String id() {
        return last().route().id();
    }

    @Override
    public long periodTicks() {
        return policy(begun).cluster().periodTicks();
    }

    @Override
    public long nextTurnTick() {
        return policy(begun).cluster().nextTurnTick();
    }

    @Override
    public void tick(ClusterState state, ClusterPlan plan) {
        policy(begun).cluster().tick(state, plan);
    }
}
