package dev.tokenyard.sim.policy;

/** What is known of the instances before a run, for policies that plan with it. */
@FunctionalInterface
public interface ServiceProfiles {
    /** For runs in which nobody has measured anything. */
    ServiceProfiles NONE = (instance, sloClass, fromPromptTokens, toPromptTokens) -> {
        throw new IllegalStateException(
                "The policy plans with service profiles, and nobody has measured any for this run.");
    };

    /**
     * The profile of an instance for a kind of requests. Measured when it is first asked for, which takes time.
     *
     * @param instance the instance's number
     * @param sloClass number of the service class in the scenario
     * @param fromPromptTokens shortest prompt of the kind, in tokens
     * @param toPromptTokens longest prompt of the kind, in tokens
     */
    ServiceProfile profile(int instance, int sloClass, int fromPromptTokens, int toPromptTokens);

    /** The profiles to serve a request of the run by: they were measured without it wherever that is possible. */
    default ServiceProfiles without(int request) {
        return this;
    }
}
