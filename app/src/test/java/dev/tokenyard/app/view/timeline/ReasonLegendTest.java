package dev.tokenyard.app.view.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.RunWords;
import dev.tokenyard.app.view.timeline.ReasonLegend.Entry;
import dev.tokenyard.sim.policy.BlockReason;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonLegendTest {
    private static final List<BlockReason> ALL = Arrays.stream(BlockReason.values())
            .filter(reason -> reason != BlockReason.NONE)
            .toList();

    private static ReasonLegend of(double room) {
        return ReasonLegend.of(ALL, room, 31, text -> 6.0 * text.length());
    }

    private static double width(ReasonLegend legend) {
        double words = legend.entries().stream()
                .mapToDouble(entry -> 31 + 6.0 * entry.words().length())
                .sum();
        return words + (legend.more() == 0 ? 0 : 6.0 * ("+" + legend.more()).length());
    }

    @Test
    void nothingIsEverCut() {
        for (int room = 60; room < 2_500; room++) {
            ReasonLegend legend = of(room);
            assertThat(width(legend)).isLessThanOrEqualTo(room);
            assertThat(legend.entries().size() + legend.more()).isEqualTo(ALL.size());
        }
    }

    @Test
    void briefWordsComeBeforeNone() {
        assertThat(of(2_500).entries()).extracting(Entry::words).contains("a preemption in this step");
        ReasonLegend brief = of(1_100);
        assertThat(brief.more()).isZero();
        assertThat(brief.entries())
                .allSatisfy(entry -> assertThat(entry.words()).isEqualTo(RunWords.brief(entry.reason())));
        assertThat(of(300).more()).isPositive();
    }
}
