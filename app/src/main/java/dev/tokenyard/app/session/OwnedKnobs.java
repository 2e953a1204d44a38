package dev.tokenyard.app.session;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.policy.Knob;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The knobs of policies and batching modes, by the id of their owner. */
public final class OwnedKnobs {
    private record Owner(String id, List<Knob> knobs) {}

    private OwnedKnobs() {}

    /** The knobs of a policy or a batching mode; empty if there is neither with this id. */
    public static Optional<List<Knob>> of(String ownerId) {
        return owners().filter(owner -> owner.id().equals(ownerId)).findFirst().map(Owner::knobs);
    }

    private static Stream<Owner> owners() {
        return Stream.concat(
                PolicyCatalog.all().stream()
                        .map(policy ->
                                new Owner(policy.card().id(), policy.card().knobs())),
                BatchingModes.all().stream()
                        .map(mode -> new Owner(mode.card().id(), mode.card().knobs())));
    }
}
