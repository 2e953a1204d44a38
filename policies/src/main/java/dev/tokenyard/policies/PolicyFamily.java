package dev.tokenyard.policies;

import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.List;

/**
 * Policies that are shown together.
 *
 * @param title what they have in common, as a heading
 * @param members the policies, in the order in which they are shown
 */
public record PolicyFamily(String title, List<PolicyFactory> members) {
    /** Copies the list. */
    public PolicyFamily {
        members = List.copyOf(members);
    }
}
