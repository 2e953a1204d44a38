package dev.tokenyard.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.PrefixBlocks;
import dev.tokenyard.sim.model.Trace;
import org.jspecify.annotations.Nullable;

/** Whether two traces have the same requests. */
public final class SameTraces {
    private SameTraces() {}

    /** Asserts the same arrivals, lengths, names, predictions and prefix blocks. */
    public static void assertSame(Trace actual, Trace expected) {
        assertThat(actual.size()).isEqualTo(expected.size());
        for (int r = 0; r < expected.size(); r++) {
            assertThat(actual.arrivalTick(r)).isEqualTo(expected.arrivalTick(r));
            assertThat(actual.promptTokens(r)).isEqualTo(expected.promptTokens(r));
            assertThat(actual.outputTokens(r)).isEqualTo(expected.outputTokens(r));
            assertThat(actual.predictedTokens(r)).isEqualTo(expected.predictedTokens(r));
            for (Label label : Label.values()) {
                assertThat(name(actual, label, r)).isEqualTo(name(expected, label, r));
            }
        }
        assertSamePrefixes(actual.prefixBlocks(), expected.prefixBlocks(), expected.size());
    }

    private static void assertSamePrefixes(
            @Nullable PrefixBlocks actual, @Nullable PrefixBlocks expected, int requests) {
        assertThat(actual == null).isEqualTo(expected == null);
        if (actual == null || expected == null) {
            return;
        }
        assertThat(actual.blockTokens()).isEqualTo(expected.blockTokens());
        assertThat(actual.nodeCount()).isEqualTo(expected.nodeCount());
        for (int r = 0; r < requests; r++) {
            assertThat(actual.count(r)).isEqualTo(expected.count(r));
            for (int b = 0; b < expected.count(r); b++) {
                assertThat(actual.node(r, b)).isEqualTo(expected.node(r, b));
            }
        }
    }

    /** What a request is named, empty for nothing. */
    public static String name(Trace trace, Label label, int r) {
        int index = trace.nameIndex(label, r);
        return index < 0 ? "" : trace.names(label).get(index);
    }
}
