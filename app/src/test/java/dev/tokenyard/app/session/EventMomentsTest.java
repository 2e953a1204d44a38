package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.EventMoments.Kind;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.time.Ticks;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventMomentsTest {
    private static final Comparison DEMO = DemoComparison.of(120, 2, "fcfs", "ssjf");

    @ParameterizedTest
    @EnumSource(Kind.class)
    void steppingVisitsEveryMomentForwardsAndBackwards(Kind kind) {
        EventMoments moments = EventMoments.of(DEMO, kind);
        int forwards = 0;
        long last = -1;
        for (long at = moments.after(-1); at != Ticks.NEVER; at = moments.after(at)) {
            assertThat(at).isGreaterThan(last);
            last = at;
            forwards++;
        }
        int backwards = 0;
        for (long at = moments.before(Ticks.NEVER); at != EventMoments.NONE; at = moments.before(at)) {
            backwards++;
        }
        assertThat(forwards).isEqualTo(moments.size()).isEqualTo(backwards);
    }

    @Test
    void preemptionsAreThoseOfAllLanes() {
        TreeSet<Long> expected = new TreeSet<>();
        for (Lane lane : DEMO.lanes()) {
            EventTrack events = lane.log().events();
            for (int e = 0; e < events.size(); e++) {
                if (events.kind(e) == EventKind.PREEMPTED) {
                    expected.add(events.tick(e));
                }
            }
        }
        EventMoments moments = EventMoments.of(DEMO, Kind.PREEMPTION);
        assertThat(moments.size()).isEqualTo(expected.size());
        for (long tick : expected) {
            assertThat(moments.after(tick - 1)).isEqualTo(tick);
            assertThat(moments.before(tick + 1)).isEqualTo(tick);
        }
    }

    @Test
    void anEmptyListHasNothingBeforeOrAfter() {
        assertThat(EventMoments.EMPTY.after(0)).isEqualTo(Ticks.NEVER);
        assertThat(EventMoments.EMPTY.before(0)).isEqualTo(EventMoments.NONE);
    }
}
