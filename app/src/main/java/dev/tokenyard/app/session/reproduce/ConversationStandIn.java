package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.workload.ArrivalProcess;
import dev.tokenyard.sim.workload.Lengths;
import dev.tokenyard.sim.workload.RequestStream;
import dev.tokenyard.sim.workload.WorkloadGenerator;
import dev.tokenyard.sim.workload.WorkloadSpec;
import java.util.List;

/**
 * Stands for the 10,000 LMSYS conversations of MC-SF's experiments, which may not be passed on: Poisson arrivals, and
 * log-normal lengths with the medians that the paper reports (prompt 11, output 45). Before they are cut at 1,000 tokens
 * they have its means as well (40.62 and 85.32); what is cut off lowers those to about 38.4 and 83.8.
 */
final class ConversationStandIn {
    private static final Lengths PROMPT = new Lengths.LogNormal(11, 1.616, 1, 1000);
    private static final Lengths OUTPUT = new Lengths.LogNormal(45, 1.131, 1, 1000);

    /** How far the cut takes the means from the published ones. */
    static final String MEANS =
            "The cut leaves mean lengths of about 38.4 tokens in prompts and 83.8 in outputs; published are 40.62 and 85.32.";

    /** The name of the set of draws; policies, rates and rounds meet the same ones. */
    static final String DRAWS = "conversations";

    private ConversationStandIn() {}

    static Trace trace(int requests, double perSecond, long seed) {
        return WorkloadGenerator.generate(WorkloadSpec.ofRequests(
                requests,
                "conversations",
                seed,
                List.of(new RequestStream("", new ArrivalProcess.Poisson(perSecond), PROMPT, OUTPUT))));
    }
}
