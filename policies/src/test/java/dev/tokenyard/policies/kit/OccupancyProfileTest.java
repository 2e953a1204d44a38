package dev.tokenyard.policies.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The profile against the paper's inequality, evaluated at every step. */
class OccupancyProfileTest {
    private record Resident(int request, int promptTokens, int outputTokens, long start) {
        long heldAt(long step) {
            return step > start && step <= start + outputTokens ? promptTokens + step - start : 0;
        }
    }

    private static boolean fits(List<Resident> residents, Resident newcomer, int capacity) {
        for (long step = newcomer.start + 1; step <= newcomer.start + newcomer.outputTokens; step++) {
            long now = step;
            long held = residents.stream().mapToLong(r -> r.heldAt(now)).sum() + newcomer.heldAt(now);
            if (held > capacity) {
                return false;
            }
        }
        return true;
    }

    @Test
    void findsTheEarliestFeasibleStart() {
        Random random = new Random(5);
        int moved = 0;
        for (int trial = 0; trial < 3_000; trial++) {
            int capacity = 30 + random.nextInt(100);
            long now = random.nextInt(30);
            OccupancyProfile profile = new OccupancyProfile();
            List<Resident> residents = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Resident resident =
                        new Resident(i, 1 + random.nextInt(15), 1 + random.nextInt(40), now - random.nextInt(10));
                if (resident.start + resident.outputTokens > now && fits(residents, resident, capacity)) {
                    residents.add(resident);
                    profile.add(i, resident.promptTokens - resident.start, resident.start + resident.outputTokens);
                }
            }
            int prompt = 1 + random.nextInt(15);
            int output = 1 + random.nextInt(capacity - prompt);
            long expected = now;
            while (!fits(residents, new Resident(99, prompt, output, expected), capacity)) {
                expected++;
            }
            long found = now;
            long next = profile.earliestStart(prompt, output, found, Long.MAX_VALUE, capacity);
            while (next != found) {
                found = next;
                next = profile.earliestStart(prompt, output, found, Long.MAX_VALUE, capacity);
            }
            assertThat(found).as("trial %d", trial).isEqualTo(expected);
            assertThat(profile.peakWith(prompt, output, found)).isLessThanOrEqualTo(capacity);
            if (expected > now) {
                moved++;
                assertThat(profile.peakWith(prompt, output, now)).isGreaterThan(capacity);
            }
        }
        assertThat(moved).as("trials in which the newcomer had to wait").isGreaterThan(500);
    }

    /**
     * A newcomer is only asked about the ends up to its own. A (0, 30, 1) is overdue at 1 and expected to stay until 4, where
     * it holds 34 beside the 7 of B (0, 3, 5), more than 40. C (1, 1, 1) has gone by then, so it is none of its business.
     */
    @Test
    void whatResidentsAloneWillExceedDoesNotBarWhoEndsBefore() {
        OccupancyProfile profile = new OccupancyProfile();
        profile.add(0, 30, 1);
        profile.add(1, 3, 5);
        profile.postponeOverdue(1);
        assertThat(profile.firstEnd()).isEqualTo(4);
        assertThat(profile.occupancyAt(4)).isEqualTo(41);
        assertThat(profile.peakWith(1, 1, 1)).isEqualTo(39);
        assertThat(profile.earliestStart(1, 1, 1, Long.MAX_VALUE, 40)).isEqualTo(1);
    }

    @Test
    void forgetsWhoLeavesAndPostponesTheOverdue() {
        OccupancyProfile profile = new OccupancyProfile();
        profile.add(1, 10, 5);
        profile.add(2, 20, 8);
        profile.remove(1);
        assertThat(profile.size()).isEqualTo(1);
        assertThat(profile.firstEnd()).isEqualTo(8);
        profile.postponeOverdue(12);
        assertThat(profile.firstEnd()).isEqualTo(12 + (20 + 12) / 8);
        profile.remove(2);
        assertThat(profile.firstEnd()).isEqualTo(Long.MAX_VALUE);
        assertThat(profile.earliestStart(5, 5, 3, Long.MAX_VALUE, 10)).isEqualTo(3);
    }
}
