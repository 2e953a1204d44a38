package dev.tokenyard.sim.workload;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.TraceBuilder;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;
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
    private final SessionTurns turns;
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
        private int turnsLeft;
        /** The prompt and the output of its next turn, drawn ahead, since whether it fits decides whether there is one. */
        private int promptTokens;

        private int outputTokens;

        Session(int index, String client, double nextSeconds, int contextTokens, int turnsLeft) {
            this.index = index;
            this.client = client;
            this.nextSeconds = nextSeconds;
            this.contextTokens = contextTokens;
            this.turnsLeft = turnsLeft;
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
        turns = new SessionTurns(sessions, draws);
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
            session = new Session(
                    started++, draws.client(), nextSessionSeconds, sessions.sharedTokens(), turns.drawCount());
            draw(session, true);
            nextSessionSeconds = draws.arrivalSeconds();
        } else {
            pausing.remove();
        }
        turn(session, trace);
    }

    private void turn(Session session, TraceBuilder trace) {
        int prompt = session.promptTokens;
        int output = session.outputTokens;
        StreamDraws.add(trace, stream, session.nextSeconds, prompt, output, session.client);
        trace.label(Label.SESSION, "s" + (streams == 1 ? "" : number + 1 + "-") + (session.index + 1));
        tellPrefix(session, prompt, trace);
        session.contextTokens = prompt + output;
        session.turnsLeft--;
        Sessions.Pause pause = sessions.pause();
        session.nextSeconds += output * sessions.secondsPerToken()
                + pause.medianSeconds() * Math.exp(pause.sigma() * pauseNormal.sample());
        if (session.turnsLeft > 0 && draw(session, false)) {
            pausing.add(session);
        }
    }

    /** Draws the next turn of a session; false if its prompt does not fit any more. */
    private boolean draw(Session session, boolean first) {
        boolean fits = turns.draw(session.contextTokens, session.nextSeconds, first);
        session.promptTokens = turns.promptTokens();
        session.outputTokens = turns.outputTokens();
        return fits;
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
