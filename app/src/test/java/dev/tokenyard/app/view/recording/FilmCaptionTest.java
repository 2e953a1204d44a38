package dev.tokenyard.app.view.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.viewmodel.RunClock;
import org.junit.jupiter.api.Test;

class FilmCaptionTest {
    @Test
    void theTheoryHasNoRealTime() {
        assertThat(FilmCaption.pace(RunClock.SECONDS, 1)).isEqualTo("real time");
        assertThat(FilmCaption.pace(RunClock.SECONDS, 0.25)).isEqualTo("0.25×");
        assertThat(FilmCaption.pace(RunClock.ROUNDS, 1)).isEqualTo("1 round per second");
        assertThat(FilmCaption.pace(RunClock.ROUNDS, 4)).isEqualTo("4 rounds per second");
    }
}
