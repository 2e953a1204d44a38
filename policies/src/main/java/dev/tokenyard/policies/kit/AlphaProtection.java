package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyContext;
import java.util.function.BooleanSupplier;

/**
 * What the α-protection heuristics have in common: first come, first served, admitted while the prompts leave a share α of
 * the memory free, and a {@link Clearing} when it overflows all the same.
 */
public final class AlphaProtection {
    /** Whether those who are cleared start anew. */
    public static final Knob RESTART = Knob.onOff(
            "restart",
            true,
            "On: who is cleared starts anew, as in the paper's model; off: it keeps its output, as serving engines do, and"
                    + " computes it again with its prompt.");

    private static final String ALPHA = "alpha";

    private AlphaProtection() {}

    /**
     * The knob for α.
     *
     * @param usual the default, 0 to 0.95
     * @param published what is known of good values, a clause
     */
    public static Knob alpha(double usual, String published) {
        return Knob.real(
                ALPHA,
                "",
                0,
                0.95,
                usual,
                "Share α of the memory that an admission leaves free, the next tokens of all in the batch counted; "
                        + published + ".");
    }

    /**
     * Composes a policy whose card has both knobs.
     *
     * @param coin whether an overflow clears a resident, asked for each in turn
     * @param patience clearings in a row without a completion before the guard of {@link Clearing} steps in
     */
    public static Policy compose(PolicyCard card, PolicyContext context, BooleanSupplier coin, int patience) {
        Clearing clearing = new Clearing(coin, context.knob(card, RESTART.name()) == 1, patience);
        return new Policy(
                card,
                (request, requests) -> requests.arrivalTick(request),
                context.batching()
                        .compose(
                                MemoryTests.promptLeaves(
                                        context.knob(card, ALPHA),
                                        context.batching().memoryTest()),
                                clearing),
                context.route(),
                clearing);
    }
}
