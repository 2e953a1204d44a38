package dev.tokenyard.sim.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockTableTest {
    private static final int OWNERS = 40;

    /** Sizes below, at and above the number of blocks that is still written two to a number, with few and many evictions. */
    @ParameterizedTest
    @CsvSource({
        "1, 0",
        "2, 1",
        "7, 0.1",
        "8, 1",
        "1000, 0",
        "1000, 0.01",
        "1001, 1",
        "65534, 0.02",
        "65535, 1",
        "65536, 1",
        "65537, 0.02"
    })
    void aSavedTableGoesOnAsTheOneThatItWasSavedFrom(int blocks, double evictions) {
        Random random = new Random(blocks);
        BlockTable table = new BlockTable(blocks);
        int[] first = new int[OWNERS];
        Arrays.fill(first, BlockTable.NONE);
        churn(table, first, evictions, random, 500);
        IntList saved = new IntList();
        table.save(saved);

        BlockTable other = new BlockTable(blocks);
        int[] otherFirst = new int[OWNERS];
        Arrays.fill(otherFirst, BlockTable.NONE);
        churn(other, otherFirst, 1, new Random(0), 50);
        IntReader reader = new IntReader(saved.toArray());
        other.load(reader);
        for (int owner = 0; owner < OWNERS; owner++) {
            other.own(first[owner], owner);
        }

        assertThat(state(other)).isEqualTo(state(table));
        long seed = random.nextLong();
        int[] firstOfOther = first.clone();
        churn(table, first, evictions, new Random(seed), 200);
        churn(other, firstOfOther, evictions, new Random(seed), 200);
        assertThat(state(other)).isEqualTo(state(table));
        assertThat(saved.size()).isGreaterThanOrEqualTo(table.leastSavedSize());
    }

    /** Owners come, take some of the free blocks and leave again. */
    private static void churn(BlockTable table, int[] first, double evictions, Random random, int times) {
        for (int k = 0; k < times; k++) {
            int owner = random.nextInt(OWNERS);
            if (first[owner] != BlockTable.NONE) {
                table.release(first[owner], random.nextDouble() < evictions ? k : BlockTable.NONE);
                first[owner] = BlockTable.NONE;
            } else if (table.freeCount() > 0) {
                first[owner] = table.takeList(owner, 1 + random.nextInt(Math.max(1, table.freeCount() / 4)));
            }
        }
    }

    private static List<Object> state(BlockTable table) {
        List<Object> state = new ArrayList<>();
        state.add(table.freeCount());
        state.add(IntStream.range(0, table.blocks()).map(table::owner).boxed().toList());
        state.add(
                IntStream.range(0, table.blocks()).map(table::evictedBy).boxed().toList());
        return state;
    }
}
