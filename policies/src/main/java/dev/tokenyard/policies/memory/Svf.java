package dev.tokenyard.policies.memory;

import dev.tokenyard.policies.kit.PeakSum;
import dev.tokenyard.policies.kit.Victims;
import dev.tokenyard.policies.kit.Volumes;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.List;

/**
 * SVF, smallest volume first.
 *
 * <p><b>Idea.</b> What a request costs is the memory that it holds times the time for which it holds it, prompt included:
 * that volume, not the output alone, decides who goes first. A sum is enough to keep memory from overflowing.
 *
 * <p><b>Source.</b> arXiv 2606.22327. For a burst in the paper's model the total latency is at most 1 + 2/(1 - P/M) times
 * the least possible.
 *
 * <p><b>Legend.</b> vol = s·o + o(o + 1)/2 = {@link Volumes}; s + o, a request's peak, and the test that the active
 * peaks do not exceed M = {@link PeakSum}; P = the largest peak. The head that does not fit stops the queue. Ties go by
 * arrival.
 *
 * <p><b>Departures.</b> Peaks are predicted ones. A request that outlives its prediction may overflow the memory; then the one
 * admitted last is evicted.
 */
public final class Svf implements PolicyFactory {
    private static final PolicyCard CARD = new PolicyCard(
            "svf",
            "SVF",
            "by predicted volume, if all peaks fit",
            "Smallest volume first: memory times time, prompt included. Admitted while the peaks of all fit side by side.",
            "arXiv 2606.22327",
            Foresight.PREDICTED,
            "oracle",
            "Peaks are predicted and allow for block rounding.",
            List.of());

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public Policy create(PolicyContext context) {
        PeakSum peaks = new PeakSum(context.lengths(), context.batching().memoryTest());
        return new Policy(
                CARD,
                Volumes.smallestFirst(context.lengths()),
                context.batching().compose(peaks, Victims.newest()),
                context.route(),
                peaks);
    }
}
