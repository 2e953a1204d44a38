package dev.tokenyard.app.view.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripLayoutTest {
    /** Law: lanes are named wherever there is room for it, and all always finds its place. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 6, 8, 9, 12})
    void lanesAreNamedWhereThereIsRoom(int lanes) {
        assertThat(new StripLayout(1000, 600, lanes).namesFit()).isTrue();
        boolean named = false;
        for (double height = StripLayout.leastHeight(lanes); height < 600; height++) {
            StripLayout layout = new StripLayout(1000, height, lanes);
            assertThat(layout.axisTop()).isLessThanOrEqualTo(height - 10);
            assertThat(layout.stripHeight()).isGreaterThanOrEqualTo(16);
            assertThat(named && !layout.namesFit())
                    .as("more room names no fewer")
                    .isFalse();
            named = layout.namesFit();
        }
    }
}
