package dev.tokenyard.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.chart.TargetFlags.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TargetFlagsTest {
    private static List<Flag> place(double... places) {
        List<TargetLine> targets = new ArrayList<>();
        for (double place : places) {
            targets.add(new TargetLine("ten chars.", true, place));
        }
        return TargetFlags.place(targets, TargetLine::value, text -> 6.0 * text.length(), 0, 500);
    }

    @Test
    void namesThatAreFarApartStandInOneRow() {
        assertThat(place(10, 200, 400)).extracting(Flag::row).containsOnly(0);
    }

    /** Names that would be stacked at the right of their lines stand side by side if some are at the left. */
    @Test
    void aNameStandsBeforeItsLineWhereThatSavesARow() {
        List<Flag> flags = place(150, 230, 280);
        assertThat(flags).extracting(Flag::row).containsOnly(0);
        assertThat(flags).extracting(Flag::before).containsExactly(false, true, true);
        assertThat(place(150, 230, 490)).as("all on one side").allMatch(Flag::before);
        assertThat(place(30, 40, 50)).extracting(Flag::row).containsExactly(0, 1, 2);
    }

    @Test
    void aNameAtTheEndStandsBeforeItsLineRatherThanBeyondThePlot() {
        assertThat(place(10, 490)).extracting(Flag::end).allMatch(end -> end <= 500);
        assertThat(place(470, 490).get(0).end()).as("no room before it").isGreaterThan(500);
    }

    @Test
    void aNameIsNeverCrossedByTheLineOfAnotherNorLiesOnItsName() {
        Random random = new Random(5);
        for (int trial = 0; trial < 500; trial++) {
            double[] places = random.doubles(1 + random.nextInt(5), 0, 300).toArray();
            List<Flag> flags = place(places);
            assertThat(flags).hasSize(places.length);
            for (Flag one : flags) {
                for (Flag other : flags) {
                    // The line of the other goes from the plot up to its own name.
                    boolean crosses = other.x() > one.start() && other.x() < one.end() && other.row() >= one.row();
                    assertThat(crosses).isFalse();
                    boolean overlaps = one != other
                            && one.row() == other.row()
                            && one.start() < other.end()
                            && other.start() < one.end();
                    assertThat(overlaps).isFalse();
                }
            }
        }
    }

    @Test
    void horizontalTargetsAndDiagonalsHaveNone() {
        List<TargetLine> others = List.of(new TargetLine("level", false, 3), TargetLine.diagonal("exact"));
        assertThat(TargetFlags.place(others, TargetLine::value, String::length, 0, 500))
                .isEmpty();
    }
}
