package dev.tokenyard.sim.workload.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.SameTraces;
import dev.tokenyard.sim.trace.TraceReader;
import dev.tokenyard.sim.trace.TraceStatistics;
import dev.tokenyard.sim.workload.ArrivalProcess;
import dev.tokenyard.sim.workload.Clients;
import dev.tokenyard.sim.workload.Diurnal;
import dev.tokenyard.sim.workload.Lengths;
import dev.tokenyard.sim.workload.Lengths.Mixture;
import dev.tokenyard.sim.workload.MarkovModulated;
import dev.tokenyard.sim.workload.RequestStream;
import dev.tokenyard.sim.workload.WorkloadGenerator;
import dev.tokenyard.sim.workload.WorkloadSpec;
import dev.tokenyard.sim.workload.fit.TraceFit.LengthKind;
import dev.tokenyard.sim.workload.profile.KolmogorovSmirnov;
import dev.tokenyard.sim.workload.profile.NameCounts;
import dev.tokenyard.sim.workload.profile.TraceDistance;
import dev.tokenyard.sim.workload.profile.TraceProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceFitTest {
    private static final Path PUBLISHED = Path.of("../../shared/traces");
    private static final Lengths PROMPTS = new Lengths.LogNormal(300, 0.8, 2, 20_000);
    private static final Lengths OUTPUTS = new Mixture(List.of(
            new Mixture.Part(0.75, new Lengths.LogNormal(60, 0.5, 1, 4_096, Lengths.Cut.REDRAW)),
            new Mixture.Part(0.15, new Lengths.LogNormal(900, 0.2, 1, 4_096, Lengths.Cut.REDRAW)),
            new Mixture.Part(0.10, new Lengths.Fixed(4_096))));

    private static Trace generate(int requests, RequestStream... streams) {
        return WorkloadGenerator.generate(WorkloadSpec.ofRequests(requests, "w", 5, List.of(streams)));
    }

    private static RequestStream stream(ArrivalProcess arrivals, double correlation) {
        return new RequestStream("", "", arrivals, PROMPTS, OUTPUTS, correlation, null, null);
    }

    static Stream<ArrivalProcess> processes() {
        return Stream.of(
                new ArrivalProcess.Poisson(3),
                new ArrivalProcess.Gamma(3, 0.4),
                new ArrivalProcess.Gamma(3, 2.5),
                new ArrivalProcess.Weibull(3, 2),
                new ArrivalProcess.HyperExponential(3, 3),
                new ArrivalProcess.OnOff(10, 30, 12));
    }

    /** Two samples of 20,000 of one distribution are further apart than 0.02 once in a thousand times. */
    @ParameterizedTest
    @MethodSource("processes")
    void whatWasGeneratedIsFittedNearly(ArrivalProcess arrivals) {
        Trace trace = generate(20_000, stream(arrivals, 0.4));
        WorkloadSpec fit = TraceFit.of(trace, LengthKind.PARAMETRIC, 9);
        RequestStream stream = fit.streams().get(0);
        assertThat(stream.arrivals().meanRatePerSecond())
                .isCloseTo(TraceStatistics.of(trace).ratePerSecond(), within(0.15));
        assertThat(stream.correlation()).isCloseTo(0.4, within(0.06));
        TraceDistance distance = TraceDistance.between(trace, WorkloadGenerator.generate(fit));
        assertThat(distance.gaps()).isLessThan(0.045);
        assertThat(distance.promptTokens()).isLessThan(0.025);
        assertThat(distance.outputTokens()).isLessThan(0.025);
    }

    @Test
    void simpleArrivalsAreToldSimply() {
        assertThat(TraceFit.of(generate(20_000, stream(new ArrivalProcess.Poisson(3), 0)), LengthKind.COUNTED, 1)
                        .streams()
                        .get(0)
                        .arrivals())
                .isInstanceOf(ArrivalProcess.Poisson.class);
    }

    private static TraceProfile profile(WorkloadSpec recipe) {
        return TraceProfile.of(WorkloadGenerator.generate(recipe));
    }

    /** Gaps of minutes and of seconds that follow each other at will would bring half as many requests in every minute. */
    @Test
    void burstsOfMinutesAreKept() {
        MarkovModulated bursts = new MarkovModulated(List.of(
                new MarkovModulated.State(0.05, 120),
                new MarkovModulated.State(4, 90),
                new MarkovModulated.State(15, 30)));
        TraceProfile source = profile(WorkloadSpec.ofRequests(20_000, "w", 5, List.of(stream(bursts, 0))));
        WorkloadSpec fit = TraceFit.of(source.trace(), LengthKind.COUNTED, 1);
        assertThat(fit.streams().get(0).arrivals()).isInstanceOf(MarkovModulated.class);
        assertThat(fit.meanRatePerSecond()).isCloseTo(source.ratePerSecond(), withinPercentage(0.1));
        TraceProfile drawn = profile(fit);
        assertThat(source.countCv(60)).isGreaterThan(0.8);
        assertThat(drawn.countCv(60)).isCloseTo(source.countCv(60), withinPercentage(20));
        assertThat(drawn.countCv(1)).isCloseTo(source.countCv(1), withinPercentage(15));
        // Ten times as many requests, in the same bursts: silences stay silences.
        assertThat(profile(fit.times(10)).countCv(60)).isCloseTo(source.countCv(60), withinPercentage(20));
    }

    @Test
    void whatComesByChanceIsNotTakenForBursts() {
        for (ArrivalProcess steady : List.of(new ArrivalProcess.Poisson(3), new ArrivalProcess.Gamma(3, 2))) {
            for (int requests : new int[] {200, 3_000, 30_000}) {
                assertThat(TraceFit.of(generate(requests, stream(steady, 0)), LengthKind.COUNTED, 1)
                                .streams()
                                .get(0)
                                .arrivals())
                        .as("%s of %s", requests, steady)
                        .isNotInstanceOf(MarkovModulated.class);
            }
        }
    }

    @Test
    void aSpikeIsFoundWithItsShare() {
        Trace trace = generate(20_000, stream(new ArrivalProcess.Poisson(3), 0));
        Mixture outputs = (Mixture)
                TraceFit.of(trace, LengthKind.PARAMETRIC, 1).streams().get(0).outputTokens();
        assertThat(outputs.parts())
                .filteredOn(part -> part.lengths().equals(new Lengths.Fixed(4_096)))
                .singleElement()
                .satisfies(part -> assertThat(part.weight()).isCloseTo(0.1, within(0.01)));
    }

    /** Of 304 lengths some are equal by chance: as often as two of a class have the same birthday. */
    @ParameterizedTest
    @ValueSource(ints = {60, 304, 1_000, 20_000})
    void equalLengthsByChanceAreNoSpikes(int requests) {
        Lengths smooth = new Lengths.LogNormal(1_900, 0.28, 1, 100_000);
        Trace trace = generate(requests, new RequestStream("", new ArrivalProcess.Poisson(3), smooth, smooth));
        RequestStream fit =
                TraceFit.of(trace, LengthKind.PARAMETRIC, 1).streams().get(0);
        for (Lengths lengths : List.of(fit.promptTokens(), fit.outputTokens())) {
            if (lengths instanceof Mixture) {
                assertThat(((Mixture) lengths).parts()).noneMatch(part -> part.lengths() instanceof Lengths.Fixed);
            }
        }
    }

    /** A tenth of the prompts lies just below a limit, as those of a published trace do. */
    @Test
    void aPlateauBelowALimitIsKept() {
        List<Lengths.Histogram.Bin> plateau = new ArrayList<>();
        for (int tokens = 4_050; tokens <= 4_122; tokens++) {
            plateau.add(new Lengths.Histogram.Bin(tokens, 1));
        }
        Lengths prompts = new Mixture(List.of(
                new Mixture.Part(0.3, new Lengths.LogNormal(400, 0.05, 1, 20_000)),
                new Mixture.Part(0.4, new Lengths.LogNormal(1_080, 0.09, 1, 20_000)),
                new Mixture.Part(0.2, new Lengths.LogNormal(1_500, 0.9, 1, 20_000)),
                new Mixture.Part(0.1, new Lengths.Histogram(plateau))));
        Trace trace = generate(14_000, new RequestStream("", new ArrivalProcess.Poisson(3), prompts, OUTPUTS));
        WorkloadSpec fit = TraceFit.of(trace, LengthKind.PARAMETRIC, 1);
        TraceProfile source = TraceProfile.of(trace);
        TraceProfile drawn = profile(fit);
        assertThat(drawn.promptTokens().countBelow(4_130) - drawn.promptTokens().countBelow(4_040))
                .isCloseTo(
                        source.promptTokens().countBelow(4_130)
                                - source.promptTokens().countBelow(4_040),
                        withinPercentage(8));
        assertThat(drawn.promptTokens().quantile(0.9))
                .isCloseTo(source.promptTokens().quantile(0.9), withinPercentage(3));
        assertThat(TraceProfile.distances(source, drawn).promptTokens()).isLessThan(0.02);
    }

    @Test
    void aCommonLimitOfPromptAndOutputIsKept() {
        Lengths prompts = new Lengths.LogNormal(2_600, 0.3, 1, 4_050);
        Lengths outputs = new Lengths.LogNormal(300, 1, 1, 4_000);
        RequestStream limited =
                new RequestStream("", "", new ArrivalProcess.Poisson(3), prompts, outputs, 0, null, null, 4_096);
        Trace trace = generate(20_000, limited);
        WorkloadSpec fit = TraceFit.of(trace, LengthKind.PARAMETRIC, 1);
        assertThat(fit.streams().get(0).contextTokens()).isBetween(4_080, 4_096);
        Trace drawn = WorkloadGenerator.generate(fit);
        for (int r = 0; r < drawn.size(); r++) {
            assertThat(drawn.promptTokens(r) + drawn.outputTokens(r)).isLessThanOrEqualTo(4_096);
        }
        assertThat(TraceDistance.between(trace, drawn).outputTokens()).isLessThan(0.05);
        assertThat(TraceFit.of(generate(20_000, stream(new ArrivalProcess.Poisson(3), 0)), LengthKind.PARAMETRIC, 1)
                        .streams()
                        .get(0)
                        .contextTokens())
                .as("where there is none")
                .isEqualTo(RequestStream.UNLIMITED);
    }

    @Test
    void aTraceTooSlowForARecipeIsToldSo() {
        Trace slow = Trace.builder("slow")
                .add(0, 5, 6)
                .add(Ticks.fromSeconds(4e6), 5, 6)
                .add(Ticks.fromSeconds(8e6), 5, 6)
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TraceFit.of(slow, LengthKind.PARAMETRIC, 1))
                .withMessageStartingWith(
                        "The requests of slow arrive every 4.00e+06 s on average, and a recipe tells rates");
    }

    @Test
    void recipesAreToldInDigitsThatCanBeRead() {
        Trace trace = generate(20_000, stream(new ArrivalProcess.HyperExponential(3, 8), 0));
        for (double times : new double[] {1, 3, 7}) {
            assertThat(TraceFit.of(trace, LengthKind.COUNTED, 1)
                            .times(times)
                            .streams()
                            .get(0)
                            .arrivals()
                            .text())
                    .doesNotContainPattern("\\d{8}");
        }
    }

    @Test
    void theSwingOfTheDayIsFound() {
        Trace trace = generate(40_000, stream(new Diurnal(new ArrivalProcess.Poisson(0.1), 0.7, 86_400, 50_000), 0));
        ArrivalProcess arrivals =
                TraceFit.of(trace, LengthKind.COUNTED, 1).streams().get(0).arrivals();
        assertThat(arrivals).isInstanceOfSatisfying(Diurnal.class, day -> {
            assertThat(day.amplitude()).isCloseTo(0.7, within(0.03));
            // Times count from the first request, which comes within minutes.
            assertThat(day.peakSeconds()).isCloseTo(50_000, within(1_500.0));
        });
    }

    @ParameterizedTest
    @EnumSource(LengthKind.class)
    void classesModelsAndClientsAreKept(LengthKind kind) {
        Trace trace = generate(
                8_000,
                new RequestStream(
                        "A", "m", new ArrivalProcess.Poisson(3), PROMPTS, OUTPUTS, 0, new Clients("u", 40, 1.2), null),
                new RequestStream("B", new ArrivalProcess.Poisson(1), new Lengths.Fixed(7), OUTPUTS));
        WorkloadSpec fit = TraceFit.of(trace, kind, 1);
        assertThat(fit.streams()).extracting(RequestStream::className).containsExactlyInAnyOrder("A", "B");
        assertThat(fit.streams()).extracting(RequestStream::model).containsExactlyInAnyOrder("m", "");
        assertThat(fit.streams())
                .filteredOn(s -> s.className().equals("A"))
                .singleElement()
                .satisfies(s -> {
                    assertThat(s.arrivals().meanRatePerSecond()).isCloseTo(3, within(0.3));
                    Clients clients = Objects.requireNonNull(s.clients());
                    assertThat(clients.count()).isEqualTo(40);
                    assertThat(clients.skew()).isCloseTo(1.2, within(0.1));
                });
        assertThat(fit.streams())
                .filteredOn(s -> s.className().equals("B"))
                .singleElement()
                .satisfies(s -> {
                    assertThat(s.promptTokens().minTokens()).isEqualTo(7);
                    assertThat(s.promptTokens().maxTokens()).isEqualTo(7);
                    assertThat(s.clients()).isNull();
                });
        Trace again = WorkloadGenerator.generate(fit.withMeanRate(10 * fit.meanRatePerSecond()));
        assertThat(TraceStatistics.of(again).ratePerSecond()).isCloseTo(40, within(4.0));
        assertThat(again.names(Label.CLIENT)).hasSizeGreaterThan(30);
    }

    /** Requests of a class from one time to another, evenly. */
    private static void even(List<double[]> all, int kind, double from, double until, int count) {
        for (int i = 0; i < count; i++) {
            all.add(new double[] {from + (until - from) * i / count, kind});
        }
    }

    @ParameterizedTest
    @CsvSource({
        // Class B comes in the last 10 s, after class A, in the middle, and all the time but for few requests.
        "0, 1000, 1000, 990, 1000, 100",
        "0, 1000, 5000, 1000, 1100, 5000",
        "0, 1000, 2000, 300, 400, 500",
        "0, 1000, 2000, 450, 470, 4",
    })
    void aClassOfAPartOfTheTraceKeepsItsShareAndItsTime(
            double fromA, double untilA, int countA, double fromB, double untilB, int countB) {
        List<double[]> all = new ArrayList<>();
        even(all, 0, fromA, untilA, countA);
        even(all, 1, fromB, untilB, countB);
        all.sort(Comparator.comparingDouble((double[] request) -> request[0]));
        TraceBuilder builder = Trace.builder("parts");
        all.forEach(request -> builder.add(Ticks.fromSeconds(request[0]), 10, 5, request[1] == 0 ? "A" : "B", ""));
        Trace trace = builder.build();
        WorkloadSpec fit = TraceFit.of(trace, LengthKind.COUNTED, 3);
        double span = Ticks.toSeconds(trace.lastArrivalTick());
        assertThat(fit.meanRatePerSecond()).isCloseTo(trace.size() / span, withinPercentage(1));
        Trace drawn = WorkloadGenerator.generate(fit);
        assertThat((double) drawn.size()).isCloseTo(trace.size(), withinPercentage(5));
        NameCounts counts = NameCounts.of(drawn, Label.CLASS);
        assertThat((double) counts.of("B") / drawn.size()).isCloseTo((double) countB / trace.size(), within(0.01));
        assertThat(Ticks.toSeconds(drawn.lastArrivalTick())).isCloseTo(span, withinPercentage(5));
        assertThat((double) WorkloadGenerator.generate(fit.times(10)).size())
                .isCloseTo(10.0 * trace.size(), withinPercentage(5));
        if (countB >= 100) {
            int b = drawn.classNames().indexOf("B");
            for (int r = 0; r < drawn.size(); r++) {
                if (drawn.classIndex(r) == b) {
                    assertThat(Ticks.toSeconds(drawn.arrivalTick(r))).isBetween(fromB - 2, untilB + 2);
                }
            }
        }
    }

    @Test
    void aFitIsTheSameEveryTime() {
        Trace trace = generate(3_000, stream(new ArrivalProcess.Gamma(3, 2), 0));
        WorkloadSpec fit = TraceFit.of(trace, LengthKind.PARAMETRIC, 1);
        assertThat(TraceFit.of(trace, LengthKind.PARAMETRIC, 1)).isEqualTo(fit);
        SameTraces.assertSame(WorkloadGenerator.generate(fit), WorkloadGenerator.generate(fit));
    }

    @Test
    void twoRequestsAreEnoughAndOneMomentIsNot() {
        Trace two = Trace.builder("two").add(0, 5, 6).add(1_000_000, 7, 6).build();
        assertThat(WorkloadGenerator.generate(TraceFit.of(two, LengthKind.PARAMETRIC, 1))
                        .size())
                .isEqualTo(2);
        Trace moment = Trace.builder("moment").add(5, 5, 6).add(5, 7, 6).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TraceFit.of(moment, LengthKind.PARAMETRIC, 1))
                .withMessageContaining("no two requests at different times");
    }

    @Test
    void distancesAreThoseOfHandWorkedSamples() {
        assertThat(KolmogorovSmirnov.distance(new double[] {1, 2, 3, 4}, new double[] {1, 2, 3, 4}))
                .isZero();
        assertThat(KolmogorovSmirnov.distance(new double[] {1, 2}, new double[] {3, 4, 5}))
                .isEqualTo(1);
        // At 1 half of the first lies behind and nothing of the second.
        assertThat(KolmogorovSmirnov.distance(new double[] {1, 1, 2, 9}, new double[] {2, 5, 7}))
                .isCloseTo(0.5, within(1e-12));
    }

    /** How near the fits come to published traces; the README states these. */
    @ParameterizedTest
    @CsvSource({
        "azure-llm-2023/AzureLLMInferenceTrace_conv.first40min.csv, 0.04, 0.025, 0.02",
        "azure-llm-2023/AzureLLMInferenceTrace_code.first40min.csv, 0.20, 0.02, 0.02",
    })
    void publishedTracesAreFittedNearly(String file, double gaps, double prompts, double outputs) throws Exception {
        Path path = PUBLISHED.resolve(file);
        if (!Files.isRegularFile(path)) {
            System.err.println("SKIPPED: the published trace " + path + " is missing, its test did not run.");
            Assumptions.abort("missing " + path);
        }
        Trace trace = TraceReader.read(path).trace();
        TraceProfile source = TraceProfile.of(trace);
        WorkloadSpec recipe = TraceFit.of(trace, LengthKind.COUNTED, 7);
        for (double window : new double[] {1, 10, 60}) {
            assertThat(LongStream.range(0, 8)
                            .mapToDouble(seed -> profile(recipe.withSeed(seed)).countCv(window))
                            .average()
                            .orElseThrow())
                    .as("CV of counts in %s s", window)
                    .isCloseTo(source.countCv(window), withinPercentage(20));
        }
        Trace parametric = WorkloadGenerator.generate(TraceFit.of(trace, LengthKind.PARAMETRIC, 7));
        TraceDistance distance = TraceDistance.between(trace, parametric);
        assertThat(distance.gaps()).isLessThan(gaps);
        assertThat(distance.promptTokens()).isLessThan(prompts);
        assertThat(distance.outputTokens()).isLessThan(outputs);
        Trace counted = WorkloadGenerator.generate(TraceFit.of(trace, LengthKind.COUNTED, 7));
        assertThat(TraceDistance.between(trace, counted).promptTokens()).isLessThan(0.02);
    }
}
