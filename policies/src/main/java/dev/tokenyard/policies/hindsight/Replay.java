package dev.tokenyard.policies.hindsight;

import dev.tokenyard.policies.kit.Victims;
import dev.tokenyard.sim.policy.AdmissionTest;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.PolicyFactory;
import dev.tokenyard.sim.policy.ResidencyListener;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;

/**
 * A schedule as a policy: every request starts at the round that the schedule gives it. It was made with all lengths known
 * and serves one instance only, in the theory mode; the engine, which checks every plan, thereby checks the schedule.
 */
public final class Replay implements PolicyFactory {
    /** The id of every such policy. */
    public static final String ID = "hindsight";

    private final PolicyCard card;
    private final int[] starts;

    /**
     * The policy of a schedule.
     *
     * @param title its name, such as {@code Optimum}
     * @param starts the start round of each request
     */
    public Replay(String title, int[] starts) {
        this.starts = starts.clone();
        card = new PolicyCard(
                ID,
                title,
                "as in a schedule made with hindsight",
                "Follows a schedule that was made with all arrivals and lengths known.",
                "Jaillet et al., arXiv 2502.07115, section 3",
                Foresight.CLAIRVOYANT,
                "oracle",
                "",
                List.of());
    }

    /** The policy of a result, called an optimum only if it is proved to be one. */
    public static Replay of(HindsightResult result) {
        return new Replay(
                result instanceof HindsightResult.Exact ? "Hindsight optimum" : "Best schedule found", result.starts());
    }

    @Override
    public PolicyCard card() {
        return card;
    }

    @Override
    public Policy create(PolicyContext context) {
        AdmissionTest dueNow = (request, prefillTokens, view, plan) -> {
            long now = view.nowTick() / Ticks.PER_SECOND;
            if (starts[request] <= now) {
                return true;
            }
            plan.blocked(BlockReason.HELD, 1, 0);
            if (view.residentCount() == 0) {
                plan.waitUntil(starts[request] * Ticks.PER_SECOND);
            } else {
                plan.reconsiderAfterSteps((int) (starts[request] - now));
            }
            return false;
        };
        return new Policy(
                card,
                (request, requests) -> starts[request],
                context.batching().compose(dueNow, Victims.newest()),
                context.route(),
                ResidencyListener.NONE);
    }
}
