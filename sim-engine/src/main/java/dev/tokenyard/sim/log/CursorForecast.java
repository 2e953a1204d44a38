package dev.tokenyard.sim.log;

import org.jspecify.annotations.Nullable;

/**
 * What the policy foresees of the memory of its instances at the moment of a {@link RunCursor}: how its forecast counts each
 * resident, and the head of a queue that it blocks. Steps are an instance's decodable steps since the start of the run.
 */
public final class CursorForecast {
    private final RunCursor cursor;
    private final @Nullable ForecastBooks books;

    CursorForecast(RunCursor cursor, @Nullable ForecastBooks books) {
        this.cursor = cursor;
        this.books = books;
    }

    /** Whether there is a forecast of an instance's memory by now. */
    public boolean isKept(int instance) {
        return plannedTokens(instance) > 0;
    }

    /** Tokens that the forecast of an instance plans with, 0 if there is none. */
    public int plannedTokens(int instance) {
        return books == null ? 0 : books.plannedTokens[instance];
    }

    /** The steps of an instance that have ended; 0 without a forecast. */
    public long step(int instance) {
        return books == null
                ? 0
                : books.stepAt(instance, cursor.tick(), cursor.log().segments(instance));
    }

    /** Tokens that are counted for a resident at a step, less the step. */
    public int offsetTokens(int resident) {
        return books == null ? 0 : books.offset[resident];
    }

    /**
     * The step at which a resident leaves as predicted. One that is past leaves a step later: the policy has not been asked
     * since, or expects nothing else.
     */
    public int endStep(int resident) {
        return books == null ? 0 : books.end[resident];
    }

    /** The head of a queue that the forecast blocks, if it is known how it would count it; otherwise -1. */
    public int candidate(int instance) {
        return books == null || books.candidateSteps[instance] == 0 ? -1 : cursor.blockedHead(instance);
    }

    /** Tokens that would be counted for the {@link #candidate} before its first step. */
    public int candidateTokens(int instance) {
        return books == null ? 0 : books.candidateTokens[instance];
    }

    /** Steps that the {@link #candidate} would stay. */
    public int candidateSteps(int instance) {
        return books == null ? 0 : books.candidateSteps[instance];
    }
}
