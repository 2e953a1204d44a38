package dev.tokenyard.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HitMapTest {
    private final HitMap hits = new HitMap();

    @Test
    void findsTheUppermostMark() {
        hits.add(0, 7, 10, 10, 20, 10);
        hits.add(0, 8, 25, 10, 20, 10);
        assertThat(hits.requestAt(11, 11)).isEqualTo(7);
        assertThat(hits.requestAt(27, 11)).isEqualTo(8);
        assertThat(hits.requestAt(60, 11)).isEqualTo(-1);
    }

    @Test
    void marksLieAboveAreasWhoseCornerIsTheirOrigin() {
        hits.addArea(new Box(100, 50, 40, 40), (x, y) -> x < 20 ? (int) y : -1);
        hits.add(0, 99, 100, 50, 5, 5);
        assertThat(hits.requestAt(101, 51)).isEqualTo(99);
        assertThat(hits.requestAt(110, 63)).isEqualTo(13);
        assertThat(hits.requestAt(130, 63)).isEqualTo(-1);
    }

    @Test
    void knowsWhereALaneShowsARequest() {
        for (int k = 0; k < 1000; k++) {
            hits.add(k % 2, k / 2, k, 0, 1, 1);
        }
        assertThat(hits.placeOf(1, 300)).isEqualTo(new Box(601, 0, 1, 1));
        assertThat(hits.placeOf(2, 300)).isNull();
        hits.clear();
        assertThat(hits.placeOf(1, 300)).isNull();
        assertThat(hits.requestAt(601.5, 0.5)).isEqualTo(-1);
    }
}
