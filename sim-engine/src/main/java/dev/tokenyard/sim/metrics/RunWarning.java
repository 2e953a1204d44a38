package dev.tokenyard.sim.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that a reader must know before believing the figures of a run.
 *
 * @param kind what it is
 * @param sentence the same for people, complete with numbers; the policy is not named
 * @param figures the numbers by name, with their units in the names
 */
public record RunWarning(Kind kind, String sentence, Map<String, Double> figures) {
    /** Copies the figures, in their order. */
    public RunWarning {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** In what way a run has left the ground on which its figures stand. */
    public enum Kind {
        /** Requests came faster than they could be served: latencies grow with the length of the trace. */
        PAST_SATURATION(true, "past-saturation", "Past saturation: the queue kept growing, and latencies with it."),
        /** Requests were refused or not finished, so they are missing from the latencies. */
        CENSORED(
                false,
                "censored",
                "Not every request was served: latencies leave the others out, SLO figures count them as missed."),
        /** Most requests were refused, since the KV cache cannot hold any one of them. */
        KV_TOO_SMALL(false, "kv-too-small", "KV cache too small: most requests were refused."),
        /** Step times were asked for beyond the points where they were measured. */
        OUTSIDE_GRID(true, "outside-grid", "Step times beyond the measured grid: extrapolated."),
        /** The policy counts on length predictions and did not have them. */
        NO_PREDICTIONS(true, "no-predictions", "Length predictions are absent."),
        /** The policy would have gone round in circles, and left its published rule. */
        GUARD(true, "livelock-guard", "A guard against livelock had to step in: this is not the published rule alone.");

        private static final String OF_WHOLE_RUN = " This is of the whole run, not of the range.";

        private final boolean ofRun;
        private final String id;
        private final String headline;

        Kind(boolean ofRun, String id, String headline) {
            this.ofRun = ofRun;
            this.id = id;
            this.headline = headline;
        }

        /** A sentence that holds for every run of the kind, beside figures of a window. */
        public String headline(Window window) {
            return headline + scope(window);
        }

        /**
         * Whether it is about a run as a whole, even beside figures of a part of its time: what a policy did before a range bears
         * upon the range. Others are about requests, and then about those that the figures count.
         */
        public boolean isOfRun() {
            return ofRun;
        }

        /** A sentence, with a space before it, that says so where figures are of a part of the time; else empty. */
        String scope(Window window) {
            return ofRun && !window.isWhole() ? OF_WHOLE_RUN : "";
        }

        /** The name in files. */
        public String id() {
            return id;
        }
    }
}
