package dev.tokenyard.sim.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.PrefixBlocks;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.SameTraces;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Correlated lengths, clients and sessions of a stream. */
class RequestStreamTest {
    private static final Lengths PROMPTS = new Lengths.LogNormal(100, 0.8, 1, 100_000);
    private static final Lengths OUTPUTS = new Lengths.LogNormal(50, 0.6, 1, 100_000);
    private static final Sessions SESSIONS = new Sessions(4, new Sessions.Pause(20, 0.5), 0.02, 100, 16, 5_000);

    private static RequestStream stream(double correlation, @Nullable Clients clients, @Nullable Sessions sessions) {
        return new RequestStream(
                "", "", new ArrivalProcess.Poisson(2), PROMPTS, OUTPUTS, correlation, clients, sessions);
    }

    private static Trace generate(RequestStream... streams) {
        return WorkloadGenerator.generate(WorkloadSpec.ofRequests(20_000, "w", 5, List.of(streams)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.7, 0, 0.5, 0.95})
    void lengthsAreCorrelatedAsAskedFor(double correlation) {
        Trace trace = generate(stream(correlation, null, null));
        double sum = 0;
        for (int r = 0; r < trace.size(); r++) {
            // The logarithms of log-normal lengths are their normal scores.
            sum += Math.log(trace.promptTokens(r) / 100.0) / 0.8 * Math.log(trace.outputTokens(r) / 50.0) / 0.6;
        }
        assertThat(sum / trace.size()).isCloseTo(correlation, within(0.05));
    }

    @Test
    void correlationLeavesArrivalsAndPromptsAlone() {
        Trace without = generate(stream(0, null, null));
        Trace with = generate(stream(0.8, null, null));
        for (int r = 0; r < without.size(); r++) {
            assertThat(with.arrivalTick(r)).isEqualTo(without.arrivalTick(r));
            assertThat(with.promptTokens(r)).isEqualTo(without.promptTokens(r));
        }
    }

    @Test
    void promptAndOutputFitTheContextTogether() {
        RequestStream limited =
                new RequestStream("", "", new ArrivalProcess.Poisson(2), PROMPTS, OUTPUTS, 0.5, null, null, 300);
        Trace trace = generate(limited);
        int most = 0;
        for (int r = 0; r < trace.size(); r++) {
            most = Math.max(most, trace.promptTokens(r) + trace.outputTokens(r));
        }
        assertThat(most).isBetween(290, 300);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestStream(
                        "", "", new ArrivalProcess.Poisson(2), new Lengths.Fixed(200), OUTPUTS, 0, null, null, 200))
                .withMessageContaining("at least 201 tokens and at most 200");
    }

    /** Sessions end; no prompt is cut to the context but one that alone does not fit. */
    @ParameterizedTest
    @ValueSource(ints = {600, 1_000, 5_000})
    void sessionsEndBeforeTheirContextIsFullAndTheRateIsThatOfTheTurnsThatThereAre(int context) {
        Sessions sessions = new Sessions(6, new Sessions.Pause(1, 0.5), 0.001, 100, 16, context);
        RequestStream stream = stream(0, null, sessions);
        WorkloadSpec workload =
                WorkloadSpec.ofRequests(60_000, "w", 5, List.of(stream)).withMeanRate(20);
        Trace trace = WorkloadGenerator.generate(workload);
        int full = 0;
        for (int r = 0; r < trace.size(); r++) {
            assertThat(trace.promptTokens(r)).isLessThanOrEqualTo(context);
            full += trace.promptTokens(r) == context ? 1 : 0;
        }
        assertThat(full).as("prompts of exactly the context").isLessThan(trace.size() / 300);
        double seconds = Ticks.toSeconds(trace.lastArrivalTick() - trace.arrivalTick(0));
        assertThat(trace.size() / seconds).isCloseTo(20, within(0.6));
        double turns = (double) trace.size() / trace.names(Label.SESSION).size();
        assertThat(turns).isLessThan(context == 5_000 ? 6.1 : 5);
    }

    @Test
    void programsHaveAFixedNumberOfCallsOrARange() {
        for (Sessions.Turns turns : List.of(Sessions.Turns.between(5, 5), Sessions.Turns.between(2, 9))) {
            Sessions sessions = new Sessions(turns, new Sessions.Pause(1, 0.5), 0.001, 100, 16, 1_000_000);
            Trace trace = generate(stream(0, null, sessions));
            Map<Integer, Integer> counts = new HashMap<>();
            for (int r = 0; r < trace.size(); r++) {
                counts.merge(trace.nameIndex(Label.SESSION, r), 1, Integer::sum);
            }
            // The last ones are still under way.
            Map<Integer, Long> sessionsByTurns = counts.entrySet().stream()
                    .filter(entry -> entry.getKey() < counts.size() - 200)
                    .collect(Collectors.groupingBy(Map.Entry::getValue, Collectors.counting()));
            assertThat(sessionsByTurns.keySet())
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(turns.least(), turns.most())
                            .boxed()
                            .toList());
            double even = (counts.size() - 200.0) / sessionsByTurns.size();
            sessionsByTurns.values().forEach(count -> assertThat((double) count).isBetween(0.8 * even, 1.2 * even));
        }
    }

    @Test
    void clientsHaveTheSharesOfZipf() {
        Trace trace = generate(stream(0, new Clients("user-", 50, 1), null));
        Map<String, Integer> counts = new HashMap<>();
        for (int r = 0; r < trace.size(); r++) {
            counts.merge(SameTraces.name(trace, Label.CLIENT, r), 1, Integer::sum);
        }
        double harmonic = 0;
        for (int k = 1; k <= 50; k++) {
            harmonic += 1.0 / k;
        }
        for (int k : new int[] {1, 2, 10, 50}) {
            double expected = trace.size() / (harmonic * k);
            assertThat(counts.getOrDefault("user-" + k, 0))
                    .isCloseTo((int) expected, within((int) (5 * Math.sqrt(expected))));
        }
        assertThat(counts).hasSize(50);
    }

    @Test
    void everyTurnBeginsWithTheWholeOneBefore() {
        Trace trace = generate(stream(0.3, new Clients("c", 9, 0), SESSIONS), stream(0, null, SESSIONS));
        PrefixBlocks blocks = Objects.requireNonNull(trace.prefixBlocks());
        assertThat(blocks.blockTokens()).isEqualTo(16);
        Map<Integer, Integer> latest = new HashMap<>();
        int turns = 0;
        for (int r = 0; r < trace.size(); r++) {
            assertThat(trace.promptTokens(r)).isLessThanOrEqualTo(5_000).isGreaterThan(100);
            assertThat(blocks.count(r)).isEqualTo(trace.promptTokens(r) / 16);
            Integer before = latest.put(trace.nameIndex(Label.SESSION, r), r);
            if (before == null) {
                continue;
            }
            turns++;
            assertThat(SameTraces.name(trace, Label.CLIENT, r)).isEqualTo(SameTraces.name(trace, Label.CLIENT, before));
            int grown = trace.promptTokens(before) + trace.outputTokens(before);
            assertThat(trace.promptTokens(r)).isGreaterThan(Math.min(grown, 4_999));
            assertThat(trace.arrivalTick(r) - trace.arrivalTick(before))
                    .isGreaterThanOrEqualTo(Ticks.fromSeconds(0.02 * trace.outputTokens(before)));
            for (int b = 0; b < blocks.count(before); b++) {
                assertThat(blocks.node(r, b)).isEqualTo(blocks.node(before, b));
            }
        }
        assertThat(turns).isGreaterThan(trace.size() / 2);
    }

    @Test
    void sessionsShareWhatAllBeginWithAndNothingElse() {
        Trace trace = generate(stream(0, null, SESSIONS));
        PrefixBlocks blocks = Objects.requireNonNull(trace.prefixBlocks());
        int shared = 100 / 16;
        Map<Integer, Integer> sessionOfNode = new HashMap<>();
        for (int r = 0; r < trace.size(); r++) {
            for (int b = 0; b < blocks.count(r); b++) {
                if (b < shared) {
                    assertThat(blocks.node(r, b)).isEqualTo(blocks.node(0, b));
                } else {
                    int session = trace.nameIndex(Label.SESSION, r);
                    assertThat(sessionOfNode.putIfAbsent(blocks.node(r, b), session))
                            .isIn(null, session);
                }
            }
        }
    }

    @Test
    void theNumberOfTurnsIsGeometric() {
        Sessions endless = new Sessions(4, new Sessions.Pause(1, 0), 0, 0, 16, 10_000_000);
        Trace trace = generate(stream(0, null, endless));
        double sessions = trace.names(Label.SESSION).size();
        assertThat(trace.size() / sessions).isCloseTo(4, within(0.4));
        assertThat(stream(0, null, endless).meanRatePerSecond()).isEqualTo(8);
    }

    @Test
    void theSameSeedGivesTheSameSessions() {
        SameTraces.assertSame(generate(stream(0, null, SESSIONS)), generate(stream(0, null, SESSIONS)));
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream(1, null, null))
                .withMessageContaining("correlation of 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Clients(" ", 1, 1))
                .withMessageContaining("no name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Clients("c", 0, 1))
                .withMessageContaining("0 clients");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sessions(0.5, new Sessions.Pause(1, 1), 0, 0, 16, 100))
                .withMessageContaining("0.5 turns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sessions(2, new Sessions.Pause(1, 1), 0, 100, 16, 100))
                .withMessageContaining("fewer than the longest prompt");
        Sessions other = new Sessions(4, new Sessions.Pause(20, 0.5), 0.02, 100, 512, 5_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> generate(stream(0, null, SESSIONS), stream(0, null, other)))
                .withMessageContaining("blocks of 2 sizes");
    }
}
