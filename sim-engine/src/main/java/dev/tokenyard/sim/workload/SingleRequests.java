package dev.tokenyard.sim.workload;

import dev.tokenyard.sim.model.TraceBuilder;

/** Requests that stand alone. */
final class SingleRequests implements StreamSource {
    private final int number;
    private final RequestStream stream;
    private final StreamDraws draws;
    private double nextSeconds;

    SingleRequests(int number, RequestStream stream, StreamDraws draws) {
        this.number = number;
        this.stream = stream;
        this.draws = draws;
        nextSeconds = draws.arrivalSeconds();
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public double nextSeconds() {
        return nextSeconds;
    }

    @Override
    public void emit(TraceBuilder trace) {
        draws.drawLengths(nextSeconds);
        StreamDraws.add(trace, stream, nextSeconds, draws.promptTokens(), draws.outputTokens(), draws.client());
        nextSeconds = draws.arrivalSeconds();
    }
}
