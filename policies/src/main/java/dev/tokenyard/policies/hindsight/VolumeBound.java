package dev.tokenyard.policies.hindsight;

import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.model.Trace;
import java.util.Arrays;

/**
 * A lower bound on the total end-to-end latency of any schedule in the theory mode, without solving anything.
 *
 * <p>A request takes up a volume of memory times rounds, vol = s·o + o(o + 1)/2, and M tokens of memory give M of it in
 * a round. If all requests were there from the start, the k smallest could not be done before their volumes together,
 * divided by M; so the completion times add up to at least (1/M) Σ<sub>i</sub> Σ<sub>j ≤ i</sub> vol<sub>j</sub> in
 * ascending order of volume (arXiv 2606.22327). Arrivals over time only delay completions; latency counts from them. No
 * request can take fewer rounds than its output either, so Σ o is a bound as well.
 */
public final class VolumeBound {
    private VolumeBound() {}

    /**
     * The larger of the two bounds, in rounds.
     *
     * @param trace requests that arrive at whole rounds
     * @param memoryTokens capacity M
     */
    public static double totalLatencyRounds(Trace trace, int memoryTokens) {
        double[] volumes = new double[trace.size()];
        double outputs = 0;
        double arrivals = 0;
        for (int r = 0; r < volumes.length; r++) {
            double o = trace.outputTokens(r);
            volumes[r] = trace.promptTokens(r) * o + o * (o + 1) / 2;
            outputs += o;
            arrivals += TheoryMode.round(trace.arrivalTick(r));
        }
        return larger(volumes, memoryTokens, outputs, arrivals);
    }

    /** The same for an instance. */
    static double totalLatencyRounds(HindsightInstance instance) {
        double[] volumes = new double[instance.size()];
        double arrivals = 0;
        for (int i = 0; i < volumes.length; i++) {
            volumes[i] = instance.volume(i);
            arrivals += instance.arrival(i);
        }
        return larger(volumes, instance.memoryTokens(), instance.outputSum(), arrivals);
    }

    private static double larger(double[] volumes, int memoryTokens, double outputs, double arrivals) {
        Arrays.sort(volumes);
        double done = 0;
        double sum = 0;
        for (double volume : volumes) {
            done += volume;
            sum += done;
        }
        return Math.max(outputs, sum / memoryTokens - arrivals);
    }
}
