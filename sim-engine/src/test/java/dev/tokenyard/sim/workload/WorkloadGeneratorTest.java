package dev.tokenyard.sim.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.SameTraces;
import dev.tokenyard.sim.trace.TraceStatistics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadGeneratorTest {
    private static final Lengths PROMPT = new Lengths.LogNormal(250, 0.9, 8, 3000);
    private static final Lengths OUTPUT = new Lengths.LogNormal(120, 0.8, 4, 1024);

    private static RequestStream stream(String className, ArrivalProcess arrivals) {
        return new RequestStream(className, arrivals, PROMPT, OUTPUT);
    }

    private static WorkloadSpec spec(long seed, ArrivalProcess arrivals) {
        return WorkloadSpec.ofRequests(100_000, "w", seed, List.of(stream("", arrivals)));
    }

    static List<ArrivalProcess> processes() {
        return List.of(
                new ArrivalProcess.Poisson(5),
                new ArrivalProcess.Gamma(5, 2),
                new ArrivalProcess.Gamma(5, 0.3),
                new ArrivalProcess.OnOff(2, 6, 20));
    }

    @ParameterizedTest
    @MethodSource("processes")
    void theSameSeedGivesTheSameTraceAndAnotherSeedAnother(ArrivalProcess process) {
        Trace trace = WorkloadGenerator.generate(spec(1, process));

        SameTraces.assertSame(WorkloadGenerator.generate(spec(1, process)), trace);
        assertThat(WorkloadGenerator.generate(spec(2, process)).arrivalTick(0)).isNotEqualTo(trace.arrivalTick(0));
    }

    /** Within five standard errors, for n requests: the relative variance of a rate is the dispersion over n. */
    @ParameterizedTest
    @MethodSource("processes")
    void rateAndMediansAreAsAskedFor(ArrivalProcess process) {
        Trace trace = WorkloadGenerator.generate(spec(3, process));

        TraceStatistics statistics = TraceStatistics.of(trace);
        assertThat(process.meanRatePerSecond()).isCloseTo(5, within(1e-12));
        double relativeError = Math.sqrt(indexOfDispersion(process) / trace.size());
        assertThat(statistics.ratePerSecond()).isCloseTo(5, within(5 * 5 * relativeError));
        // The median of n log-normal draws has a relative standard error of sigma sqrt(pi / 2n).
        double medianError = 5 * 0.9 * Math.sqrt(Math.PI / 2 / trace.size());
        assertThat((double) statistics.promptTokens().p50()).isCloseTo(250, within(250 * medianError + 1));
        assertThat((double) statistics.outputTokens().p50()).isCloseTo(120, within(120 * medianError + 1));
    }

    /**
     * Variance over mean of the count in a long time: cv<sup>2</sup> for a renewal process; 1 + 2 r a / (a + b)<sup>2</sup>
     * for an interrupted Poisson process of rate r with periods of mean 1/a on and 1/b off.
     */
    private static double indexOfDispersion(ArrivalProcess process) {
        if (process instanceof ArrivalProcess.OnOff bursts) {
            double a = 1 / bursts.meanOnSeconds();
            double b = 1 / bursts.meanOffSeconds();
            return 1 + 2 * bursts.onRatePerSecond() * a / ((a + b) * (a + b));
        }
        return process instanceof ArrivalProcess.Gamma gamma ? gamma.cv() * gamma.cv() : 1;
    }

    @Test
    void gapsVaryAsAskedFor() {
        assertThat(TraceStatistics.of(WorkloadGenerator.generate(spec(4, new ArrivalProcess.Poisson(5))))
                        .interArrivalCv())
                .isCloseTo(1, within(0.02));
        assertThat(TraceStatistics.of(WorkloadGenerator.generate(spec(4, new ArrivalProcess.Gamma(5, 2))))
                        .interArrivalCv())
                .isCloseTo(2, within(0.1));
        assertThat(TraceStatistics.of(WorkloadGenerator.generate(spec(4, new ArrivalProcess.Gamma(5, 0.3))))
                        .interArrivalCv())
                .isCloseTo(0.3, within(0.01));
        assertThat(TraceStatistics.of(WorkloadGenerator.generate(spec(4, new ArrivalProcess.OnOff(2, 6, 20))))
                        .interArrivalCv())
                .isGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("processes")
    void requestsAreSortedAndKeepTheirRanges(ArrivalProcess process) {
        WorkloadSpec spec = WorkloadSpec.lasting(
                500, "w", 5, List.of(stream("a", process), stream("b", new ArrivalProcess.Poisson(1))));

        Trace trace = WorkloadGenerator.generate(spec);

        long previous = 0;
        boolean shortest = false;
        boolean longest = false;
        for (int r = 0; r < trace.size(); r++) {
            assertThat(trace.arrivalTick(r)).isBetween(previous, Ticks.fromSeconds(500));
            assertThat(trace.promptTokens(r)).isBetween(8, 3000);
            assertThat(trace.outputTokens(r)).isBetween(4, 1024);
            shortest |= trace.promptTokens(r) < 40;
            longest |= trace.outputTokens(r) > 600;
            previous = trace.arrivalTick(r);
        }
        assertThat(shortest && longest).isTrue();
        assertThat(trace.classNames()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void changingOneStreamLeavesTheOthersUnchanged() {
        RequestStream kept = stream("kept", new ArrivalProcess.Gamma(3, 1.5));
        RequestStream other = stream("other", new ArrivalProcess.OnOff(5, 5, 4));
        RequestStream changed =
                new RequestStream("other", new ArrivalProcess.Poisson(9), new Lengths.LogNormal(9, 0.1, 1, 99), PROMPT);

        List<String> before = ofClass("kept", List.of(other, kept));

        assertThat(before).hasSizeGreaterThan(500);
        assertThat(ofClass("kept", List.of(changed, kept))).isEqualTo(before);
        assertThat(ofClass("kept", List.of(kept))).isEqualTo(before);
        assertThat(ofClass("other", List.of(other))).isEqualTo(ofClass("other", List.of(other, kept)));
    }

    @Test
    void changingLengthsLeavesArrivalsUnchangedAndARateKeepsTheBursts() {
        Trace slow = WorkloadGenerator.generate(
                WorkloadSpec.lasting(2_000, "w", 8, List.of(stream("", new ArrivalProcess.OnOff(20, 60, 50)))));
        Trace fast = WorkloadGenerator.generate(
                WorkloadSpec.lasting(2_000, "w", 8, List.of(stream("", new ArrivalProcess.OnOff(20, 60, 500)))));

        int[] slowBins = occupied(slow);
        assertThat(occupied(fast)).isEqualTo(slowBins);
        assertThat(slowBins).contains(0).contains(1);
    }

    /** Which of 20 stretches of 100 s hold more than a sprinkle of the trace. */
    private static int[] occupied(Trace trace) {
        int[] counts = new int[20];
        for (int r = 0; r < trace.size(); r++) {
            counts[(int) (trace.arrivalTick(r) / (100 * Ticks.PER_SECOND))]++;
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] = counts[i] > 0 ? 1 : 0;
        }
        return counts;
    }

    private static List<String> ofClass(String className, List<RequestStream> streams) {
        Trace trace = WorkloadGenerator.generate(WorkloadSpec.lasting(300, "w", 6, streams));
        List<String> requests = new ArrayList<>();
        for (int r = 0; r < trace.size(); r++) {
            if (SameTraces.name(trace, Label.CLASS, r).equals(className)) {
                requests.add(trace.arrivalTick(r) + " " + trace.promptTokens(r) + " " + trace.outputTokens(r));
            }
        }
        return requests;
    }

    @Test
    void anotherTotalRateKeepsTheShares() {
        WorkloadSpec spec = WorkloadSpec.lasting(
                        100,
                        "w",
                        1,
                        List.of(
                                stream("a", new ArrivalProcess.Poisson(3)),
                                stream("b", new ArrivalProcess.OnOff(1, 1, 2))))
                .withMeanRate(40);

        assertThat(spec.meanRatePerSecond()).isCloseTo(40, within(1e-9));
        assertThat(spec.streams().get(0).arrivals().meanRatePerSecond()).isCloseTo(30, within(1e-9));
    }

    @Test
    void refusesSenselessRecipesWithASentence() {
        RequestStream fine = stream("", new ArrivalProcess.Poisson(1));
        assertRefused(() -> new ArrivalProcess.Poisson(0), "0.0 requests/s");
        assertRefused(() -> new ArrivalProcess.Poisson(Double.NaN), "NaN");
        assertRefused(() -> new ArrivalProcess.Gamma(1, -1), "-1.0");
        assertRefused(() -> new ArrivalProcess.OnOff(0, 1, 1), "burst is 0.0 s");
        assertRefused(() -> new ArrivalProcess.OnOff(1, Double.POSITIVE_INFINITY, 1), "silence is Infinity");
        assertRefused(() -> new ArrivalProcess.OnOff(0.001, 1, 0.001), "hardly any request");
        assertRefused(() -> new Lengths.LogNormal(5, 1, 0, 9), "from 0 to 9");
        assertRefused(() -> new Lengths.LogNormal(5, 1, 8, 9), "median length is 5.0");
        assertRefused(() -> new Lengths.LogNormal(5, 1, 1, 20_000_000), "10,000,000");
        assertRefused(() -> new Lengths.LogNormal(5, Double.NaN, 1, 9), "sigma");
        assertRefused(() -> WorkloadSpec.lasting(10, "w", 1, List.of()), "no stream");
        assertRefused(() -> WorkloadSpec.lasting(-1, "w", 1, List.of(fine)), "lasts -1.0 s");
        assertRefused(() -> WorkloadSpec.lasting(Double.POSITIVE_INFINITY, "w", 1, List.of(fine)), "Infinity");
        assertRefused(() -> WorkloadSpec.lasting(9e6, "w", 1, List.of(fine)), "100 days");
        assertRefused(() -> WorkloadSpec.ofRequests(0, "w", 1, List.of(fine)), "0 requests");
        assertRefused(
                () -> WorkloadSpec.lasting(1e6, "w", 1, List.of(stream("", new ArrivalProcess.Poisson(1e6)))),
                "100,000,000");
    }

    private static void assertRefused(Runnable recipe, String part) {
        assertThatThrownBy(recipe::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part)
                .hasMessageContaining("; ");
    }
}
