package dev.tokenyard.sim.workload;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.TraceBuilder;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Requests that are turns of {@link Sessions}. What a session's text holds from its start on never changes, so a block of it is
 * the same in every later prompt: blocks are numbered by the session, and those that all sessions begin with by the stream.
 */
final class SessionRequests implements StreamSource {
    private final int number;
    private final int streams;
    private final RequestStream stream;
    private final Sessions sessions;
    private final StreamDraws draws;
    private final UniformRandomProvider turnRandom;
    private final ContinuousSampler pauseNormal;
    private final PriorityQueue<Session> pausing = new PriorityQueue<>(
            Comparator.comparingDouble((Session s) -> s.nextSeconds).thenComparingInt(s -> s.index));
    private double nextSessionSeconds;
    private int started;
    private int[] blocks = new int[64];

    /** A session that has a turn to come. */
    private static final class Session {
        private final int index;
        private final String client;
        private double nextSeconds;
        private int contextTokens;

        Session(int index, String client, double nextSeconds, int contextTokens) {
            this.index = index;
            this.client = client;
            this.nextSeconds = nextSeconds;
            this.contextTokens = contextTokens;
        }
    }

    /**
     * The sessions of a stream.
     *
     * @param streams how many streams the recipe has, by which blocks of different ones are told apart
     */
    SessionRequests(int number, int streams, RequestStream stream, StreamDraws draws) {
        this.number = number;
        this.streams = streams;
        this.stream = stream;
        this.sessions = Objects.requireNonNull(stream.sessions());
        this.draws = draws;
        turnRandom = draws.random("turns");
        pauseNormal = ZigguratSampler.NormalizedGaussian.of(draws.random("pauses"));
        nextSessionSeconds = draws.arrivalSeconds();
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public double nextSeconds() {
        Session first = pausing.peek();
        return first == null ? nextSessionSeconds : Math.min(nextSessionSeconds, first.nextSeconds);
    }

    @Override
    public void emit(TraceBuilder trace) {
        Session session = pausing.peek();
        if (session == null || nextSessionSeconds < session.nextSeconds) {
            session = new Session(started++, draws.client(), nextSessionSeconds, sessions.sharedTokens());
            nextSessionSeconds = draws.arrivalSeconds();
        } else {
            pausing.remove();
        }
        turn(session, trace);
    }

    private void turn(Session session, TraceBuilder trace) {
        draws.drawLengths(session.nextSeconds);
        int prompt = Math.min(session.contextTokens + draws.promptTokens(), sessions.maxContextTokens());
        int output = draws.outputTokens();
        StreamDraws.add(trace, stream, session.nextSeconds, prompt, output, session.client);
        trace.label(Label.SESSION, "s" + (streams == 1 ? "" : number + 1 + "-") + (session.index + 1));
        tellPrefix(session, prompt, trace);
        session.contextTokens = prompt + output;
        boolean more = turnRandom.nextDouble() >= 1 / sessions.meanTurns();
        Sessions.Pause pause = sessions.pause();
        session.nextSeconds += output * sessions.secondsPerToken()
                + pause.medianSeconds() * Math.exp(pause.sigma() * pauseNormal.sample());
        if (more && session.contextTokens < sessions.maxContextTokens()) {
            pausing.add(session);
        }
    }

    private void tellPrefix(Session session, int prompt, TraceBuilder trace) {
        int count = prompt / sessions.blockTokens();
        if (blocks.length < count) {
            blocks = new int[2 * count];
        }
        int shared = sessions.sharedTokens() / sessions.blockTokens();
        for (int b = 0; b < count; b++) {
            blocks[b] = b < shared ? number : streams + session.index * streams + number;
        }
        trace.prefix(sessions.blockTokens(), blocks, count);
    }
}
