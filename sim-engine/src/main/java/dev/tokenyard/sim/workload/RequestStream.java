package dev.tokenyard.sim.workload;

import org.jspecify.annotations.Nullable;

/**
 * Requests of one kind in a synthetic trace.
 *
 * @param className their service class, empty for none
 * @param model the model that they ask for, by its catalogue key; empty where any will do
 * @param arrivals how they arrive, or how their sessions do
 * @param promptTokens their prompt lengths; of sessions, what is new in each turn
 * @param outputTokens their output lengths
 * @param correlation correlation of the normal scores of prompt and output, -0.99 to 0.99: above 0 long prompts have long
 *     outputs
 * @param clients who they come from, null where the trace is not to name any
 * @param sessions the sessions that they belong to, null where each stands alone
 */
public record RequestStream(
        String className,
        String model,
        ArrivalProcess arrivals,
        Lengths promptTokens,
        Lengths outputTokens,
        double correlation,
        @Nullable Clients clients,
        @Nullable Sessions sessions) {
    /** Checks the correlation. */
    public RequestStream {
        if (!(correlation >= -0.99 && correlation <= 0.99)) {
            throw new IllegalArgumentException("Prompt and output lengths have a correlation of " + correlation
                    + "; give a number from -0.99 to 0.99, 0 for none.");
        }
    }

    /** Requests whose lengths have nothing to do with each other, of no clients and no sessions. */
    public RequestStream(
            String className, String model, ArrivalProcess arrivals, Lengths promptTokens, Lengths outputTokens) {
        this(className, model, arrivals, promptTokens, outputTokens, 0, null, null);
    }

    /** The same, and any model may serve them. */
    public RequestStream(String className, ArrivalProcess arrivals, Lengths promptTokens, Lengths outputTokens) {
        this(className, "", arrivals, promptTokens, outputTokens);
    }

    /** The same requests arriving otherwise. */
    public RequestStream withArrivals(ArrivalProcess others) {
        return new RequestStream(className, model, others, promptTokens, outputTokens, correlation, clients, sessions);
    }

    /** The long-run mean rate of requests, in requests per second; sessions that grow too long have fewer. */
    public double meanRatePerSecond() {
        return arrivals.meanRatePerSecond() * (sessions == null ? 1 : sessions.meanTurns());
    }

    /** Class and model in few words, by which streams of one recipe are told apart; empty for neither. */
    String kind() {
        return model.isEmpty() ? className : className + "@" + model;
    }

    /** All of it in one line, for a recipe. */
    public String text() {
        return (kind().isEmpty() ? "" : kind() + ": ") + arrivals.text() + " prompt=" + promptTokens.text()
                + " output=" + outputTokens.text()
                + (correlation == 0 ? "" : " correlation=" + WorkloadSpec.number(correlation))
                + (clients == null ? "" : " " + clients.text())
                + (sessions == null ? "" : " " + sessions.text());
    }
}
