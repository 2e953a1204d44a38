package dev.tokenyard.sim.trace.edit;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A change of a trace. It leaves the trace that it is applied to as it is; requests keep their lengths, names, predictions and
 * common prefixes, and their order.
 */
public sealed interface TraceEdit {
    /**
     * The changed trace; the very same one where there is nothing to change.
     *
     * @throws IllegalArgumentException with a sentence for the user if the change cannot be made to this trace
     */
    Trace apply(Trace trace);

    /** What it does, in few words. */
    String text();

    /** Changes a trace by one edit after the other. */
    static Trace applyAll(List<TraceEdit> edits, Trace trace) {
        Trace changed = trace;
        for (TraceEdit edit : edits) {
            changed = edit.apply(changed);
        }
        return changed;
    }

    /**
     * Keeps the requests of a stretch of time, which from then on begins at 0.
     *
     * @param fromSeconds its beginning in seconds, 0 or more
     * @param toSeconds its end, after the beginning; requests that arrive at it are left out. Infinite for none
     */
    record Cut(double fromSeconds, double toSeconds) implements TraceEdit {
        /** Checks that there is a stretch. */
        public Cut {
            if (!(fromSeconds >= 0 && fromSeconds < toSeconds)) {
                throw new IllegalArgumentException("The cut from " + fromSeconds + " s to " + toSeconds
                        + " s keeps no time; begin at 0 or later, and end after that.");
            }
        }

        @Override
        public Trace apply(Trace trace) {
            long from = ticks(fromSeconds);
            long to = ticks(toSeconds);
            if (from == 0 && to > trace.lastArrivalTick()) {
                return trace;
            }
            TraceBuilder kept = Trace.builder(trace.name());
            for (int r = 0; r < trace.size() && trace.arrivalTick(r) < to; r++) {
                if (trace.arrivalTick(r) >= from) {
                    kept.copy(trace, r, trace.arrivalTick(r) - from);
                }
            }
            return kept.build();
        }

        private static long ticks(double seconds) {
            return seconds > Ticks.toSeconds(Ticks.MAX_ARRIVAL) ? Ticks.NEVER : Ticks.fromSeconds(seconds);
        }

        @Override
        public String text() {
            return Double.isInfinite(toSeconds)
                    ? "cut from " + number(fromSeconds) + " s"
                    : "cut from " + number(fromSeconds) + " s to " + number(toSeconds) + " s";
        }
    }

    /**
     * Makes requests arrive faster or slower.
     *
     * @param factor how many times faster; positive and finite
     */
    record Scale(double factor) implements TraceEdit {
        /** Checks the factor. */
        public Scale {
            if (!(factor > 0) || Double.isInfinite(factor)) {
                throw new IllegalArgumentException(
                        "The rate scale is " + factor + "; give a positive number such as 1.5.");
            }
        }

        @Override
        public Trace apply(Trace trace) {
            return trace.withRateScaled(factor);
        }

        @Override
        public String text() {
            return "rate x " + number(factor);
        }
    }

    /**
     * Keeps a share of the requests, by chance. Requests of one session stay together, as their turns build on each other. With
     * the same seed a smaller share keeps some of what a larger one keeps, and nothing else.
     *
     * @param share the share that is kept, above 0 to 1
     * @param seed the seed of chance
     */
    record Sample(double share, long seed) implements TraceEdit {
        /** Checks the share. */
        public Sample {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("A sample of " + 100 * share
                        + " % of the requests is impossible; give more than 0 and at most 100 %.");
            }
        }

        @Override
        public Trace apply(Trace trace) {
            if (share == 1) {
                return trace;
            }
            UniformRandomProvider chance = new RandomStreams(seed).stream("trace/sample");
            double[] ofSession = new double[trace.names(Label.SESSION).size()];
            Arrays.fill(ofSession, Double.NaN);
            TraceBuilder kept = Trace.builder(trace.name());
            for (int r = 0; r < trace.size(); r++) {
                // Drawn for every request, so that no session moves the lots of others.
                double lot = chance.nextDouble();
                int session = trace.nameIndex(Label.SESSION, r);
                if (session >= 0) {
                    ofSession[session] = Double.isNaN(ofSession[session]) ? lot : ofSession[session];
                    lot = ofSession[session];
                }
                if (lot < share) {
                    kept.copy(trace, r, trace.arrivalTick(r));
                }
            }
            return kept.build();
        }

        @Override
        public String text() {
            return "a sample of " + number(100 * share) + " % (seed " + seed + ")";
        }
    }

    /**
     * Makes all requests arrive later, or earlier.
     *
     * @param seconds by how many seconds later, negative for earlier; finite
     */
    record Shift(double seconds) implements TraceEdit {
        /** Checks that the time is a number. */
        public Shift {
            if (!Double.isFinite(seconds)) {
                throw new IllegalArgumentException("The shift is " + seconds + " s; give a number of seconds.");
            }
        }

        @Override
        public Trace apply(Trace trace) {
            long ticks = Ticks.fromSeconds(seconds);
            if (ticks == 0 || trace.size() == 0) {
                return trace;
            }
            if (trace.arrivalTick(0) + ticks < 0) {
                throw new IllegalArgumentException("The first request arrives at "
                        + Ticks.toSeconds(trace.arrivalTick(0)) + " s and cannot come " + -seconds
                        + " s earlier; shift by less.");
            }
            TraceBuilder shifted = Trace.builder(trace.name());
            for (int r = 0; r < trace.size(); r++) {
                shifted.copy(trace, r, trace.arrivalTick(r) + ticks);
            }
            return shifted.build();
        }

        @Override
        public String text() {
            return (seconds < 0 ? "earlier by " : "later by ") + number(Math.abs(seconds)) + " s";
        }
    }

    /**
     * Adds the requests of another trace at their own times; of equal times those of the first trace come first. Classes and
     * models of the same name are the same; clients and sessions are not, and get other names where both traces have them. The
     * traces share no prefixes.
     *
     * @param other the other trace
     */
    record Merge(Trace other) implements TraceEdit {
        @Override
        public Trace apply(Trace trace) {
            // A trace merged with itself is another one, too: the builder tells them apart by identity.
            Trace second = TraceNames.apart(
                    TraceNames.apart(other.named(other.name()), trace, Label.CLIENT), trace, Label.SESSION);
            TraceBuilder merged = Trace.builder(trace.name());
            int a = 0;
            int b = 0;
            while (a < trace.size() || b < second.size()) {
                if (b == second.size() || (a < trace.size() && trace.arrivalTick(a) <= second.arrivalTick(b))) {
                    merged.copy(trace, a, trace.arrivalTick(a));
                    a++;
                } else {
                    merged.copy(second, b, second.arrivalTick(b));
                    b++;
                }
            }
            return merged.build();
        }

        @Override
        public String text() {
            return "merged with " + other.name();
        }
    }

    /** A number without needless decimals. */
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(Math.rint(value * 1e6) / 1e6);
    }
}
