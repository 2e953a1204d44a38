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
 * @param contextTokens the most tokens of prompt and output together, 2 to 20 million, for requests that stand alone: prompts that
 *     do not fit beside their output are drawn again. {@link #UNLIMITED} for no such limit
 */
public record RequestStream(
        String className,
        String model,
        ArrivalProcess arrivals,
        Lengths promptTokens,
        Lengths outputTokens,
        double correlation,
        @Nullable Clients clients,
        @Nullable Sessions sessions,
        int contextTokens) {
    /** No limit of prompt and output together. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int MOST_CONTEXT = 20_000_000;

    /** Checks the correlation and the context. */
    public RequestStream {
        if (!(correlation >= -0.99 && correlation <= 0.99)) {
            throw new IllegalArgumentException("Prompt and output lengths have a correlation of " + correlation
                    + "; give a number from -0.99 to 0.99, 0 for none.");
        }
        if (contextTokens != UNLIMITED) {
            if (contextTokens < 2 || contextTokens > MOST_CONTEXT) {
                throw new IllegalArgumentException("Prompt and output have at most " + contextTokens
                        + " tokens together; give a number from 2 to 20,000,000.");
            }
            if (sessions != null) {
                throw new IllegalArgumentException("A stream of sessions has a context of " + contextTokens
                        + " tokens of its own; give the sessions theirs instead.");
            }
            if (promptTokens.minTokens() + (long) outputTokens.minTokens() > contextTokens) {
                throw new IllegalArgumentException("Prompt and output have at least "
                        + (promptTokens.minTokens() + (long) outputTokens.minTokens()) + " tokens and at most "
                        + contextTokens + " together; give shorter lengths or a larger context.");
            }
        }
    }

    /** Requests whose prompt and output together have no limit. */
    public RequestStream(
            String className,
            String model,
            ArrivalProcess arrivals,
            Lengths promptTokens,
            Lengths outputTokens,
            double correlation,
            @Nullable Clients clients,
            @Nullable Sessions sessions) {
        this(className, model, arrivals, promptTokens, outputTokens, correlation, clients, sessions, UNLIMITED);
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
        return new RequestStream(
                className, model, others, promptTokens, outputTokens, correlation, clients, sessions, contextTokens);
    }

    /**
     * The long-run mean rate of requests, in requests per second. Of sessions it is that of a trace which has gone on for longer
     * than they last: at its beginning there are only the first turns.
     */
    public double meanRatePerSecond() {
        return arrivals.meanRatePerSecond() * (sessions == null ? 1 : ExpectedTurns.of(this));
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
                + (contextTokens == UNLIMITED ? "" : " context=" + contextTokens)
                + (clients == null ? "" : " " + clients.text())
                + (sessions == null ? "" : " " + sessions.text());
    }
}
