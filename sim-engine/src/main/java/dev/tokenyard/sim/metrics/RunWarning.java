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
        PAST_SATURATION("past-saturation", "Past saturation: the queue kept growing, and latencies with it."),
        /** Requests were refused or not finished, so they are missing from the latencies. */
        CENSORED(
                "censored",
                "Not every request was served: latencies leave the others out, SLO figures count them as missed."),
        /** Most requests were refused, since the KV cache cannot hold any one of them. */
        KV_TOO_SMALL("kv-too-small", "KV cache too small: most requests were refused."),
        /** Step times were asked for beyond the points where they were measured. */
        OUTSIDE_GRID("outside-grid", "Step times beyond the measured grid: extrapolated."),
        /** The policy counts on length predictions and did not have them. */
        NO_PREDICTIONS("no-predictions", "Length predictions are absent."),
        /** The policy would have gone round in circles, and left its published rule. */
        GUARD("livelock-guard", "A guard against livelock had to step in: this is not the published rule alone.");

        private final String id;
        private final String headline;

        Kind(String id, String headline) {
            this.id = id;
            this.headline = headline;
        }

        /** A sentence that holds for every run of the kind. */
        public String headline() {
            return headline;
        }

        /** The name in files. */
        public String id() {
            return id;
        }
    }
}
