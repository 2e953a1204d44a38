package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.ScenarioSpec.SourceKind;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.TraceCsvWriter;
import dev.tokenyard.sim.trace.TraceReader;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import dev.tokenyard.sim.workload.ArrivalProcess;
import dev.tokenyard.sim.workload.Clients;
import dev.tokenyard.sim.workload.Diurnal;
import dev.tokenyard.sim.workload.Lengths;
import dev.tokenyard.sim.workload.MarkovModulated;
import dev.tokenyard.sim.workload.ReplayedArrivals;
import dev.tokenyard.sim.workload.RequestStream;
import dev.tokenyard.sim.workload.SampleTraces;
import dev.tokenyard.sim.workload.Sessions;
import dev.tokenyard.sim.workload.WindowedArrivals;
import dev.tokenyard.sim.workload.WorkloadGenerator;
import dev.tokenyard.sim.workload.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadFileTest {
    private static final String RECIPE = """
            {"name":"two","requests":40,"streams":[{"class":"A","arrivals":{"process":"poisson","rate_per_s":2},
            "prompt_tokens":{"median":100,"sigma":0.5,"min":1,"max":900},"output_tokens":{"median":20}}]}
            """;

    @TempDir
    private Path folder;

    private static Trace load(TraceSource source, long seed) throws ScenarioException {
        return new TraceLibrary().load(source, seed, () -> false).trace();
    }

    private TraceSource file(String text) throws IOException {
        return TraceSource.file(
                Files.writeString(folder.resolve("two.json"), text).toString());
    }

    @Test
    void recipesOfAllSamplesComeBackAsTheyWere() throws IOException, ScenarioException {
        for (Map.Entry<String, WorkloadSpec> sample : SampleTraces.recipes().entrySet()) {
            Path file = folder.resolve(SampleTraces.recipeName(sample.getKey()));
            WorkloadFile.write(file, sample.getValue());
            assertThat(WorkloadFile.read(file, sample.getValue().seed())).isEqualTo(sample.getValue());
        }
    }

    @Test
    void aStreamMayNameTheModelOfItsRequests() throws IOException, ScenarioException {
        TraceSource source = file(RECIPE.replace("\"class\":\"A\"", "\"class\":\"A\",\"model\":\"mistral-7b\""));
        WorkloadSpec recipe = WorkloadFile.read(Path.of(source.location()), 1);
        assertThat(recipe.streams().get(0).model()).isEqualTo("mistral-7b");
        Trace trace = load(source, 1);
        for (int r = 0; r < trace.size(); r++) {
            assertThat(trace.modelNames().get(trace.modelIndex(r))).isEqualTo("mistral-7b");
        }
        Path copy = folder.resolve("copy.json");
        WorkloadFile.write(copy, recipe);
        assertThat(WorkloadFile.read(copy, 1)).isEqualTo(recipe);
        assertThat(recipe.withMeanRate(9).streams().get(0).model()).isEqualTo("mistral-7b");
        assertThat(load(file(RECIPE), 1).modelNames()).isEmpty();
    }

    @Test
    void theSeedDrawsTheRequests() throws IOException, ScenarioException {
        TraceSource source = file(RECIPE);
        assertThat(TraceLibrary.isRecipe(source)).isTrue();
        Trace one = load(source, 1);
        assertThat(one.size()).isEqualTo(40);
        assertThat(one.name()).isEqualTo("two");
        assertThat(load(source, 1).arrivalTick(39)).isEqualTo(one.arrivalTick(39));
        assertThat(load(source, 2).arrivalTick(39)).isNotEqualTo(one.arrivalTick(39));
        for (int r = 0; r < one.size(); r++) {
            assertThat(one.outputTokens(r)).as("no sigma, no spread").isEqualTo(20);
        }
    }

    /** One library serves all seeds and does not mix up their traces. */
    @Test
    void theLibraryKeepsSeedsApart() throws IOException, ScenarioException {
        TraceSource source = file(RECIPE);
        TraceLibrary library = new TraceLibrary();
        long first = library.load(source, 1, () -> false).trace().arrivalTick(5);
        long second = library.load(source, 2, () -> false).trace().arrivalTick(5);
        assertThat(second).isNotEqualTo(first);
        assertThat(library.load(source, 1, () -> false).trace().arrivalTick(5)).isEqualTo(first);
        assertThat(library.load(source, 1, () -> false).report().formatId()).isEqualTo("workload");
    }

    @Test
    void whatBecomesAnotherKindOfFileIsSeen() throws IOException {
        Path file = folder.resolve("either.json");
        TraceSource source = TraceSource.file(file.toString());
        assertThat(TraceLibrary.isRecipe(source)).as("it is not there").isFalse();
        Files.writeString(file, "{\"streams\": []}");
        assertThat(TraceLibrary.isRecipe(source)).isTrue();
        Files.writeString(file, "[{\"timestamp\": 0}]");
        assertThat(TraceLibrary.isRecipe(source)).isFalse();
    }

    @Test
    void samplesAreRecordingsAndTheirRecipesAreNot() throws ScenarioException {
        TraceSource recipe = TraceSource.sample("chat.json");
        assertThat(TraceLibrary.isRecipe(TraceSource.sample("chat.csv"))).isFalse();
        assertThat(TraceLibrary.isRecipe(recipe)).isTrue();
        Trace sample = load(TraceSource.sample("chat.csv"), 99);
        Trace own = load(recipe, SampleTraces.recipe("chat.csv").seed());
        assertThat(own.size()).isEqualTo(sample.size());
        for (int r = 0; r < sample.size(); r++) {
            assertThat(own.arrivalTick(r)).isEqualTo(sample.arrivalTick(r));
            assertThat(own.outputTokens(r)).isEqualTo(sample.outputTokens(r));
        }
        TraceSource unknown = new TraceSource(SourceKind.SAMPLE, "nope.csv", "workload");
        assertThatThrownBy(() -> load(unknown, 1)).hasMessageContaining("nope.csv");
    }

    @Test
    void everyKindOfProcessAndLengthComesBackAsItWas() throws IOException, ScenarioException, TraceFormatException {
        Path trace = folder.resolve("recorded.csv");
        TraceCsvWriter.write(SampleTraces.load("chat.csv").firstRequests(50), List.of(), trace);
        ArrivalProcess.Poisson poisson = new ArrivalProcess.Poisson(2);
        Lengths.LogNormal cut = new Lengths.LogNormal(30, 0.5, 2, 90, Lengths.Cut.REDRAW);
        Lengths.Histogram counted =
                new Lengths.Histogram(List.of(new Lengths.Histogram.Bin(3, 0.5), new Lengths.Histogram.Bin(9, 2)));
        Lengths mixture = new Lengths.Mixture(List.of(
                new Lengths.Mixture.Part(0.7, cut),
                new Lengths.Mixture.Part(0.2, new Lengths.Fixed(6_144)),
                new Lengths.Mixture.Part(0.1, counted)));
        Lengths periods = new Lengths.Periods(
                List.of(new Lengths.Periods.Period(0, mixture), new Lengths.Periods.Period(60, new Lengths.Fixed(7))));
        Sessions sessions = new Sessions(3, new Sessions.Pause(10, 0.5), 0.02, 64, 16, 9_000);
        List<RequestStream> streams = new ArrayList<>();
        for (ArrivalProcess arrivals : List.of(
                poisson,
                new ArrivalProcess.Gamma(2, 1.5),
                new ArrivalProcess.Weibull(2, 0.5),
                new ArrivalProcess.HyperExponential(2, 3),
                new ArrivalProcess.MixedGaps(List.of(
                        new ArrivalProcess.MixedGaps.Phase(0.9, 0.01), new ArrivalProcess.MixedGaps.Phase(0.1, 5))),
                new ArrivalProcess.OnOff(5, 10, 3),
                new MarkovModulated(List.of(new MarkovModulated.State(1, 9), new MarkovModulated.State(0, 4))),
                new MarkovModulated(
                        List.of(new MarkovModulated.State(1, 9), new MarkovModulated.State(0, 4)),
                        new ArrivalProcess.Gamma(1, 3)),
                new Diurnal(new ArrivalProcess.Gamma(2, 2), 0.5, 3_600, 900),
                new WindowedArrivals(
                        List.of(
                                new WindowedArrivals.Window(0, poisson),
                                new WindowedArrivals.Window(10, null),
                                new WindowedArrivals.Window(20, new ArrivalProcess.Weibull(1, 2))),
                        30),
                ReplayedArrivals.of(TraceReader.read(trace).trace(), "recorded.csv", 1.5))) {
            streams.add(
                    new RequestStream("A", "m", arrivals, periods, counted, 0.3, new Clients("u-", 9, 1.1), sessions));
        }
        for (Sessions.Turns turns : List.of(Sessions.Turns.between(6, 6), Sessions.Turns.between(2, 40))) {
            Sessions program = new Sessions(turns, new Sessions.Pause(1, 0), 0.02, 64, 16, 90_000);
            streams.add(new RequestStream("A", "m", poisson, counted, counted, 0, null, program));
        }
        streams.add(new RequestStream("A", "m", poisson, periods, counted, 0, null, null, 8_192));
        WorkloadSpec recipe = WorkloadSpec.ofRequests(300, "all", 4, streams);
        Path file = folder.resolve("all.json");
        WorkloadFile.write(file, recipe);
        WorkloadSpec read = WorkloadFile.read(file, 4);
        assertThat(read).isEqualTo(recipe);
        assertThat(WorkloadGenerator.generate(read).size()).isEqualTo(300);
    }

    @Test
    void aTraceThatIsOnlyNamedLikeARecipeIsReadAsATrace() throws IOException, ScenarioException {
        TraceSource mooncake =
                file("{\"timestamp\": 0, \"input_length\": 10, \"output_length\": 5, \"hash_ids\": [1]}\n");
        assertThat(TraceLibrary.isRecipe(mooncake)).isFalse();
        assertThat(load(mooncake, 1).size()).isEqualTo(1);
    }

    @Test
    void aRecipeWithASlipSaysWhereAndNothingOfTheParser() throws IOException {
        String nested = RECIPE.replace("\"median\":20", "\"median\":" + "[".repeat(600) + "]".repeat(600));
        for (String slip : List.of(RECIPE.replace("0.5,", "0.5]"), RECIPE.replace("}]}", "}"), nested)) {
            TraceSource source = file(slip);
            assertThat(TraceLibrary.isRecipe(source)).as(slip).isTrue();
            assertThatThrownBy(() -> load(source, 1))
                    .hasMessageContaining("two.json is not JSON")
                    .message()
                    .doesNotContain("Source", "offset", "Constraints", "Feature")
                    .endsWith("; correct it.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"rate_per_s\":2 | \"rate_per_s\":-2 | -2.0 requests/s",
                "\"rate_per_s\":2 | \"rate_per_s\":\"x\" | streams[0].arrivals.rate_per_s",
                "\"rate_per_s\":2 | \"cv\":2 | arrivals.cv",
                "poisson | magic | expected \"poisson\", \"gamma\", \"weibull\"",
                "\"requests\":40 | \"requests\":0 | asks for 0 requests",
                "\"requests\":40, | `` | a number of requests",
                "\"median\":20 | \"median\":0 | median length is 0.0",
                "\"streams\":[{ | \"streams\":[3,{ | streams[0] is 3",
                "\"name\":\"two\" | \"nmae\":\"two\" | nmae",
                "\"class\":\"A\" | \"class\":\"A\\nB\" | streams[0].class is \"A\\nB\"; expected a text without line breaks",
                "\"name\":\"two\" | \"name\":\"t\\u0001\" | expected a text without line breaks",
                "\"class\":\"A\" | \"clients\":{\"name\":\"\\t\"} | streams[0].clients.name",
                "\"requests\":40 | requests:40 | is not JSON at line 1, column 15: Unexpected character ('r')",
                "20}}]} | 20}}]] | is not JSON at line 2, column",
                "\"sigma\":0.5 | \"sigma\":0,5 | is not JSON at line 2",
                "\"requests\":40 | \"duration_s\":0.000001 | no request before its end",
            })
    void saysWhatIsWrong(String part, String instead, String expected) throws IOException {
        TraceSource source = file(RECIPE.replace(part, instead == null ? "" : instead));
        assertThatThrownBy(() -> load(source, 1))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining(expected)
                .message()
                .endsWith(".");
    }

    @Test
    void refusesWhatIsNoRecipe() throws IOException {
        Path file = folder.resolve("x.json");
        TraceSource source = new TraceSource(SourceKind.FILE, file.toString(), "workload");
        assertThatThrownBy(() -> load(source, 1)).hasMessageContaining("cannot be read");
        Files.writeString(file, "{");
        assertThatThrownBy(() -> load(source, 1)).hasMessageContaining("is not JSON at line 1");
        Files.writeString(file, "[]");
        assertThatThrownBy(() -> load(source, 1)).hasMessageContaining("an object in braces");
    }
}
