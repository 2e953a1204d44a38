package dev.tokenyard.policies.shepherd;

import dev.tokenyard.sim.policy.ClusterPlan;
import dev.tokenyard.sim.policy.ClusterPolicy;
import dev.tokenyard.sim.policy.ClusterState;
import dev.tokenyard.sim.policy.DecisionClock;
import dev.tokenyard.sim.time.Ticks;
import java.util.BitSet;
import java.util.List;

/**
 * SHEPHERD's planner. Every period it measures what each stream asks for, at the worst-case times, and shares the GPUs out: the
 * streams that ask for most come first, and each gets GPUs until its demand is met at an even load of all. Streams that asked for
 * nothing, and all before the first plan, may go to any.
 */
final class Herd implements ClusterPolicy {
    private final Flex flex;
    private final WorstCase worstCase;
    private final long periodTicks;
    private final DecisionClock clock;

    Herd(Flex flex, WorstCase worstCase, long periodTicks, DecisionClock clock) {
        this.flex = flex;
        this.worstCase = worstCase;
        this.periodTicks = periodTicks;
        this.clock = clock;
    }

    @Override
    public long periodTicks() {
        return periodTicks;
    }

    @Override
    public void tick(ClusterState state, ClusterPlan plan) {
        clock.begin();
        double[] loads = new double[flex.gpuSets().size()];
        List<RequestStream> byDemand = flex.streams().stream()
                .sorted((a, b) -> Double.compare(leastDemand(b), leastDemand(a)))
                .toList();
        double sum = byDemand.stream().mapToDouble(this::leastDemand).sum();
        for (RequestStream stream : byDemand) {
            share(stream, sum / loads.length, loads);
        }
        flex.streams().forEach(stream -> stream.arrived = 0);
        clock.end();
        flex.startIdle(state.nowTick());
    }

    private double perSecond(RequestStream stream) {
        return stream.arrived / Ticks.toSeconds(periodTicks);
    }

    /** The share of the fastest GPUs that a stream asks for. */
    private double leastDemand(RequestStream stream) {
        double least = Double.POSITIVE_INFINITY;
        for (GpuSet set : flex.gpuSets()) {
            least = Math.min(least, secondsOn(set, stream));
        }
        return perSecond(stream) * least;
    }

    /** The seconds that a request of a stream takes; infinite on GPUs that cannot serve it. */
    private double secondsOn(GpuSet set, RequestStream stream) {
        double least = Double.POSITIVE_INFINITY;
        for (int instance : set.instances) {
            if (flex.canServe(instance, stream.key)) {
                least = Math.min(least, worstCase.secondsPerRequest(instance, stream, flex.pool()));
            }
        }
        return least;
    }

    private void share(RequestStream stream, double evenLoad, double[] loads) {
        BitSet able = flex.ableSets(stream.key);
        stream.gpuSets.clear();
        if (stream.arrived == 0) {
            stream.gpuSets.or(able);
            return;
        }
        double left = perSecond(stream);
        while (left > 0 && !able.isEmpty()) {
            int emptiest = able.nextSetBit(0);
            for (int s = emptiest; s >= 0; s = able.nextSetBit(s + 1)) {
                emptiest = loads[s] < loads[emptiest] ? s : emptiest;
            }
            double seconds = secondsOn(flex.gpuSets().get(emptiest), stream);
            double room = Math.max(0, evenLoad - loads[emptiest]) / seconds;
            // What rounding leaves of a full one is not worth a share.
            double taken = room > 1e-9 * left && room < left ? room : left;
            loads[emptiest] += taken * seconds;
            left -= taken;
            stream.gpuSets.set(emptiest);
            able.clear(emptiest);
        }
    }
}
