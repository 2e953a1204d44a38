package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.policies.kit.predict.PredictorFactory;
import dev.tokenyard.policies.kit.predict.Predictors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Predictors on the command line. */
class PredictCommandTest {
    @TempDir
    private Path folder;

    private String trace() throws IOException {
        return Files.writeString(
                        folder.resolve("t.csv"),
                        "arrival_s,prompt_tokens,output_tokens,predicted_tokens\n0,5,10,20\n1,5,100,90\n2,5,300,\n")
                .toString();
    }

    @Test
    void figuresArePrintedAndWrittenAsJson() {
        CommandResult text = CommandResult.of("predict", "chat.json", "--predictor", "noise:20");
        assertThat(text.exitCode()).isZero();
        assertThat(text.out())
                .contains(
                        "mean absolute error", "root mean square error", "mean bias", "class accuracy", "Kendall tau-b")
                .contains("predicted mean");
        JsonNode json = CommandResult.of("predict", "chat.json", "--predictor", "rank:0.6", "--json")
                .json();
        assertThat(json.get("kendall_tau").doubleValue()).isCloseTo(0.6, within(0.005));
        assertThat(json.get("bias_tokens").doubleValue()).isCloseTo(0, within(1e-9));
        assertThat(json.get("calibration").size()).isEqualTo(10);
        assertThat(json.get("confusion").size()).isEqualTo(5);
    }

    @Test
    void aLearnedPredictorSaysWhatItLearntFrom() {
        CommandResult text = CommandResult.of("predict", "chat.json", "--predictor", "learned:tree,train=40");
        assertThat(text.out()).contains("Trained on the first 510 of 1,273 requests");
        assertThat(CommandResult.of("predict", "chat.json", "--predictor", "learned:tree,train=40", "--json")
                        .json()
                        .get("learns_from")
                        .intValue())
                .isEqualTo(510);
    }

    /** It fits the logarithm, so that the mean of its errors is no fault of the trace; the card says which way it lies. */
    @Test
    void theLearnedPredictorIsTooShortOnAverageAndItsCardSaysSo() {
        assertThat(CommandResult.of("predict", "chat.json", "--predictor", "learned", "--json")
                        .json()
                        .get("bias_tokens")
                        .doubleValue())
                .isLessThan(-20);
        assertThat(Predictors.byId("learned").card().idea()).contains("median", "too short on average");
    }

    @Test
    void whereNothingIsLeftToMeasureASentenceStandsForTheTable() {
        CommandResult one = CommandResult.of("predict", "chat.csv", "--predictor", "learned", "--limit", "1");
        assertThat(one.exitCode()).isZero();
        assertThat(one.out())
                .contains("Trained on the first 1 of 1 request,", "No request is left to measure errors on")
                .doesNotContain("mean absolute error");
    }

    @Test
    void noErrorIsPrintedAsNought() {
        assertThat(CommandResult.of("predict", "chat.csv", "--predictor", "oracle")
                        .out())
                .containsPattern("mean absolute error +0 ");
    }

    @Test
    void whatCannotBeWrittenIsOneSentence() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        CommandResult result = CommandResult.of(
                "predict",
                "chat.csv",
                "--predictor",
                "oracle",
                "--out",
                file.resolve("x").toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().strip())
                .isEqualTo("tokenyard: Could not save " + file.resolve("x") + ": " + file
                        + " is a file where a folder is needed; choose another folder.");
    }

    @Test
    void eachRequestIsWrittenAsCsv() throws IOException {
        Path out = folder.resolve("p.csv");
        assertThat(CommandResult.of(
                                "predict", trace(), "--predictor", "column", "--limit", "2", "--out", out.toString())
                        .exitCode())
                .isZero();
        assertThat(Files.readAllLines(out))
                .containsExactly(
                        "id,prompt_tokens,output_tokens,predicted_tokens,learnt_from",
                        "0,5,10,20,false",
                        "1,5,100,90,false");
    }

    @Test
    void whatCannotBePredictedIsSaid() throws IOException {
        CommandResult holes = CommandResult.of("predict", trace(), "--predictor", "column");
        assertThat(holes.exitCode()).isEqualTo(CommandFailure.BAD_INPUT);
        assertThat(holes.err()).contains("predictions for 2 of its 3 requests; request 2 is the first without one");
        assertThat(CommandResult.of("predict", "chat.json", "--predictor", "column")
                        .err())
                .contains("brings no predictions");
        assertThat(CommandResult.of("predict", "chat.json", "--predictor", "lerned")
                        .err())
                .contains("learned");
        assertThat(CommandResult.of("predict", "chat.json", "--predictor", "confusion:none.json")
                        .err())
                .contains("There is no file none.json");
        assertThat(CommandResult.of("predict", "nowhere.csv", "--predictor", "oracle")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void describeCountsPredictions() throws IOException {
        assertThat(CommandResult.of("describe", trace()).out()).containsPattern("requests with a predicted length +2");
        assertThat(CommandResult.of("describe", trace(), "--json")
                        .json()
                        .get("predictions")
                        .intValue())
                .isEqualTo(2);
        assertThat(CommandResult.of("describe", "mixed-slo.csv").out()).doesNotContain("predicted length");
    }

    @Test
    void theCatalogueListsEveryKindWithItsSettings() {
        String all = CommandResult.of("predictors").out();
        assertThat(all.lines()).hasSize(2 + Predictors.all().size());
        for (PredictorFactory kind : Predictors.all()) {
            assertThat(all).contains(kind.card().usage());
            assertThat(CommandResult.of("predictors", kind.card().id()).out())
                    .contains(kind.card().idea());
        }
        assertThat(CommandResult.of("predictors", "confusion").out()).contains("FILE", "7.60 ms each");
        assertThat(CommandResult.of("predictors", "rank", "--json")
                        .json()
                        .get("knobs")
                        .get(0)
                        .get("name")
                        .stringValue())
                .isEqualTo("tau");
        assertThat(CommandResult.of("predictors", "magic").err()).contains("oracle, confusion, noise");
    }

    @Test
    void runsChargeForPredictionsOnRequest() {
        List<String> run = List.of("run", "--trace", "chat.json", "--policy", "fcfs,ssjf", "--limit", "100");
        assertThat(CommandResult.of(with(run)).out()).containsPattern("SSJF +7 +confusion  +100");
        assertThat(CommandResult.of(with(run, "--predictor-latency")).out()).contains("confusion, 7.6 ms each");
        assertThat(CommandResult.of(with(run, "--predictor-latency", "20")).out())
                .contains("confusion, 20 ms each");
        CommandResult refused = CommandResult.of(with(run, "--predictor-latency=slow"));
        assertThat(refused.exitCode()).isEqualTo(CommandFailure.BAD_INPUT);
        assertThat(refused.err()).contains("--predictor-latency").contains("\"slow\"; give 0 to 60,000 ms");
    }

    private static String[] with(List<String> arguments, String... more) {
        return Stream.concat(arguments.stream(), Arrays.stream(more)).toArray(String[]::new);
    }
}
