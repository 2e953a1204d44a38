package dev.tokenyard.policies.shepherd;

import dev.tokenyard.policies.kit.LastInOrder;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.LoadPolicy;
import dev.tokenyard.sim.policy.OrderPolicy;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.PolicyFactory;
import dev.tokenyard.sim.policy.PullPolicy;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;

/**
 * SHEPHERD, a model server for deep networks whose batches take a time that is known beforehand, as a baseline of LLM serving.
 *
 * <p><b>Source.</b> Zhang, Tang, Khandelwal and Stoica, "SHEPHERD: Serving DNNs in the Wild", NSDI 2023. It was not at
 * hand in full. From its abstract: the two levels, a planner that gives streams of requests to groups of GPUs from time to time
 * and an online scheduler inside each group. From open reimplementations by others (the FlexScheduler of a Nexus branch, in C++,
 * and a simulator of workflows, in Python), which agree on it: the largest feasible batch over all models goes to a GPU that is
 * free; the preemption rule |B_g| ≥ λ|B_c| with λ = 3.03, by which a preempted batch loses its work and its requests arrive anew;
 * a request whose deadline has passed counts for nothing.
 *
 * <p><b>Legend.</b> HERD, the planner = {@link Herd}; request stream = {@link RequestStream}; serving group = the GPUs that a
 * stream is given, {@link RequestStream#gpuSets}; FLEX, the online scheduler = {@link Flex}; Q_m, the requests of a model by
 * deadline = the waiting requests of the streams that ask for it; B_g, the candidate batch = {@link Flex#largest}; B_c, the batch
 * that is executed = {@link GpuSet#batch}; λ = the knob preemption; the profiled time of a batch = {@link WorstCase}.
 *
 * <p><b>Departures.</b> Our reading for LLMs, where the paper has networks of one pass: a batch is sized so that each member
 * could run to the longest output, which is also what a batch is expected to take; its members decode together and leave as they
 * end, nobody takes their places, and its size in |B_c| stays what it began with. A deadline is that of the first token. What
 * preemption loses is the KV cache; tokens that were sent stay sent. Requests whose deadline has passed are not dropped: they
 * fill what is left of a batch, or make one where none is in time. HERD's integer program, which balances the bursts that groups
 * tolerate, is a greedy share of the measured demand. Models take turns where the paper keeps those of a group loaded.
 *
 * <p><b>Taking over.</b> Where it goes on with the run of another policy, or of itself with other knobs, what runs on GPUs is
 * their batch, of the size that it has, also where it would not be sized so; what lies in host memory comes back before
 * another batch is formed or takes the place of that one. It does not know what the batch began with, nor the streams' demand
 * and share of the GPUs of before: all that waits counts as demand of that moment, and until the next plan any GPUs will do.
 */
public final class Shepherd implements PolicyFactory {
    private static final Knob PERIOD = Knob.real("period", "s", 1, 86_400, 60, "time between two plans of the groups");
    private static final Knob PREEMPTION = Knob.real(
            "preemption",
            "×",
            1,
            1_000,
            3.03,
            "how many times as large as the running batch one must be to preempt it, λ");
    private static final Knob MAX_OUTPUT = Knob.whole(
            "max-output",
            "tokens",
            1,
            1_000_000,
            2048,
            "output that batches are sized for; a request that generates more counts with the next power of two");

    private static final PolicyCard CARD = new PolicyCard(
            "shepherd",
            "SHEPHERD",
            "by fixed batch, the largest that meets its objectives",
            "Fixed batches, sized for the longest output, that a much larger batch preempts; GPUs are shared out by a periodic"
                    + " plan.",
            "Zhang et al., SHEPHERD, NSDI 2023, for LLMs as in Patke et al., SoCC 2024, arXiv 2407.00047",
            Foresight.BLIND,
            "",
            "Deadlines are those of first tokens, and late requests are served, not dropped. The planner's integer program is"
                    + " a greedy share of the measured demand. Members leave as they end; their seats stay empty.",
            List.of(PERIOD, PREEMPTION, MAX_OUTPUT));

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public boolean plansWithProfiles() {
        return true;
    }

    @Override
    public Policy create(PolicyContext context) {
        OrderPolicy byDeadline = (request, requests) -> requests.deadlineTick(request);
        LastInOrder victims = new LastInOrder(byDeadline);
        WorstCase worstCase = new WorstCase(context.profiles(), (int) context.knob(CARD, MAX_OUTPUT.name()));
        Flex flex = new Flex(
                worstCase,
                context.knob(CARD, PREEMPTION.name()),
                context.batching().compose(context.batching().memoryTest(), victims));
        Herd herd = new Herd(flex, worstCase, Ticks.fromSeconds(context.knob(CARD, PERIOD.name())), context.clock());
        return new Policy(CARD, byDeadline, flex, context.route(), victims)
                .with((PullPolicy) flex)
                .with((LoadPolicy) flex)
                .with(herd);
    }
}
