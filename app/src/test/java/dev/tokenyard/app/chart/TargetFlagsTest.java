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
        return TargetFlags.place(targets, TargetLine::value, text -> 6.0 * text.length());
    }

    @Test
    void namesThatAreFarApartStandInOneRow() {
        assertThat(place(10, 200, 400)).extracting(Flag::row).containsOnly(0);
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
                    boolean crosses = other.x() > one.x() && other.x() < one.end() && other.row() >= one.row();
                    assertThat(crosses).isFalse();
                }
            }
        }
    }

    @Test
    void horizontalTargetsAndDiagonalsHaveNone() {
        List<TargetLine> others = List.of(new TargetLine("level", false, 3), TargetLine.diagonal("exact"));
        assertThat(TargetFlags.place(others, TargetLine::value, String::length)).isEmpty();
    }
}
