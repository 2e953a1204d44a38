package dev.tokenyard.app.session;

import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.prefs.Preferences;

/** Settings in the user's preferences, where the operating system keeps them. */
public final class UserSettings implements Settings {
    /** Held, since loggers are forgotten with their level once nobody refers to them. */
    private static final Logger PREFERENCES_LOGGER = Logger.getLogger("java.util.prefs");

    private final Preferences node;

    /** The settings of this user. */
    public UserSettings() {
        // A home directory that cannot be written to is no news on the terminal; the settings then end with the
        // program.
        PREFERENCES_LOGGER.setLevel(Level.OFF);
        node = Preferences.userRoot().node("dev/tokenyard/explorer");
    }

    @Override
    public String get(String key, String fallback) {
        return node.get(key, fallback);
    }

    @Override
    public void put(String key, String value) {
        if (value.length() <= Preferences.MAX_VALUE_LENGTH) {
            node.put(key, value);
        }
    }
}
