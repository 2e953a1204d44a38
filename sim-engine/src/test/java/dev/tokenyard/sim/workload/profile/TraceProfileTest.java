package dev.tokenyard.sim.workload.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.PrefixBlocks;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.TraceStatistics;
import dev.tokenyard.sim.trace.edit.RandomTraces;
import dev.tokenyard.sim.trace.edit.TraceEdit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceProfileTest {
    private static Trace trace(int requests) {
        return RandomTraces.of("t", requests, 3);
    }

    @Test
    void itsFiguresAreThoseOfTheStatistics() {
        Trace trace = trace(5_000);
        TraceProfile profile = TraceProfile.of(trace);
        TraceStatistics statistics = TraceStatistics.of(trace);
        assertThat(profile.spanSeconds()).isEqualTo(statistics.spanSeconds());
        assertThat(profile.ratePerSecond()).isEqualTo(statistics.ratePerSecond());
        assertThat(profile.gapCv()).isCloseTo(statistics.interArrivalCv(), within(1e-9));
        assertThat(profile.promptTokens().mean())
                .isCloseTo(statistics.promptTokens().mean(), within(1e-9));
        assertThat(profile.promptTokens().quantile(0.5))
                .isEqualTo(statistics.promptTokens().p50());
        assertThat(profile.outputTokens().quantile(0.99))
                .isEqualTo(statistics.outputTokens().p99());
        assertThat(profile.outputTokens().quantile(1))
                .isEqualTo(statistics.outputTokens().max());
    }

    @Test
    void itsDistancesAreThoseOfTheTraces() {
        Trace first = trace(3_000);
        Trace second = RandomTraces.of("other", 1_000, 8);
        TraceProfile a = TraceProfile.of(first);
        TraceProfile b = TraceProfile.of(second);
        assertThat(TraceProfile.distances(a, b)).isEqualTo(TraceDistance.between(first, second));
        TraceProfile faster = TraceProfile.of(new TraceEdit.Scale(4).apply(first));
        assertThat(TraceProfile.distances(a, faster).gaps()).isGreaterThan(0.3);
        assertThat(TraceProfile.distances(a, faster, 4).gaps()).isLessThan(1e-3);
    }

    @Test
    void anEmptyTraceHasNoFiguresAndBreaksNothing() {
        TraceProfile profile = TraceProfile.of(Trace.builder("none").build());
        assertThat(profile.ratePerSecond()).isNaN();
        assertThat(profile.gapCv()).isNaN();
        assertThat(profile.promptTokens().quantile(0.5)).isNaN();
        assertThat(profile.sharedPrompt()).isNaN();
        assertThat(profile.sample(10)).isEmpty();
        assertThat(profile.gaps().ranks(5)).isEmpty();
        assertThat(TraceProfile.distances(profile, TraceProfile.of(trace(5))).promptTokens())
                .isNaN();
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "0.003, 100", "59, 100", "100, 120", "3482, 120", "86399, 120", "604800, 120", "8640000, 150"})
    void binsAreRoundAndCoverTheTimeWithoutBeingTooMany(double last, int most) {
        TimeBins bins = TimeBins.covering(last, most);
        assertThat(bins.count()).isBetween(1, most);
        assertThat(bins.start(bins.count())).isGreaterThan(last);
        assertThat(bins.start(bins.count() - 1)).isLessThanOrEqualTo(last);
        // No bin is needlessly long: the round lengths are at most 2.5 times apart, days aside.
        assertThat(bins.count()).isGreaterThan(last == 0 ? 0 : last > 5e6 ? 40 : most / 3 - 1);
    }

    @Test
    void ratesAddUpToTheRequests() {
        Trace trace = trace(2_000);
        TimeBins bins = TimeBins.covering(Ticks.toSeconds(trace.lastArrivalTick()), 60);
        assertThat(bins.seconds()).isEqualTo(2);
        double[] rates = bins.rates(trace).rates();
        double[] edges = bins.rates(trace).edges();
        double requests = 0;
        for (int i = 0; i < rates.length; i++) {
            requests += rates[i] * (edges[i + 1] - edges[i]);
        }
        assertThat(requests).isCloseTo(2_000, within(1e-6));
        int inThird = 0;
        for (int r = 0; r < trace.size(); r++) {
            inThird += (int) (Ticks.toSeconds(trace.arrivalTick(r)) / 2) == 3 ? 1 : 0;
        }
        assertThat(rates[3]).isEqualTo(inThird / 2.0);
    }

    /** However much of the last bin there is, steady arrivals are steady to their end. */
    @ParameterizedTest
    @ValueSource(ints = {401, 402, 405, 409, 410, 415, 419, 420})
    void theRateDoesNotDropWhereTheTraceEnds(int requests) {
        TraceBuilder builder = Trace.builder("steady");
        for (int r = 0; r < requests; r++) {
            builder.add(Ticks.fromSeconds(r / 2.0), 5, 5);
        }
        Trace trace = builder.build();
        TimeBins.Curve curve = new TimeBins(10, 21).rates(trace);
        assertThat(curve.edges()).hasSize(curve.rates().length + 1);
        assertThat(curve.edges()[curve.rates().length]).isEqualTo((requests - 1) / 2.0);
        for (double rate : curve.rates()) {
            assertThat(rate).isBetween(1.99, 2.21);
        }
    }

    @Test
    void groupsShareTheRequestsAmongThem() {
        Trace trace = trace(3_000);
        for (Label label : List.of(Label.CLASS, Label.CLIENT)) {
            NameCounts counts = NameCounts.of(trace, label);
            List<String> top = counts.top(counts, 2);
            List<TraceGroup> groups = TraceGroup.of(trace, label, top);
            assertThat(groups.stream()
                            .mapToInt(group -> group.requests().length)
                            .sum())
                    .isEqualTo(3_000);
            for (TraceGroup group : groups) {
                assertThat(group.promptTokens().size()).isEqualTo(group.requests().length);
                assertThat(group.gaps().size()).isEqualTo(group.requests().length - 1);
                if (!group.name().equals(TraceGroup.OTHERS)) {
                    assertThat(group.requests()).hasSize(counts.of(group.name()));
                }
                for (int r : group.requests()) {
                    int index = trace.nameIndex(label, r);
                    String name = index < 0 ? "" : trace.names(label).get(index);
                    assertThat(group.name()).isEqualTo(top.contains(name) ? name : TraceGroup.OTHERS);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 9", "1, 16384", "3, 3", "130, 131", "700, 128000", "1, 1073741823"})
    void lengthBinsHoldAllLengthsAndLookEquallyWide(int shortest, int longest) {
        double[] edges = LengthBins.edges(shortest, longest);
        assertThat(edges).hasSizeGreaterThan(1);
        assertThat(edges[0]).isLessThanOrEqualTo(shortest);
        assertThat(edges[1]).as("no empty bin at the start").isGreaterThan(shortest);
        assertThat(edges[edges.length - 1]).isGreaterThan(longest);
        assertThat(edges[edges.length - 2]).as("nor at the end").isLessThanOrEqualTo(longest);
        for (int i = 1; i < edges.length; i++) {
            assertThat(edges[i]).isGreaterThan(edges[i - 1]).isEqualTo(Math.rint(edges[i]));
            if (edges[i - 1] >= 50) {
                assertThat(edges[i] / edges[i - 1]).isCloseTo(Math.pow(10, 1.0 / LengthBins.PER_DECADE), within(0.03));
            }
        }
    }

    @Test
    void sharesOfLengthBinsAddUpToOneAndCountEachLengthOnce() {
        TraceProfile profile = TraceProfile.of(trace(4_000));
        Distribution prompts = profile.promptTokens();
        double[] edges = LengthBins.edges(prompts.value(0), prompts.value(prompts.size() - 1));
        double[] shares = LengthBins.shares(prompts, edges);
        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-9));
        int inFifth = 0;
        for (int i = 0; i < prompts.size(); i++) {
            inFifth += prompts.value(i) >= edges[5] && prompts.value(i) < edges[6] ? 1 : 0;
        }
        assertThat(shares[5]).isEqualTo(inFifth / 4_000.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 1_000, 4_999, 6_000})
    void aDistributionIsDrawnInFewPointsWithBothEnds(int most) {
        Distribution gaps = TraceProfile.of(trace(5_001)).gaps();
        int[] ranks = gaps.ranks(most);
        assertThat(ranks).hasSize(Math.min(5_000, most)).isSorted().doesNotHaveDuplicates();
        assertThat(ranks[0]).isZero();
        assertThat(ranks[ranks.length - 1]).isEqualTo(4_999);
        // Never far from any point that was left out.
        for (int i = 1; i < ranks.length; i++) {
            assertThat(ranks[i] - ranks[i - 1]).isLessThanOrEqualTo(Math.ceilDiv(4_999, most - 1));
        }
    }

    @Test
    void aPictureOfTheRequestsIsEvenlySpreadAndAlwaysTheSame() {
        TraceProfile profile = TraceProfile.of(trace(12_345));
        int[] sample = profile.sample(5_000);
        assertThat(sample).hasSize(5_000).isSorted().doesNotHaveDuplicates();
        assertThat(sample[4_999]).isBetween(12_340, 12_344);
        assertThat(profile.sample(5_000)).isEqualTo(sample);
        assertThat(profile.sample(20_000)).hasSize(12_345);
    }

    @Test
    void namesAreCountedAndRanked() {
        Trace trace = trace(3_000);
        NameCounts clients = NameCounts.of(trace, Label.CLIENT);
        assertThat(clients.names()).isEqualTo(20);
        List<String> top = clients.top(clients, 5);
        assertThat(top).hasSize(5);
        for (int i = 1; i < 5; i++) {
            assertThat(clients.of(top.get(i))).isLessThanOrEqualTo(clients.of(top.get(i - 1)));
        }
        assertThat(top.stream().mapToInt(clients::of).sum() + clients.others(top) + clients.unnamed())
                .isEqualTo(3_000);
        assertThat(clients.largestShare()).isEqualTo(clients.of(top.get(0)) / 3_000.0);
        NameCounts none = NameCounts.of(trace(0), Label.CLIENT);
        assertThat(none.names()).isZero();
        assertThat(none.top(clients, 30)).hasSize(20);
        assertThat(none.largestShare()).isNaN();
    }

    /** Against a set of all prefixes that were seen. */
    @Test
    void sharedPrefixesAreThoseThatAnEarlierRequestHad() {
        Trace trace = trace(2_000);
        PrefixBlocks blocks = Objects.requireNonNull(trace.prefixBlocks());
        Set<Integer> seen = new HashSet<>();
        double shared = 0;
        double all = 0;
        for (int r = 0; r < trace.size(); r++) {
            for (int i = 0; i < blocks.count(r); i++) {
                shared += seen.contains(blocks.node(r, i)) ? blocks.blockTokens() : 0;
            }
            for (int i = 0; i < blocks.count(r); i++) {
                seen.add(blocks.node(r, i));
            }
            all += trace.promptTokens(r);
        }
        assertThat(shared).isPositive();
        assertThat(TraceProfile.of(trace).sharedPrompt()).isCloseTo(shared / all, within(1e-12));
        double[] overTime = new TimeBins(50, 2).sharedPrompt(trace);
        assertThat(overTime[1]).isGreaterThan(overTime[0]);
        TraceBuilder blind = Trace.builder("b").add(0, 5, 5);
        assertThat(TraceProfile.of(blind.build()).sharedPrompt()).isNaN();
    }
}
