package dev.tokenyard.sim.workload;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.jspecify.annotations.Nullable;

/** What one stream draws, each from a random stream of its own. */
final class StreamDraws {
    private static final int TRIES = 200;

    private final RandomStreams random;
    private final String key;
    private final ArrivalSampler arrivals;
    private final ContinuousSampler promptNormal;
    private final ContinuousSampler outputNormal;
    private final LengthSampler prompts;
    private final LengthSampler outputs;
    private final double correlation;
    private final double independence;
    private final int contextTokens;
    private final @Nullable Clients clients;
    private final double[] clientShares;
    private final UniformRandomProvider clientRandom;
    private int promptTokens;
    private int outputTokens;

    StreamDraws(RequestStream stream, RandomStreams random, String key) {
        this.random = random;
        this.key = key;
        arrivals = ArrivalSampler.of(stream.arrivals(), random, key);
        promptNormal = ZigguratSampler.NormalizedGaussian.of(random.stream(key + "/prompts"));
        outputNormal = ZigguratSampler.NormalizedGaussian.of(random.stream(key + "/outputs"));
        prompts = LengthSampler.of(stream.promptTokens());
        outputs = LengthSampler.of(stream.outputTokens());
        correlation = stream.correlation();
        independence = Math.sqrt(1 - correlation * correlation);
        contextTokens = stream.contextTokens();
        clients = stream.clients();
        clientRandom = random.stream(key + "/clients");
        clientShares = clients == null ? new double[0] : cumulativeShares(clients);
    }

    private static double[] cumulativeShares(Clients clients) {
        double[] shares = new double[clients.count()];
        double sum = 0;
        for (int c = 0; c < shares.length; c++) {
            sum += Math.pow(c + 1, -clients.skew());
            shares[c] = sum;
        }
        return shares;
    }

    /** A further random stream of this stream's own. */
    UniformRandomProvider random(String purpose) {
        return random.stream(key + "/" + purpose);
    }

    /** When the next request or session arrives, in seconds. */
    double arrivalSeconds() {
        return arrivals.nextSeconds();
    }

    /** Draws the lengths of a request that arrives at a moment. Where it has a context, the prompt fits into what the output leaves. */
    void drawLengths(double seconds) {
        double prompt = promptNormal.sample();
        double output = outputNormal.sample();
        promptTokens = prompts.tokens(prompt, seconds);
        outputTokens =
                Math.min(outputs.tokens(correlation * prompt + independence * output, seconds), contextTokens - 1);
        for (int i = 0; i < TRIES && promptTokens > contextTokens - outputTokens; i++) {
            promptTokens = prompts.tokens(promptNormal.sample(), seconds);
        }
        promptTokens = Math.min(promptTokens, contextTokens - outputTokens);
    }

    int promptTokens() {
        return promptTokens;
    }

    int outputTokens() {
        return outputTokens;
    }

    /** Who the next request or session comes from; empty where the stream names nobody. */
    String client() {
        if (clients == null) {
            return "";
        }
        if (clients.count() == 1) {
            return clients.name();
        }
        double place = clientRandom.nextDouble() * clientShares[clientShares.length - 1];
        int at = Arrays.binarySearch(clientShares, place);
        return clients.name() + (Math.min(at < 0 ? -at - 1 : at + 1, clientShares.length - 1) + 1);
    }

    /** Adds a request to a trace, at the nearest microsecond. */
    static void add(
            TraceBuilder trace,
            RequestStream stream,
            double seconds,
            int promptTokens,
            int outputTokens,
            String client) {
        long tick = Math.round(seconds * 1e6) * Ticks.PER_MICROSECOND;
        trace.add(tick, promptTokens, outputTokens, stream.className(), stream.model());
        if (!client.isEmpty()) {
            trace.label(Label.CLIENT, client);
        }
    }
}
