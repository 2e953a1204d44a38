package dev.tokenyard.app.session;

import dev.tokenyard.sim.workload.Clients;
import dev.tokenyard.sim.workload.RequestStream;
import dev.tokenyard.sim.workload.Sessions;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Streams of requests in workload recipes. */
final class StreamJson {
    private static final String CLASS = "class";
    private static final String MODEL = "model";
    private static final String ARRIVALS = "arrivals";
    private static final String PROMPT = "prompt_tokens";
    private static final String OUTPUT = "output_tokens";
    private static final String CORRELATION = "correlation";
    private static final String CLIENTS = "clients";
    private static final String SESSIONS = "sessions";
    private static final String CONTEXT = "max_context_tokens";

    private StreamJson() {}

    static RequestStream read(JsonFields stream, @Nullable Path folder) throws ScenarioException {
        stream.allowOnly(Set.of(CLASS, MODEL, ARRIVALS, PROMPT, OUTPUT, CORRELATION, CLIENTS, SESSIONS, CONTEXT));
        return new RequestStream(
                stream.line(CLASS, ""),
                stream.line(MODEL, ""),
                ArrivalJson.read(stream.object(ARRIVALS), folder),
                LengthsJson.read(stream.object(PROMPT)),
                LengthsJson.read(stream.object(OUTPUT)),
                stream.number(CORRELATION, 0),
                stream.has(CLIENTS) ? clients(stream.object(CLIENTS)) : null,
                stream.has(SESSIONS) ? sessions(stream.object(SESSIONS)) : null,
                stream.wholeNumber(CONTEXT, RequestStream.UNLIMITED));
    }

    private static Clients clients(JsonFields clients) throws ScenarioException {
        clients.allowOnly(Set.of("name", "count", "skew"));
        return new Clients(clients.line("name", "client-"), clients.wholeNumber("count", 1), clients.number("skew", 0));
    }

    private static Sessions sessions(JsonFields sessions) throws ScenarioException {
        sessions.allowOnly(Set.of(
                "mean_turns",
                "turns",
                "min_turns",
                "max_turns",
                "pause_median_s",
                "pause_sigma",
                "seconds_per_token",
                "shared_tokens",
                "block_tokens",
                "max_context_tokens"));
        return new Sessions(
                turns(sessions),
                new Sessions.Pause(sessions.number("pause_median_s"), sessions.number("pause_sigma", 0)),
                sessions.number("seconds_per_token", 0),
                sessions.wholeNumber("shared_tokens", 0),
                sessions.wholeNumber("block_tokens", 16),
                sessions.wholeNumber("max_context_tokens", 10_000_000));
    }

    /** A mean of a geometric number, a fixed number, or a range. */
    private static Sessions.Turns turns(JsonFields sessions) throws ScenarioException {
        boolean fixed = sessions.has("turns");
        boolean range = sessions.has("min_turns") || sessions.has("max_turns");
        if ((fixed ? 1 : 0) + (range ? 1 : 0) + (sessions.has("mean_turns") ? 1 : 0) > 1) {
            throw new ScenarioException("In the workload recipe, " + sessions.at("turns")
                    + " is told in two ways; give either mean_turns, turns, or min_turns and max_turns.");
        }
        if (fixed) {
            int turns = sessions.wholeNumber("turns", 1);
            return Sessions.Turns.between(turns, turns);
        }
        return range
                ? Sessions.Turns.between(sessions.wholeNumber("min_turns", 1), sessions.wholeNumber("max_turns", 1))
                : Sessions.Turns.geometric(sessions.number("mean_turns"));
    }

    static void write(RequestStream stream, ObjectNode node) {
        node.put(CLASS, stream.className());
        if (!stream.model().isEmpty()) {
            node.put(MODEL, stream.model());
        }
        node.set(ARRIVALS, ArrivalJson.write(stream.arrivals()));
        node.set(PROMPT, LengthsJson.write(stream.promptTokens()));
        node.set(OUTPUT, LengthsJson.write(stream.outputTokens()));
        if (stream.correlation() != 0) {
            node.put(CORRELATION, stream.correlation());
        }
        if (stream.contextTokens() != RequestStream.UNLIMITED) {
            node.put(CONTEXT, stream.contextTokens());
        }
        Clients clients = stream.clients();
        if (clients != null) {
            node.putObject(CLIENTS)
                    .put("name", clients.name())
                    .put("count", clients.count())
                    .put("skew", clients.skew());
        }
        Sessions sessions = stream.sessions();
        if (sessions != null) {
            ObjectNode told = node.putObject(SESSIONS);
            Sessions.Turns turns = sessions.turns();
            if (turns.isGeometric()) {
                told.put("mean_turns", turns.mean());
            } else if (turns.least() == turns.most()) {
                told.put("turns", turns.least());
            } else {
                told.put("min_turns", turns.least()).put("max_turns", turns.most());
            }
            told.put("pause_median_s", sessions.pause().medianSeconds())
                    .put("pause_sigma", sessions.pause().sigma())
                    .put("seconds_per_token", sessions.secondsPerToken())
                    .put("shared_tokens", sessions.sharedTokens())
                    .put("block_tokens", sessions.blockTokens())
                    .put("max_context_tokens", sessions.maxContextTokens());
        }
    }
}
