package dev.tokenyard.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The histogram of phases against residents that are visited one by one. */
class KvLedgerTest {
    @Test
    void jumpsTakeTheBlocksThatSingleStepsTake() {
        Random random = new Random(1);
        for (int trial = 0; trial < 500; trial++) {
            int blockTokens = 1 + random.nextInt(20);
            int step = random.nextInt(50);
            KvLedger ledger = new KvLedger(1_000_000, blockTokens);
            List<Integer> slotsInNextStep = new ArrayList<>();
            for (int i = 1 + random.nextInt(12); i > 0; i--) {
                int slots = 2 + random.nextInt(100);
                slotsInNextStep.add(slots);
                ledger.take(ledger.blocksFor(slots - 1));
                ledger.startDecoding(slots, step);
            }
            int steps = random.nextInt(70);
            int expected = 0;
            for (int slots : slotsInNextStep) {
                expected += ledger.blocksFor(slots + steps - 1);
            }
            ledger.grow(step, steps);
            assertThat(ledger.usedBlocks()).isEqualTo(expected);
            for (int slots : slotsInNextStep) {
                ledger.stopDecoding(slots + steps, step + steps);
            }
            assertThat(ledger.usedBlocks()).isZero();
        }
    }

    @Test
    void shortageComesExactlyWhenBlocksRunOut() {
        Random random = new Random(2);
        for (int trial = 0; trial < 500; trial++) {
            int blockTokens = 1 + random.nextInt(20);
            int step = random.nextInt(50);
            int residents = 1 + random.nextInt(12);
            List<Integer> slotsInNextStep = new ArrayList<>();
            int held = 0;
            for (int i = 0; i < residents; i++) {
                int slots = 2 + random.nextInt(100);
                slotsInNextStep.add(slots);
                held += (slots - 1 + blockTokens - 1) / blockTokens;
            }
            KvLedger ledger = new KvLedger(held + random.nextInt(3 * residents), blockTokens);
            for (int slots : slotsInNextStep) {
                ledger.take(ledger.blocksFor(slots - 1));
                ledger.startDecoding(slots, step);
            }
            int limit = 1 + random.nextInt(100);
            int keepFree = random.nextInt(1 + ledger.totalBlocks() - ledger.usedBlocks());
            int steps = ledger.stepsUntilShortage(step, limit, keepFree);
            assertThat(ledger.usedBlocks() + ledger.growthOver(step, steps))
                    .isLessThanOrEqualTo(ledger.totalBlocks() - keepFree);
            if (steps < limit) {
                assertThat(ledger.usedBlocks() + ledger.growthOver(step, steps + 1))
                        .isGreaterThan(ledger.totalBlocks() - keepFree);
            }
        }
    }
}
