package dev.tokenyard.app.session;

import java.util.HashMap;
import java.util.Map;

/** Settings that end with the program: for pictures, recordings and tests, which must not depend on their user. */
public final class MemorySettings implements Settings {
    private final Map<String, String> values = new HashMap<>();

    @Override
    public String get(String key, String fallback) {
        return values.getOrDefault(key, fallback);
    }

    @Override
    public void put(String key, String value) {
        values.put(key, value);
    }
}
