package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.policies.kit.predict.ConfusionMatrix;
import dev.tokenyard.policies.kit.predict.LengthClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfusionMatrixFileTest {
    private static final ConfusionMatrix WANTED = new ConfusionMatrix(
            new LengthClasses(List.of(42, 141)),
            List.of(List.of(.75, .25, 0.0), List.of(.25, .5, .25), List.of(0.0, .5, .5)));

    @TempDir
    private Path folder;

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("matrix"), text).toString();
    }

    private void assertRefused(String text, String... parts) throws IOException {
        String file = file(text);
        assertThatThrownBy(() -> ConfusionMatrixFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file)
                .hasMessageContainingAll(parts);
    }

    @Test
    void countsAndSharesAreReadFromJsonAndCsv() throws IOException {
        assertThat(ConfusionMatrixFile.read(
                        file("{\"edges\": [42, 141], \"matrix\": [[3, 1, 0], [1, 2, 1], [0, 1, 1]]}")))
                .isEqualTo(WANTED);
        assertThat(ConfusionMatrixFile.read(file("up_to,a,b,c\r\n42,.75,.25,0\r\n141,.25,.5,.25\r\n,0,.5,.5\r\n")))
                .isEqualTo(WANTED);
    }

    @Test
    void whatIsWrongIsSaid() throws IOException {
        assertRefused("{\"edges\": [42], \"matrix\": [[1, 1]]}", "1 rows and 2 classes");
        assertRefused("{\"edges\": [42], \"matrix\": [[1, 1], [1, \"x\"]]}", "Row 2 of its matrix holds \"x\"");
        assertRefused("{\"edges\": [4.5], \"matrix\": []}", "Among its edges is 4.5");
        assertRefused("{\"edges\": [42]}", "no field \"matrix\"");
        assertRefused("{\"edges\": [42], \"matrixx\": []}", "\"matrixx\"");
        assertRefused("{oops", "is not JSON");
        assertRefused("up_to,a,b\n42,1,many\n,0,1\n", "line 2, field 3 is \"many\"");
        assertRefused("up_to,a,b\n42,1,1\n41,0,1\n", "do not ascend");
        assertRefused("", "no class edges");
        assertThatThrownBy(() -> ConfusionMatrixFile.read(folder.resolve("none").toString()))
                .hasMessageContaining("There is no file");
        assertThatThrownBy(() -> ConfusionMatrixFile.read(folder.toString()))
                .hasMessageContaining("no confusion matrix");
    }

    @Test
    void whatIsNotTextIsSaidInASentence() throws IOException {
        Path file = Files.write(folder.resolve("matrix"), new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0});
        assertThatThrownBy(() -> ConfusionMatrixFile.read(file.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(file.toString(), "is not text in UTF-8; give a JSON or CSV file")
                .hasMessageNotContaining("Input length");
    }

    @Test
    void aScenarioNamesItRelativeToItself() throws Exception {
        String matrix = file("{\"edges\": [42, 141], \"matrix\": [[3, 1, 0], [1, 2, 1], [0, 1, 1]]}");
        ScenarioSpec spec = ScenarioEdits.predictor("confusion:" + matrix)
                .apply(ScenarioDefaults.opening())
                .withPredictorLatency(ScenarioSpec.MEASURED_LATENCY);
        Path scenario = folder.resolve("s.json");
        ScenarioFile.write(scenario, spec);
        assertThat(Files.readString(scenario))
                .contains("\"predictor\" : \"confusion:matrix\"")
                .contains("\"predictor_latency_ms\" : \"measured\"");
        assertThat(ScenarioFile.read(scenario)).isEqualTo(spec);
        ScenarioFile.write(scenario, spec.withPredictorLatency(7.6));
        assertThat(ScenarioFile.read(scenario).predictorLatencyMillis()).isEqualTo(7.6);
        Files.writeString(scenario, Files.readString(scenario).replace("7.6", "-2"));
        assertThatThrownBy(() -> ScenarioFile.read(scenario))
                .hasMessageContaining("predictor_latency_ms")
                .hasMessageContaining("give 0 to 60,000 ms");
    }

    @Test
    void onlyPoliciesThatPredictPayForPredictions() throws Exception {
        ScenarioSpec spec = ScenarioDefaults.opening()
                .withPolicies(List.of(
                        ScenarioSpec.PolicyChoice.of("fcfs"),
                        ScenarioSpec.PolicyChoice.of("sjf"),
                        ScenarioSpec.PolicyChoice.of("ssjf"),
                        ScenarioSpec.PolicyChoice.of("mc-sf")))
                .withPredictor("")
                .withPredictorLatency(ScenarioSpec.MEASURED_LATENCY)
                .withLimit(200);
        ComparisonService service = new ComparisonService();
        assertThat(service.run(spec, () -> false).lanes().stream()
                        .map(lane -> RunWords.predictor(lane.log().info())))
                .containsExactly("", "oracle", "confusion, 7.6 ms each", "oracle");
        assertThat(service.run(spec.withPredictor("rank:0.5").withPredictorLatency(20), () -> false).lanes().stream()
                        .map(lane -> RunWords.predictor(lane.log().info())))
                .containsExactly("", "oracle", "rank:0.5, 20 ms each", "rank:0.5, 20 ms each");
    }
}
