package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.VictimPolicy;

/** Who is evicted in a shortage of memory; see also {@link LastInOrder}. */
public final class Victims {
    private Victims() {}

    /** The resident that was admitted last: vLLM under first come, first served. */
    public static VictimPolicy newest() {
        return InstanceView::newestResident;
    }
}
