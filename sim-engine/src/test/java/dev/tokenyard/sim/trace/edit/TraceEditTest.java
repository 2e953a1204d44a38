package dev.tokenyard.sim.trace.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.PrefixBlocks;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.SameTraces;
import dev.tokenyard.sim.trace.edit.TraceEdit.Cut;
import dev.tokenyard.sim.trace.edit.TraceEdit.Merge;
import dev.tokenyard.sim.trace.edit.TraceEdit.Sample;
import dev.tokenyard.sim.trace.edit.TraceEdit.Scale;
import dev.tokenyard.sim.trace.edit.TraceEdit.Shift;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceEditTest {
    private static final int REQUESTS = 800;

    private static Trace trace(long seed) {
        return RandomTraces.of("t", REQUESTS, seed);
    }

    private static long sum(Trace trace, ToLongBiFunction<Trace, Integer> figure) {
        long sum = 0;
        for (int r = 0; r < trace.size(); r++) {
            sum += figure.applyAsLong(trace, r);
        }
        return sum;
    }

    /** A request in words, but for its time and the nodes of its prefix. */
    private static String request(Trace trace, int r) {
        StringBuilder words = new StringBuilder();
        words.append(trace.promptTokens(r)).append('/').append(trace.outputTokens(r));
        words.append('/').append(trace.predictedTokens(r));
        for (Label label : Label.values()) {
            words.append('/').append(SameTraces.name(trace, label, r));
        }
        return words.append('/').append(blocks(trace).count(r)).toString();
    }

    private static PrefixBlocks blocks(Trace trace) {
        return Objects.requireNonNull(trace.prefixBlocks());
    }

    private static List<Integer> path(Trace trace, int r) {
        List<Integer> path = new ArrayList<>();
        for (int i = 0; i < blocks(trace).count(r); i++) {
            path.add(blocks(trace).node(r, i));
        }
        return path;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void editsThatChangeNothingAreTheIdentity(long seed) {
        Trace trace = trace(seed);
        assertThat(new Cut(0, Double.POSITIVE_INFINITY).apply(trace)).isSameAs(trace);
        assertThat(new Scale(1).apply(trace)).isSameAs(trace);
        assertThat(new Sample(1, seed).apply(trace)).isSameAs(trace);
        assertThat(new Shift(0).apply(trace)).isSameAs(trace);
        SameTraces.assertSame(new Merge(Trace.builder("none").build()).apply(trace), trace);
        // Copied request by request.
        SameTraces.assertSame(new Shift(-5).apply(new Shift(5).apply(trace)), trace);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theTwoPartsOfACutMakeTheWhole(long seed) {
        Trace trace = trace(seed);
        Trace head = new Cut(0, 40).apply(trace);
        Trace tail = new Cut(40, Double.POSITIVE_INFINITY).apply(trace);
        assertThat(head.size() + tail.size()).isEqualTo(REQUESTS);
        assertThat(head.lastArrivalTick()).isLessThan(40 * Ticks.PER_SECOND);
        for (int r = 0; r < REQUESTS; r++) {
            boolean first = r < head.size();
            Trace part = first ? head : tail;
            int place = first ? r : r - head.size();
            assertThat(request(part, place)).isEqualTo(request(trace, r));
            assertThat(part.arrivalTick(place) + (first ? 0 : 40 * Ticks.PER_SECOND))
                    .isEqualTo(trace.arrivalTick(r));
        }
        SameTraces.assertSame(new Cut(10, 20).apply(tail), new Cut(50, 60).apply(trace));
    }

    @Test
    void prefixesAreSharedInAPartAsInTheWhole() {
        Trace trace = trace(4);
        Trace part = new Cut(30, 70).apply(trace);
        int first = 0;
        while (trace.arrivalTick(first) < 30 * Ticks.PER_SECOND) {
            first++;
        }
        Map<Integer, Integer> nodes = new HashMap<>();
        int shared = 0;
        for (int r = 0; r < part.size(); r++) {
            List<Integer> before = path(trace, first + r);
            List<Integer> after = path(part, r);
            assertThat(after).hasSameSizeAs(before);
            for (int i = 0; i < after.size(); i++) {
                Integer known = nodes.putIfAbsent(before.get(i), after.get(i));
                shared += known == null ? 0 : 1;
                assertThat(after.get(i)).isEqualTo(nodes.get(before.get(i)));
            }
        }
        assertThat(new HashSet<>(nodes.values())).hasSize(nodes.size());
        assertThat(shared).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void scalingTwiceIsScalingOnceUpToRounding(long seed) {
        Trace trace = trace(seed);
        Trace twice = new Scale(3).apply(new Scale(0.7).apply(trace));
        Trace once = new Scale(2.1).apply(trace);
        for (int r = 0; r < REQUESTS; r++) {
            assertThat(twice.arrivalTick(r)).isCloseTo(once.arrivalTick(r), within(1L));
            assertThat(request(once, r)).isEqualTo(request(trace, r));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.8})
    void aSampleHasAboutItsShareInOrderAndASmallerOneIsPartOfIt(double share) {
        Trace trace = RandomTraces.of("t", 20_000, 9);
        Trace sample = new Sample(share, 7).apply(trace);
        // Half of the requests come in 50 sessions, each of which is one draw.
        double deviation = Math.sqrt(share * (1 - share) * (0.5 / 20_000 + 0.25 / 50));
        assertThat((double) sample.size() / trace.size()).isCloseTo(share, within(4 * deviation));
        int at = 0;
        for (int r = 0; r < trace.size() && at < sample.size(); r++) {
            if (trace.arrivalTick(r) == sample.arrivalTick(at)
                    && request(trace, r).equals(request(sample, at))) {
                at++;
            }
        }
        assertThat(at).as("requests that came in the order of the trace").isEqualTo(sample.size());
        Trace smaller = new Sample(share / 2, 7).apply(trace);
        Set<Long> kept = new HashSet<>();
        for (int r = 0; r < sample.size(); r++) {
            kept.add(sample.arrivalTick(r));
        }
        for (int r = 0; r < smaller.size(); r++) {
            assertThat(kept).contains(smaller.arrivalTick(r));
        }
        assertThat(new Sample(share, 8).apply(trace).size()).isNotEqualTo(sample.size());
    }

    @Test
    void aSampleKeepsSessionsWhole() {
        Trace trace = trace(5);
        Trace sample = new Sample(0.5, 3).apply(trace);
        Map<String, Integer> before = new HashMap<>();
        Map<String, Integer> after = new HashMap<>();
        for (int r = 0; r < trace.size(); r++) {
            before.merge(SameTraces.name(trace, Label.SESSION, r), 1, Integer::sum);
        }
        for (int r = 0; r < sample.size(); r++) {
            after.merge(SameTraces.name(sample, Label.SESSION, r), 1, Integer::sum);
        }
        before.remove("");
        after.remove("");
        assertThat(after).hasSizeBetween(10, 40);
        assertThat(before).containsAllEntriesOf(after);
    }

    @Test
    void aMergeConservesRequestsAndTokensAndSharesNoNamesOrPrefixes() {
        Trace a = trace(1);
        Trace b = RandomTraces.of("other", 300, 2);
        Trace merged = new Merge(b).apply(a);
        assertThat(merged.size()).isEqualTo(a.size() + b.size());
        assertThat(sum(merged, Trace::promptTokens))
                .isEqualTo(sum(a, Trace::promptTokens) + sum(b, Trace::promptTokens));
        assertThat(sum(merged, Trace::outputTokens))
                .isEqualTo(sum(a, Trace::outputTokens) + sum(b, Trace::outputTokens));
        assertThat(sum(merged, Trace::arrivalTick)).isEqualTo(sum(a, Trace::arrivalTick) + sum(b, Trace::arrivalTick));
        assertThat(merged.classNames()).hasSize(3);
        assertThat(merged.modelNames()).hasSize(2);
        assertThat(merged.names(Label.CLIENT)).hasSize(40).contains("client 3", "client 3#2");
        assertThat(blocks(merged).nodeCount())
                .isEqualTo(blocks(a).nodeCount() + blocks(b).nodeCount());
        // What is left of it without the other is what there was.
        int at = 0;
        for (int r = 0; r < merged.size() && at < a.size(); r++) {
            if (merged.arrivalTick(r) == a.arrivalTick(at) && request(merged, r).equals(request(a, at))) {
                at++;
            }
        }
        assertThat(at).isEqualTo(a.size());
    }

    @Test
    void aTraceMergedWithItselfTwiceIsThreeTraces() {
        Trace a = trace(1);
        Trace merged = new Merge(a).apply(new Merge(a).apply(a));
        assertThat(merged.size()).isEqualTo(3 * REQUESTS);
        assertThat(blocks(merged).nodeCount()).isEqualTo(3 * blocks(a).nodeCount());
        assertThat(merged.names(Label.SESSION)).contains("session 4", "session 4#2", "session 4#3");
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        Trace trace = Trace.builder("t").add(2 * Ticks.PER_SECOND, 5, 5).build();
        assertThat(new Shift(-2).apply(trace).arrivalTick(0)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shift(-3).apply(trace))
                .withMessage("The first request arrives at 2.0 s and cannot come 3.0 s earlier; shift by less.");
        assertThatIllegalArgumentException().isThrownBy(() -> new Cut(5, 5)).withMessageContaining("keeps no time");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sample(0, 1))
                .withMessageContaining("sample of 0.0 %");
        assertThatIllegalArgumentException().isThrownBy(() -> new Scale(0));
        Trace otherBlocks =
                Trace.builder("o").add(0, 64, 1).prefix(32, new int[] {1, 2}, 2).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Merge(otherBlocks).apply(trace(1)))
                .withMessageContaining("prefix blocks of 16 tokens, those before it of 32");
    }

    @Test
    void editsSayWhatTheyDo() {
        assertThat(new Cut(0, 60).text()).isEqualTo("cut from 0 s to 60 s");
        assertThat(new Cut(1.5, Double.POSITIVE_INFINITY).text()).isEqualTo("cut from 1.5 s");
        assertThat(new Scale(0.5).text()).isEqualTo("rate x 0.5");
        assertThat(new Sample(0.25, 7).text()).isEqualTo("a sample of 25 % (seed 7)");
        assertThat(new Shift(-3).text()).isEqualTo("earlier by 3 s");
        assertThat(new Merge(trace(1)).text()).isEqualTo("merged with t");
    }
}
