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
        PAST_SATURATION("past-saturation"),
        /** Requests were refused or not finished, so they are missing from the latencies. */
        CENSORED("censored"),
        /** Most requests were refused, since the KV cache cannot hold any one of them. */
        KV_TOO_SMALL("kv-too-small"),
        /** Step times were asked for beyond the points where they were measured. */
        OUTSIDE_GRID("outside-grid"),
        /** The policy counts on length predictions and did not have them. */
        NO_PREDICTIONS("no-predictions");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** The name in files. */
        public String id() {
            return id;
        }
    }
}
