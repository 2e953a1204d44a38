package dev.tokenyard.app.chart.comparison;

import dev.tokenyard.sim.metrics.LatencyKind;
import dev.tokenyard.sim.time.Ticks;

/** How a kind of latency is written on axes and in file names. */
enum LatencyScale {
    TTFT("ttft", "s", 1),
    TPOT("tpot", "ms", (double) Ticks.PER_SECOND / Ticks.PER_MILLISECOND),
    E2E("e2e", "s", 1),
    QUEUE("queue", "s", 1);

    private final String id;
    private final String symbol;
    private final double perSecond;

    LatencyScale(String id, String symbol, double perSecond) {
        this.id = id;
        this.symbol = symbol;
        this.perSecond = perSecond;
    }

    static LatencyScale of(LatencyKind kind) {
        return switch (kind) {
            case TTFT -> TTFT;
            case TPOT -> TPOT;
            case E2E -> E2E;
            case QUEUE -> QUEUE;
        };
    }

    /** The kind's name in ids. */
    String id() {
        return id;
    }

    /** The unit's symbol. */
    String symbol() {
        return symbol;
    }

    double fromSeconds(double seconds) {
        return perSecond * seconds;
    }
}
