package dev.tokenyard.app.session;

import dev.tokenyard.sim.model.Trace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A trace was read, but there is not enough memory to record how all its requests are served. */
public final class TraceTooLargeException extends ScenarioException {
    private static final long serialVersionUID = 1L;

    private final transient Trace trace;
    private final transient @Nullable TraceSummary summary;
    private final int fitting;

    /**
     * With a sentence for the user.
     *
     * @param trace the requests, as the scenario would play them
     * @param fitting about how many of the first requests would fit, at least 1
     */
    public TraceTooLargeException(String message, Trace trace, int fitting) {
        this(message, trace, fitting, null);
    }

    private TraceTooLargeException(String message, Trace trace, int fitting, @Nullable TraceSummary summary) {
        super(message);
        this.trace = trace;
        this.fitting = fitting;
        this.summary = summary;
    }

    /** The same with what the trace looks like. */
    TraceTooLargeException with(TraceSummary measured) {
        TraceTooLargeException told =
                new TraceTooLargeException(String.valueOf(getMessage()), trace, fitting, measured);
        told.initCause(this);
        return told;
    }

    /** The requests, as the scenario would play them. */
    Trace trace() {
        return trace;
    }

    /** What the trace looks like, where it has been measured. */
    public Optional<TraceSummary> summary() {
        return Optional.ofNullable(summary);
    }

    /** About how many of the first requests would fit. */
    public int fitting() {
        return fitting;
    }
}
