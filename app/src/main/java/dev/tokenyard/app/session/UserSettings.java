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
        this(quietRoot().node("dev/tokenyard/explorer"));
    }

    /** Settings in a given node. */
    UserSettings(Preferences node) {
        this.node = node;
    }

    /** A home directory that cannot be written to is no news on the terminal; the settings then end with the program. */
    private static Preferences quietRoot() {
        PREFERENCES_LOGGER.setLevel(Level.OFF);
        return Preferences.userRoot();
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
