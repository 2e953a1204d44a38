package dev.tokenyard.app.session;

import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import java.util.Optional;

/** Looks up what the policy of one run foresaw. Has a cursor of its own; for one thread at a time. */
public final class ForecastReader {
    private final RunCursor cursor;

    private ForecastReader(RunLog log) {
        cursor = log.cursor();
    }

    /** A reader of a run, empty where the policy makes no forecasts or the run was not recorded. */
    public static Optional<ForecastReader> of(RunLog log) {
        return log.foreseesMemory() ? Optional.of(new ForecastReader(log)) : Optional.empty();
    }

    /** The run. */
    public RunLog log() {
        return cursor.log();
    }

    /** The forecast of an instance at a moment, in ticks. */
    public MemoryForecast at(long tick, int instance) {
        cursor.seek(tick);
        return MemoryForecast.of(cursor, instance).orElseThrow();
    }

    /** The first instance whose forecast holds a request back at a moment, in ticks; the first of all if none does. */
    public int busiest(long tick) {
        cursor.seek(tick);
        for (int i = 0; i < log().instances().size(); i++) {
            if (cursor.forecast().candidate(i) >= 0) {
                return i;
            }
        }
        return 0;
    }
}
