package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.prefs.BackingStoreException;
import java.util.prefs.Preferences;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Settings in a node of the test's own, which it removes; those of whoever runs the test stay as they are. */
class UserSettingsTest {
    private final Preferences node = Preferences.userRoot().node("tokenyard-test-" + UUID.randomUUID());
    private final UserSettings settings = new UserSettings(node);

    @AfterEach
    void remove() throws BackingStoreException {
        node.removeNode();
    }

    @Test
    void rememberWhatTheyWereTold() {
        assertThat(settings.get("theme", "dark")).isEqualTo("dark");
        settings.put("theme", "light");
        assertThat(settings.get("theme", "dark")).isEqualTo("light");
        assertThat(new UserSettings(node).get("theme", "dark")).isEqualTo("light");
    }

    @Test
    void whatIsTooLongIsNotKeptAndDoesNoHarm() {
        settings.put("recent", "short");
        settings.put("recent", "x".repeat(Preferences.MAX_VALUE_LENGTH + 1));
        assertThat(settings.get("recent", "")).isEqualTo("short");
        settings.put("recent", "y".repeat(Preferences.MAX_VALUE_LENGTH));
        assertThat(settings.get("recent", "")).hasSize(Preferences.MAX_VALUE_LENGTH);
    }
}
