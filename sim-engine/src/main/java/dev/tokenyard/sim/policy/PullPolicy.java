package dev.tokenyard.sim.policy;

/**
 * Decision point <em>route</em> (pull): requests wait in one pool, in an order of the policy's own, and an instance that has
 * room takes the one that it is offered.
 *
 * <p>The policy is told of every change. What it says of an instance must depend on nothing else but what it was told and
 * what it did in its turns; where it changes at other times than that instance's own consultation, the policy asks for one
 * ({@link Pool#consult}).
 */
public interface PullPolicy {
    /** The id in the run's record of how requests got to instances. */
    String ID = "pull";

    /** The run is recorded; called before it begins. */
    default void recordIn(PlanLog log) {}

    /**
     * A run begins, or goes on under this policy from where another one left it.
     *
     * @param pool what there is, and whom to call
     */
    void begin(Pool pool);

    /**
     * Where it goes on with another policy's run: a request that has been admitted before. The policy is told of all of them,
     * in order of arrival, right after the beginning; then {@linkplain #arrived those that wait arrive}, some of which may have
     * run before. It knows the state of each by that, and nothing of what the other policy had planned.
     *
     * @param request the request
     * @param instance where it is a resident, or in whose host memory it lies
     * @param generatedTokens output tokens so far; while the steps under way last the view of requests may not tell yet
     * @param inHost whether it lies in host memory, where it waits to go on at that instance
     * @param tick the present
     */
    void inherited(int request, int instance, int generatedTokens, boolean inHost, long tick);

    /** A request has arrived, at {@code tick} or before this policy was in charge, and waits. */
    void arrived(int request, long tick);

    /** A waiting request was admitted at an instance, at {@code tick}, or came back there from host memory. */
    void admitted(int request, int instance, long tick);

    /**
     * A resident was evicted from an instance, at {@code tick}, and waits again.
     *
     * @param toHost whether it lies in that instance's host memory, and can only go on there; otherwise any may take it
     */
    void evicted(int request, int instance, boolean toHost, long tick);

    /** A resident of an instance has got its last token, at {@code tick}. */
    void completed(int request, int instance, long tick);

    /**
     * The request that an instance is to take next, one that waits and that it {@linkplain Pool#canServe can serve}, or lies
     * in its host memory; {@link InstanceView#NONE} for none. Asked often, so it should take constant time.
     */
    int next(int instance);

    /** How many requests wait for an instance: 0 exactly if there is none that it is to take sooner or later as things are. */
    int waiting(int instance);
}
