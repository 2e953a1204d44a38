package dev.tokenyard.app.session.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.reproduce.Experiment.Settings;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {
    /** Whoever repeats an experiment with the next seed wants other draws, not the same ones but for the first. */
    @Test
    void neighbouringSeedsShareNoTrialAndNoSetsDo() {
        Set<Long> seeds = new HashSet<>();
        for (long seed = -2; seed <= 2; seed++) {
            for (String set : new String[] {"", "a", "b"}) {
                for (int trial = 0; trial < 2_000; trial++) {
                    seeds.add(new Settings(1, seed).seedOf(set, trial));
                }
            }
        }
        assertThat(seeds).hasSize(5 * 3 * 2_000);
        assertThat(new Settings(1, 7).seedOf("a", 3)).isEqualTo(new Settings(50, 7).seedOf("a", 3));
    }

    @Test
    void theNumberOfTrialsHasLimits() {
        assertThat(new Settings(Settings.MOST_TRIALS, 1).text()).isEqualTo("100,000 trials, seed 1");
        assertThatThrownBy(() -> new Settings(Settings.MOST_TRIALS + 1, 1))
                .hasMessage("An experiment takes 1 to 100,000 trials, not 100001.");
        assertThatThrownBy(() -> new Settings(0, 1)).hasMessageContaining("1 to 100,000");
    }
}
