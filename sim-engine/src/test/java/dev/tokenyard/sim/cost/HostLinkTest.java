package dev.tokenyard.sim.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.time.Ticks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostLinkTest {
    /** A block of 16 tokens of Llama-2 7B is 8 MiB; PCIe 4.0 x16 moves it in a third of a millisecond. */
    @Test
    void transferTimeIsBytesOverBandwidth() {
        HostLink link = new HostLink(25e9, 8 << 20);
        assertThat(link.transferTicks(1)).isEqualTo(Ticks.fromSeconds(0.00033554432));
        assertThat(link.transferTicks(0)).isZero();
        assertThat(new HostLink(1e30, 1).transferTicks(1)).as("at least a tick").isEqualTo(1);
    }

    @Test
    void beyondTheClockIsSaid() {
        assertThatThrownBy(() -> new HostLink(1e-9, Long.MAX_VALUE).transferTicks(2))
                .isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1", "1, -1", "NaN, 1", "Infinity, 1"})
    void halfALinkIsNone(double bytesPerSecond, long blockBytes) {
        assertThatThrownBy(() -> new HostLink(bytesPerSecond, blockBytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host link");
    }
}
