package dev.tokenyard.sim.log;

import java.util.Map;

/**
 * A batching mode as files and pictures name it.
 *
 * @param id the mode, for instance {@code vllm-v1}
 * @param knobs the values of all its knobs as people write them, by name
 */
public record BatchingInfo(String id, Map<String, String> knobs) {
    /** Copies the map. */
    public BatchingInfo {
        knobs = Map.copyOf(knobs);
    }

    /** A mode without knobs. */
    public static BatchingInfo of(String id) {
        return new BatchingInfo(id, Map.of());
    }
}
