package dev.tokenyard.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlightsTest {
    private static final int ALL = Integer.MAX_VALUE;

    private static Moment at(long tick) {
        return new Moment(tick, 1, -1, -1, -1);
    }

    private static long copies(RunLog log) {
        return IntStream.range(0, log.events().size())
                .filter(e -> log.events().kind(e) == EventKind.COPIED)
                .count();
    }

    @Test
    void everyHandoverIsOneWholeTransferInTheOrderOfItsLink() throws Exception {
        RunLog log = MechanismRuns.parted().lanes().get(0).log();
        Flights flights = Flights.of(log);
        assertThat(flights.all()).hasSize((int) copies(log)).hasSizeGreaterThan(200);
        long free = 0;
        for (Flights.Flight flight : flights.all()) {
            assertThat(flight.whole()).isTrue();
            assertThat(flight.from()).isZero();
            assertThat(flight.to()).isEqualTo(1);
            assertThat(flight.blocks()).isPositive();
            assertThat(flight.startTick()).isBetween(Math.max(free, flight.leftTick()), flight.endTick());
            assertThat(flight.joinedTick()).isGreaterThanOrEqualTo(flight.endTick());
            free = flight.endTick();
        }
    }

    /** Nobody is nowhere: whoever is between instances is on the picture as a transfer. */
    @Test
    void whoeverIsBetweenInstancesIsSeen() throws Exception {
        RunLog log = MechanismRuns.parted().lanes().get(0).log();
        Flights flights = Flights.of(log);
        RunCursor cursor = log.cursor();
        int seen = 0;
        for (long tick = 0; tick < log.endTick(); tick += Ticks.PER_SECOND / 3) {
            cursor.seek(tick);
            for (int k = 0; k < cursor.incomingCount(1); k++) {
                int r = cursor.incoming(1, k);
                if (cursor.phase(r) == RunCursor.Phase.TRANSFER) {
                    assertThat(flights.visible(at(tick), ALL)).anyMatch(flight -> flight.request() == r);
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThan(20);
    }

    @Test
    void progressGoesFromZeroToOneAndRestsThere() throws Exception {
        Flights.Flight flight =
                Flights.of(MechanismRuns.parted().lanes().get(0).log()).all().get(40);
        assertThat(flight.progress(at(flight.leftTick()))).isZero();
        long middle = (flight.startTick() + flight.endTick()) / 2;
        assertThat(flight.progress(at(middle))).isBetween(0.45, 0.55);
        assertThat(flight.progress(at(flight.joinedTick()))).isEqualTo(1);
        Moment slow = new Moment(flight.endTick(), 4 * (flight.endTick() - flight.startTick()), -1, -1, -1);
        assertThat(flight.progress(slow)).as("a motion takes its time").isBetween(0.2, 0.3);
        assertThat(flight.isVisible(slow)).isTrue();
        assertThat(flight.isVisible(at(flight.leftTick() - 1))).isFalse();
        assertThat(flight.isVisible(at(flight.joinedTick()))).isFalse();
    }

    @Test
    void aMigrationSendsBlocksAheadOfTheRequest() throws Exception {
        RunLog log = MechanismRuns.migrating().lanes().get(0).log();
        Flights flights = Flights.of(log);
        assertThat(flights.all()).hasSize((int) copies(log));
        assertThat(flights.all()).anyMatch(Flights.Flight::whole).anyMatch(flight -> !flight.whole());
        flights.all().stream()
                .filter(flight -> !flight.whole())
                .forEach(flight -> assertThat(flight.joinedTick()).isEqualTo(flight.endTick()));
    }

    @Test
    void withoutLinksThereAreNone() {
        Flights none =
                Flights.of(DemoComparison.of(50, 2, "fcfs").lanes().get(0).log());
        assertThat(none.isEmpty()).isTrue();
        assertThat(none.visible(at(Ticks.PER_SECOND), ALL)).isEmpty();
    }
}
